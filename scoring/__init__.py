"""What was judged: scorecards, ratings, the visibility gate, calibration runs, decisions.

Actions: see scoring/actions/, one verb a file.
Start reading at visibility.py and models.py; calibration/ is the pure core.
"""
