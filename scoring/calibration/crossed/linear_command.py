"""`python -m scoring.calibration FILE --model linear`: variance components from a CSV file of any numbers."""

import argparse
from dataclasses import replace
from typing import Any

import numpy as np

from scoring.calibration.coefficients.columns import read_columns
from scoring.calibration.coefficients.rating_table import MISSING, Floats, number
from scoring.calibration.command_line import column_names
from scoring.calibration.crossed.linear import as_json, fit_crossed
from scoring.calibration.design import Facet
from scoring.calibration.ratings import FACETS, Column
from scoring.calibration.reading import day_of

Texts = dict[str, list[str]]


def run(arguments: argparse.Namespace) -> dict[str, Any]:
    """The answer as plain values; its keys stand in linear.py.

    Takes `file`, the names of columns (those of candidate, interviewer, question and criterion that the file
    has are the facets), `as_of`, and `lowest` and `highest` as ends no score may lie beyond. Scores are any
    numbers; without one a line is passed over. ValueError or OSError with the reason where the file cannot be
    used.
    """
    names = column_names(arguments)
    wanted = ["score", *FACETS, *(["day"] if arguments.as_of is not None else [])]
    optional = [name for name in FACETS if name not in names]
    columns = read_columns(arguments.file, {name: [names.get(name, name)] for name in wanted}, optional)
    facets = [name for name in FACETS if name in columns]
    if not facets:
        raise ValueError(f"line 1: none of the columns {', '.join(FACETS)}")
    columns, said = _known(columns, arguments.as_of)
    values = _scores(columns["score"], arguments)
    fit = fit_crossed({name: _facet(name, columns[name]) for name in facets}, values)
    return as_json(replace(fit, statements=(*said, *fit.statements)))


def _known(columns: Texts, as_of: int | None) -> tuple[Texts, list[str]]:
    """The lines that have a score, and were known at the end of that day; what was left out in words."""
    scored = [text.strip() not in MISSING for text in columns["score"]]
    said = []
    if not all(scored):
        said.append(f"{scored.count(False)} lines without a score were passed over: not assessed.")
    if as_of is None:
        kept = scored
    else:
        days = [day_of(text) for text in columns["day"]]
        if None in days:
            raise ValueError(f"rating {days.index(None) + 1}: the day is neither a whole number nor a date")
        kept = [has and day is not None and day <= as_of for has, day in zip(scored, days, strict=True)]
        said.append(f"{scored.count(True) - kept.count(True)} ratings of later days were left out.")
    rows = [row for row, has in enumerate(kept) if has]
    return {name: [column[row] for row in rows] for name, column in columns.items()}, said


def _scores(texts: list[str], arguments: argparse.Namespace) -> Floats:
    scores = [number(text) for text in texts]
    for row, score in enumerate(scores):
        if score is None:
            raise ValueError(f"rating {row + 1}: score {texts[row]!r} is not a number")
        if not (arguments.lowest is None or arguments.lowest <= score):
            raise ValueError(f"rating {row + 1}: score {score:g} is below {arguments.lowest}")
        if not (arguments.highest is None or score <= arguments.highest):
            raise ValueError(f"rating {row + 1}: score {score:g} is above {arguments.highest}")
    return np.array(scores, dtype=np.float64)


def _facet(name: str, labels: list[str]) -> Facet:
    column = Column.of(label.strip() for label in labels)
    if "" in column.keys[:1]:
        raise ValueError(f"rating {int(np.flatnonzero(column.codes == 0)[0]) + 1}: {name} is empty")
    return Facet(name, column.keys, column.codes)


def words(values: dict[str, Any]) -> str:
    """The answer to read: the components, or why there are none."""
    lines = [f"{values['n']} ratings", *values["statements"]]
    if values["refused"]:
        return "\n".join([*lines, f"Nothing was fitted: {values['refused']}."])
    shares = values["variance"].items()
    total = sum(variance for _, variance in shares)
    lines += [f"{name:<14}{variance:>12.4f}{variance / total:>8.1%}" for name, variance in shares]
    return "\n".join([*lines, f"REML {values['reml']:.3f}, mean {values['mean']:.4f}"])
