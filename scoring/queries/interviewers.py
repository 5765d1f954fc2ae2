"""Interviewers as a run measures them, for administrators and the committee, and what would join subsets."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from interviews.models import Candidate
from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import facts_of, measures_of
from scoring.queries.calibration_tables import statements_of
from scoring.signals import Signal, severity_signal, signals_of
from scoring.wording import Estimate, estimate_of, severity_words
from scoring.wording_people import agreement_words, fit_words, reliability_words

Z95 = 1.959964  # as far as the intervals in points reach (settings.interval)
NAMED = 8  # extra seatings named on the page; the file holds all


@dataclass(frozen=True)
class InterviewerRow:
    """One interviewer of one run. `found` is the severity in the unit asked for, None where there is none."""

    name: str
    measure: Measure
    found: Estimate | None

    @property
    def key(self) -> uuid.UUID:
        """Of the member."""
        return self.measure.subject

    @property
    def words(self) -> str:
        """The severity in points against colleagues, or what is missing."""
        points = estimate_of(
            self.measure.severity, self.measure.low, self.measure.high, self.measure.candidates
        )
        return severity_words(points) if points else (self.measure.note or "too little data")

    @property
    def agreement(self) -> tuple[str, str]:
        """With colleagues: in words, and the figures."""
        return agreement_words(self.measure.details.get("agreement"))

    @property
    def fit(self) -> str:
        """How far the ratings follow the model, in words."""
        return fit_words(self.measure.infit)

    @cached_property
    def signals(self) -> list[Signal]:
        """What was looked for."""
        return signals_of(self.measure.details)

    @cached_property
    def flags(self) -> list[Signal]:
        """What is worth a look: a clear severity first, then what was flagged."""
        measure = self.measure
        first = severity_signal(measure.severity, measure.low, measure.high)
        return [one for one in (first, *self.signals) if one and one.flagged]

    @property
    def surplus(self) -> float:
        """Observed agreement beyond the expected; the least of all where there is none."""
        found = self.measure.details.get("agreement") or {}
        if found.get("observed") is None or found.get("expected") is None:
            return -2.0
        return float(found["observed"] - found["expected"])


@dataclass(frozen=True)
class Seating:
    """One extra seating that would join subsets: who would have to rate whom, by pseudonym."""

    interviewer: str
    candidate: str


@dataclass(frozen=True)
class Interviewers:
    """All interviewers of a run, in the order asked for."""

    run: CalibrationRun
    facts: CalibrationRun
    rows: list[InterviewerRow]
    seatings: list[Seating]

    @property
    def subsets(self) -> list[tuple[int, int]]:
        """Number and size of each connected subset, the largest first."""
        found: dict[int, int] = {}
        for row in self.rows:
            if row.measure.subset is not None:
                found[row.measure.subset] = found.get(row.measure.subset, 0) + 1
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))

    @property
    def reliability(self) -> str:
        """Whether interviewers differ at all beyond chance, in words."""
        return reliability_words(
            "interviewers", (self.facts.summary.get("reliability") or {}).get(Facet.INTERVIEWER)
        )

    @property
    def agreement(self) -> tuple[str, str] | None:
        """Of all with each other; None where nothing is known."""
        found = self.facts.summary.get("agreement")
        return agreement_words(found) if found else None

    @property
    def statements(self) -> list[str]:
        """What the run says of interviewers in sentences."""
        return statements_of(self.facts, (Facet.INTERVIEWER,))

    @property
    def unknown(self) -> int:
        """How many have too little data."""
        return sum(row.found is None for row in self.rows)


def _severity(row: InterviewerRow) -> float:
    return row.found.severity if row.found else float("-inf")


SORTS: dict[str, Callable[[InterviewerRow], Any]] = {
    "severity": _severity,
    "name": lambda row: row.name.lower(),
    "ratings": lambda row: row.measure.n,
    "agreement": lambda row: row.surplus,
    "consistency": lambda row: row.measure.infit or 0.0,
    "signals": lambda row: len(row.flags),
}


def interviewers_of(run: CalibrationRun, *, logits: bool = False) -> Interviewers:
    """Harshest first within each subset, the largest subset first, too little data last. Three queries.

    `logits`: the severities in logits rather than points.
    """
    facts = facts_of(run)
    named = measures_of(run, Facet.INTERVIEWER)
    rows = [InterviewerRow(one.name, one.measure, _found(one.measure, logits=logits)) for one in named]
    names = {str(row.key): row.name for row in rows}
    found = Interviewers(run, facts, rows, _seatings(facts, names))
    order = {number: place for place, (number, _) in enumerate(found.subsets)}
    rows.sort(key=lambda row: (row.found is None, order.get(row.measure.subset or 0, 0), -_severity(row)))
    return found


def sorted_by(rows: list[InterviewerRow], wanted: str) -> list[InterviewerRow]:
    """The rows by one of SORTS, a minus before it for downwards, those without a severity last; as they come
    for anything else.
    """
    key = SORTS.get(wanted.removeprefix("-"))
    if key is None:
        return rows
    known = [row for row in rows if row.found] if key is _severity else rows
    return [
        *sorted(known, key=key, reverse=wanted.startswith("-")),
        *(row for row in rows if key is _severity and not row.found),
    ]


def _found(measure: Measure, *, logits: bool) -> Estimate | None:
    if not logits:
        return estimate_of(measure.severity, measure.low, measure.high, measure.candidates)
    if measure.logit is None or measure.logit_se is None:
        return None
    room = Z95 * measure.logit_se
    return Estimate(measure.logit, measure.logit - room, measure.logit + room, measure.candidates)


def _seatings(facts: CalibrationRun, names: dict[str, str]) -> list[Seating]:
    pairs = facts.summary.get("connections") or []
    rows = Candidate.objects.filter(pk__in=[candidate for _, candidate in pairs]) if pairs else []
    pseudonyms = {str(row.pk): str(row) for row in rows}
    return [
        Seating(names.get(interviewer, "(gone)"), pseudonyms.get(candidate, "(gone)"))
        for interviewer, candidate in pairs
    ]
