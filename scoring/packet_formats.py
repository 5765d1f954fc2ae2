"""The shapes that a packet's data has had: decided loops keep the shape they were decided in. Pure.

1: spread, cards, sessions, adjusted values. 2: amendments, and who read before their card was in. 3: the bar,
topics, and questions as they were asked. From format 3 on a decision's snapshot holds the packet's own keys
and beside them `process`: how the committee came to it, which not everybody reads who reads the packet.
"""

from scoring.snapshot import Packet

FORMAT = 3  # of what is made now; raised when its shape changes
PROCESS = "process"


def packet_part(snapshot: Packet) -> Packet:
    """The packet of a decision's snapshot, without how the committee came to its decision."""
    return {key: value for key, value in snapshot.items() if key != PROCESS}
