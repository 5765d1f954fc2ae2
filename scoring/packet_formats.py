"""The shapes that a packet's data has had: decided loops keep the shape they were decided in. Pure.

1: spread, cards, sessions, adjusted values. 2: amendments, and who read before their card was in. 3: the bar,
topics, and questions as they were asked. What else a decision's snapshot holds: scoring/snapshot.py.
"""

FORMAT = 3  # of what is made now; raised when its shape changes
