"""What is found out about the ratings once they are fitted: fit, agreement, use of the scale, faults."""

from dataclasses import dataclass, field
from typing import Any

from scoring.calibration.design import Floats


@dataclass(frozen=True, eq=False)
class FitStatistics:
    """Of one facet by element: mean squares, their standardised forms, and correlations with the measures."""

    infit: Floats
    outfit: Floats
    infit_z: Floats
    outfit_z: Floats
    point_measure: Floats  # NaN: no variance
    point_measure_expected: Floats


@dataclass(frozen=True, eq=False)
class Signal:
    """One fault looked for in every interviewer: `value` in its own unit, `z` under the theory, `z_empirical`
    under the null estimated from all of them, `flagged` where that is beyond what chance gives. NaN where an
    interviewer has too few ratings to say.
    """

    name: str  # drift, halo, central_tendency, range_restriction, inaccuracy
    unit: str
    value: Floats
    z: Floats
    z_empirical: Floats
    flagged: Any  # bools by interviewer


@dataclass(frozen=True, eq=False)
class Diagnostics:
    """All of it. Lists of plain dictionaries are ready for JSON; keys are documented where they are made.

    `fit`, `use` (ratings by element and category) and `reliability` are by facet. `agreement` is of all
    pairs, `agreement_of` by interviewer. `discrimination` has value, low, high, z and flagged by question.
    `months` are the control charts of interviewers and questions. `unexpected` lists the farthest of
    `unexpected_count`. `statements` are sentences on the scale, for the run's own. `down_weighted` names the
    interviewers whose ratings were left out of a robust fit.
    """

    fit: dict[str, FitStatistics] = field(default_factory=dict)
    agreement: dict[str, Any] = field(default_factory=dict)
    reliability: dict[str, dict[str, Any]] = field(default_factory=dict)
    categories: list[dict[str, Any]] = field(default_factory=list)
    signals: dict[str, Signal] = field(default_factory=dict)
    discrimination: dict[str, Any] = field(default_factory=dict)
    interactions: list[dict[str, Any]] = field(default_factory=list)
    unexpected: list[dict[str, Any]] = field(default_factory=list)
    halo: dict[str, Any] = field(default_factory=dict)
    down_weighted: tuple[str, ...] = ()
    use: dict[str, Any] = field(default_factory=dict)
    agreement_of: list[dict[str, Any] | None] = field(default_factory=list)
    months: dict[str, list[list[dict[str, Any]]]] = field(default_factory=dict)
    unexpected_count: int = 0
    statements: tuple[str, ...] = ()
