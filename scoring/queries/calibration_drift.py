"""Drift: control charts of a run's interviewers and questions, what they warn of, the use of the scale."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from questionbank.models import QuestionRevision
from scoring.calibration.drift.alerts import Alert, alerts_of
from scoring.calibration.drift.control import ENOUGH_MONTHS, GRADES
from scoring.calibration.drift.quarters import Quarter, last_quarter
from scoring.enums import Facet
from scoring.models import CalibrationRun
from scoring.queries.calibration import facts_of, measures_of

CHARTED = (Facet.INTERVIEWER, Facet.QUESTION)


@dataclass(frozen=True)
class DriftRow:
    """One interviewer or question; `months` those with enough ratings to say something of, oldest first.

    `page` is the id that its own page has: of the question a revision belongs to, else of the subject.
    """

    facet: str
    key: str
    name: str
    page: UUID
    months: list[dict[str, Any]]

    @property
    def missing(self) -> int:
        """Months still needed before anything is judged."""
        return max(0, ENOUGH_MONTHS - len(self.months))

    @property
    def grade(self) -> str:
        """The gravest of its months."""
        return max((one["grade"] for one in self.months), key=GRADES.index, default="none")

    @property
    def farthest(self) -> float:
        """How far it ever strayed, either side."""
        return max((max(one["cusum_up"], one["cusum_down"]) for one in self.months), default=0.0)


@dataclass(frozen=True)
class Drift:
    """What one run says of change. `run` is the full run whose figures these are."""

    run: CalibrationRun
    rows: dict[str, list[DriftRow]]
    quarter: Quarter | None

    @cached_property
    def alerts(self) -> list[Alert]:
        """The gravest first; those of the facets asked for only."""
        every = [row for rows in self.rows.values() for row in rows]
        names = {(row.facet, row.key): row.name for row in every}
        return alerts_of({(row.facet, row.key): row.months for row in every if not row.missing}, names)

    def charted(self, facet: str) -> list[DriftRow]:
        """Those with enough months, the gravest and then the farthest first."""
        enough = [row for row in self.rows[facet] if not row.missing]
        return sorted(enough, key=lambda row: (-GRADES.index(row.grade), -row.farthest, row.name))

    def thin(self, facet: str) -> list[DriftRow]:
        """Those with too few months, the nearest to enough first."""
        return sorted(
            (row for row in self.rows[facet] if row.missing), key=lambda row: (row.missing, row.name)
        )


def drift_of(run: CalibrationRun, facets: Sequence[str]) -> Drift:
    """Of the full run behind this one, for those of the facets that have charts. Five queries at most."""
    facts = facts_of(run)
    rows: dict[str, list[DriftRow]] = {}
    used: list[dict[str, Any]] = []  # of one facet: the other counts the same ratings again
    for facet in (one for one in CHARTED if one in facets):
        measures = measures_of(facts, facet)
        pages = _questions(one.measure.subject for one in measures) if facet == Facet.QUESTION else {}
        rows[facet] = []
        if not used:
            used = [month for one in measures for month in one.measure.details.get("months") or []]
        for one in measures:
            subject = one.measure.subject
            months = [m for m in one.measure.details.get("months") or [] if m.get("z") is not None]
            rows[facet].append(
                DriftRow(str(facet), str(subject), one.name, pages.get(subject, subject), months)
            )
    return Drift(facts, rows, last_quarter(used))


def _questions(revisions: Iterable[UUID]) -> dict[UUID, UUID]:
    rows = QuestionRevision.objects.filter(pk__in=list(revisions))
    return dict(rows.values_list("pk", "question_id"))
