"""Calibration: what a score is worth once candidate, interviewer, question and criterion are told apart.

A pure core: numpy, scipy and the standard library; arrays and dataclasses in, dataclasses out. Start with
`calibrate` (engine.py). Rooms: links (what is fitted at all, who may be compared), model (the fit and its
errors), diagnosis (what it found), drift; and apart from the model coefficients, crossed, impact, trials.
"""

from scoring.calibration.design import Design, build_design
from scoring.calibration.digest import digest
from scoring.calibration.engine import calibrate
from scoring.calibration.items import Item, measure_items
from scoring.calibration.ratings import Column, Rating, RatingError, Ratings, day_number
from scoring.calibration.report import as_json, takes_increments
from scoring.calibration.result import Elements, Measure, Result, Subset
from scoring.calibration.settings import CODE_VERSION, Settings

__all__ = [
    "CODE_VERSION",
    "Column",
    "Design",
    "Elements",
    "Item",
    "Measure",
    "Rating",
    "RatingError",
    "Ratings",
    "Result",
    "Settings",
    "Subset",
    "as_json",
    "build_design",
    "calibrate",
    "day_number",
    "digest",
    "measure_items",
    "takes_increments",
]
