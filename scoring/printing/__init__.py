"""Paper: the kit of an interview and a scorecard as PDF. Pure: plain data in, bytes out.

The same data gives the same bytes. Text of people's is set as text: nothing in it can do anything.
"""
