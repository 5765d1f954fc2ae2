"""`python -m scoring.calibration FILE --agreement`: coefficients of agreement from a CSV file."""

import argparse
from typing import Any

from scoring.calibration.coefficients.agreement import agreement_of
from scoring.calibration.coefficients.columns import read_columns
from scoring.calibration.coefficients.rating_table import tabulate

COLUMNS = ("unit", "rater", "value")


def run(arguments: argparse.Namespace) -> dict[str, Any]:
    """The answer as plain values; its keys stand in agreement.py.

    Takes `file`, the names of the columns `unit`, `rater` and `value` (None: of that name; several with
    commas make one together) and `level`. An empty cell or NA is a missing value. ValueError or OSError with
    the reason where the file cannot be used.
    """
    names = {column: (getattr(arguments, column) or column).split(",") for column in COLUMNS}
    columns = read_columns(arguments.file, names)
    return agreement_of(tabulate(*(columns[column] for column in COLUMNS)), arguments.level)


def words(values: dict[str, Any]) -> str:
    """The answer to read: a line for each coefficient, the reasons last."""
    lines = [f"{values['values']} values by {values['raters']} raters of {values['units']} units"]
    lines += [_line(name, found) for name, found in _coefficients("", values) if not found["refused"]]
    return "\n".join([*lines, *(f"{name}: {reason}" for name, reason in values["refused"].items())])


def _line(name: str, found: dict[str, Any]) -> str:
    ends = (found["lower"], found["upper"])
    interval = "" if None in ends else f"   {ends[0]:.3f} to {ends[1]:.3f}"
    return f"{name:<28}{found['value']:>8.3f}{interval}"


def _coefficients(name: str, values: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Everything with a value and an interval, by its place, such as icc.icc2_1."""
    if "value" in values and "lower" in values:
        return [(name, values)]
    inner = [(f"{name}.{key}" if name else key, value) for key, value in values.items()]
    return [found for key, value in inner if isinstance(value, dict) for found in _coefficients(key, value)]
