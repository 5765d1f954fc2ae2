"""One's own ratings beside what a run expects of them: use of the scale, and ratings that surprise.

Only the actor's own, and only of candidates with whom nothing need be kept from them: what is expected of a
rating says what colleagues gave.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from accounts.models import Membership
from interviews.models import Loop
from questionbank.models import HIGHEST, LOWEST, Criterion, QuestionRevision
from scoring.calibration.model.moments import probabilities
from scoring.enums import Facet
from scoring.models import CalibrationRun
from scoring.queries.calibration import facts_of, fitted_points, measures_at
from scoring.queries.first_verdicts import FIRST_VALUE, first_rated
from scoring.queries.ratings import comparable_roots
from scoring.visibility import countable_loops, loops_open_to, own_submitted_ratings, unblinded_loops

SURPRISING = 2.0  # standard deviations beyond which a rating is listed; one in twenty by chance
LISTED = 10
FACETS = (Facet.CANDIDATE, Facet.INTERVIEWER, Facet.QUESTION, Facet.CRITERION)


@dataclass(frozen=True)
class Surprise:
    """A rating of one's own that differs from what is expected of oneself, that candidate and question."""

    session: uuid.UUID
    question: str
    criterion: str
    score: int
    expected: float
    z: float
    at: datetime

    @property
    def words(self) -> str:
        """Higher or lower than expected, in points."""
        side = "more" if self.score > self.expected else "less"
        return f"{abs(self.score - self.expected):.1f} {side} than expected"


@dataclass(frozen=True)
class Beside:
    """`expected`: of the ratings that the run holds, how many of each point, from the lowest, an average
    colleague would have given the same people and questions; `given` how many oneself gave.
    """

    given: tuple[int, ...] = ()
    expected: tuple[float, ...] = ()
    surprises: tuple[Surprise, ...] = ()
    n: int = 0


@dataclass(frozen=True)
class _Row:
    session: uuid.UUID
    candidate: uuid.UUID
    revision: uuid.UUID
    criterion: uuid.UUID
    score: int
    at: datetime


def beside_colleagues(member: Membership, run: CalibrationRun | None) -> Beside:
    """As of the run; empty where it gave no fit or holds none of these. At most five queries."""
    facts = facts_of(run) if run else None
    thresholds = np.array((facts.summary.get("raw_thresholds") or []) if facts else [])
    rows = _own_rows(member) if thresholds.size else []
    if run is None or facts is None or not rows:
        return Beside()
    roots = comparable_roots(row.revision for row in rows)
    effects = _effects(run, member, rows, roots)
    mine = effects.get((Facet.INTERVIEWER, member.pk))
    points = fitted_points(facts)
    known = [row for row in rows if mine and row.score in points and _keys(row, roots) <= effects.keys()]
    if mine is None or not known:
        return Beside()
    place = np.array([_location(row, roots, effects) for row in known])
    own, colleague = mine
    expected = dict(
        zip(points, probabilities(place - colleague, thresholds).sum(axis=0).tolist(), strict=True)
    )
    scale = range(LOWEST, HIGHEST + 1)
    return Beside(
        given=tuple(sum(row.score == point for row in known) for point in scale),
        expected=tuple(expected.get(point, 0.0) for point in scale),
        surprises=tuple(_surprises(known, place - own, thresholds, points)),
        n=len(known),
    )


def _own_rows(member: Membership) -> list[_Row]:
    loops = Loop.objects.filter(organization=member.organization_id)
    kept = loops.exclude(pk__in=unblinded_loops(member, loops).order_by().values("pk"))
    counted = loops_open_to(member, countable_loops(member.organization))
    rows = own_submitted_ratings(member).filter(scorecard__seat__session__loop__in=counted)
    rows = rows.exclude(scorecard__seat__session__loop__candidate__in=kept.order_by().values("candidate"))
    found = first_rated(rows).order_by("scorecard__submitted_at", "pk")
    return [
        _Row(*values)
        for values in found.values_list(
            "scorecard__seat__session_id",
            "scorecard__seat__session__loop__candidate_id",
            "planned__revision_id",
            "criterion_id",
            FIRST_VALUE,
            "scorecard__submitted_at",
        )
    ]


def _effects(
    run: CalibrationRun, member: Membership, rows: Sequence[_Row], roots: dict[uuid.UUID, uuid.UUID]
) -> dict[tuple[str, uuid.UUID], tuple[float, float]]:
    """By facet and subject the effect, and the effect of an average element of the same subset."""
    subjects = {key[1] for row in rows for key in _keys(row, roots)} | {member.pk}
    return {
        (m.facet, m.subject): (m.effect, m.effect - (m.logit or 0.0))
        for m in measures_at(run, *FACETS, subjects=subjects)
        if m.effect is not None
    }


def _keys(row: _Row, roots: dict[uuid.UUID, uuid.UUID]) -> set[tuple[str, uuid.UUID]]:
    return {
        (str(Facet.CANDIDATE), row.candidate),
        (str(Facet.QUESTION), roots[row.revision]),
        (str(Facet.CRITERION), row.criterion),
    }


def _location(row: _Row, roots: dict[uuid.UUID, uuid.UUID], effects: dict[Any, tuple[float, float]]) -> float:
    """Where the rating stands before anybody's severity: candidate less what makes it harder (fit.SIGNS)."""
    return sum(
        effects[key][0] if key[0] == Facet.CANDIDATE else -effects[key][0] for key in _keys(row, roots)
    )


def _surprises(rows: Sequence[_Row], place: Any, thresholds: Any, points: list[int]) -> list[Surprise]:
    """The farthest from what is expected first, with the names of questions and criteria. Two queries."""
    chances, scale = probabilities(place, thresholds), np.array(points)
    expected = chances @ scale
    variance = chances @ scale**2 - expected**2
    z = (np.array([row.score for row in rows]) - expected) / np.sqrt(np.maximum(variance, 1e-6))
    far = [int(i) for i in np.argsort(-np.abs(z), kind="stable") if abs(z[i]) >= SURPRISING][:LISTED]
    questions = QuestionRevision.objects.in_bulk({rows[i].revision for i in far})
    criteria = Criterion.objects.in_bulk({rows[i].criterion for i in far})
    return [
        Surprise(
            session=rows[i].session,
            question=str(questions[rows[i].revision]),
            criterion=str(criteria[rows[i].criterion]),
            score=rows[i].score,
            expected=float(expected[i]),
            z=float(z[i]),
            at=rows[i].at,
        )
        for i in far
    ]
