"""Measures of one facet as a table, with their words and what cannot be compared."""

import re
from dataclasses import dataclass

from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import axis_of, facts_of, measures_of
from scoring.wording import difficulty_words, estimate_of, severity_words

PLURALS = {
    Facet.INTERVIEWER: "interviewers",
    Facet.QUESTION: "questions",
    Facet.CRITERION: "criteria",
    Facet.TOPIC: "topics",
    Facet.LEVEL: "levels",
    Facet.CANDIDATE: "candidates",
}
NAMES_FOLLOW = " (subset 1: "  # the engine lists ids from here on; the table shows names by subset instead
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class MeasureRow:
    """One line of the table; `words` is the severity or why there is none."""

    name: str
    measure: Measure
    words: str


@dataclass(frozen=True)
class MeasureTable:
    """One facet of one run, harshest or hardest first, too little data last."""

    facet: Facet
    rows: list[MeasureRow]
    reach: float  # of the common axis, to both sides
    apart: bool  # whether there are several subsets
    statements: list[str]


def measure_table(run: CalibrationRun, facet: Facet) -> MeasureTable:
    """Two queries, however many rows."""
    named = measures_of(run, facet)
    return MeasureTable(
        facet=facet,
        rows=[MeasureRow(one.name, one.measure, _words(facet, one.measure)) for one in named],
        reach=axis_of(one.measure for one in named),
        apart=len({one.measure.subset for one in named if one.measure.subset is not None}) > 1,
        statements=statements_of(facts_of(run), (facet,)),
    )


def statements_of(run: CalibrationRun, facets: tuple[Facet, ...]) -> list[str]:
    """What the run says in sentences about these facets, and what it refused; without ids or candidates."""
    said = []
    for sentence in run.summary.get("statements", []):
        plain = _without_ids(sentence)
        about = any(PLURALS[facet] in plain or f" {facet} " in plain for facet in facets)
        if about or sentence.startswith("Nothing was adjusted"):
            said.append(plain)
    return said


def _without_ids(sentence: str) -> str:
    """The sentence up to where ids begin: pages name people in their own way, or not at all."""
    plain = sentence.split(NAMES_FOLLOW)[0]
    found = ID.search(plain)
    return (plain[: found.start()] if found else plain).rstrip(" :(.") + "."


def _words(facet: Facet, measure: Measure) -> str:
    found = estimate_of(measure.severity, measure.low, measure.high, measure.candidates)
    if found is None:
        return measure.note or "too little data"
    return severity_words(found) if facet == Facet.INTERVIEWER else difficulty_words(found)
