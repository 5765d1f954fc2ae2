"""Nothing leaked: every route as every reader, in two worlds that differ in what somebody else's card says.

`worlds.py` builds the world and turns the other cards into their opposite; `readers.py` lists who reads, in
which state; `walking.py` walks the routes of the resolver and compares the answers byte for byte. What is
compared: status, headers, body, where it redirects, how many statements it takes, what it logs.
"""
