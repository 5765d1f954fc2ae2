"""Calibration: what a score is worth once candidate, interviewer, question and criterion are told apart.

A pure core: numpy, scipy and the standard library; arrays and dataclasses in, dataclasses out. Start with
`calibrate`; then `subsets` (who may be compared), `reml` (the model), `measures` (what may be said).
"""

from scoring.calibration.digest import digest
from scoring.calibration.engine import calibrate
from scoring.calibration.items import Item, measure_items
from scoring.calibration.ratings import Rating, RatingError, Ratings
from scoring.calibration.result import Measure, Result, Subset
from scoring.calibration.settings import CODE_VERSION, Settings

__all__ = [
    "CODE_VERSION",
    "Item",
    "Measure",
    "Rating",
    "RatingError",
    "Ratings",
    "Result",
    "Settings",
    "Subset",
    "calibrate",
    "digest",
    "measure_items",
]
