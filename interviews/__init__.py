"""When and with whom: openings, candidates, blueprints, loops, sessions, seats, the exposure ledger.

Actions: see interviews/actions/, one verb a file.
Start reading at models.py; assembly/ is the pure core that chooses questions.
"""
