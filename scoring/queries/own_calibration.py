"""What calibration says of one interviewer, to themselves."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from accounts.models import Membership
from questionbank.models import HIGHEST, LOWEST
from scoring.enums import POINT_WORDS, RatingState
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import latest_run, own_history, own_measure
from scoring.queries.first_verdicts import FIRST_STATE, FIRST_VALUE
from scoring.queries.own_ratings import Beside, beside_colleagues
from scoring.signals import Signal, severity_signal, signals_of
from scoring.visibility import own_submitted_ratings
from scoring.wording import Estimate, estimate_of, own_words
from scoring.wording_people import agreement_words, fit_words


@dataclass(frozen=True)
class OwnRatings:
    """How often the member gave each point on submitted cards that count, and how often none."""

    points: dict[int, int]
    not_assessed: int

    @property
    def n(self) -> int:
        """How many values."""
        return sum(self.points.values())

    def columns(self) -> list[tuple[str, int]]:
        """Label and count of each point."""
        return [(str(point), self.points[point]) for point in self.points]

    def rows(self) -> list[tuple[int, str, int]]:
        """Point, its word and its count."""
        return [(point, POINT_WORDS[point], count) for point, count in self.points.items()]


@dataclass(frozen=True)
class OwnCalibration:
    """The page's data. `needed` says what is missing while `estimate` is None."""

    run: CalibrationRun | None
    measure: Measure | None
    estimate: Estimate | None
    words: str
    needed: str
    ratings: OwnRatings
    history: list[Measure]
    beside: Beside

    @property
    def details(self) -> dict[str, Any]:
        """What the run found out beyond the severity; empty before there is any."""
        return self.measure.details if self.measure else {}

    @property
    def agreement(self) -> tuple[str, str]:
        """With colleagues who rated the same answers: in words, and the figures."""
        return agreement_words(self.details.get("agreement"))

    @property
    def fit(self) -> str:
        """How far the ratings follow the model, in words."""
        return fit_words(self.measure.infit if self.measure else None)

    @property
    def months(self) -> list[dict[str, Any]]:
        """Month by month, oldest first: what was given beyond what was expected, and its grade."""
        return self.details.get("months") or []

    @property
    def signals(self) -> list[Signal]:
        """What was looked for; nothing before the run says something of oneself."""
        return signals_of(self.details) if self.measure else []

    @property
    def to_try(self) -> list[Signal]:
        """What is worth a word of advice: a clear severity first, then what was flagged."""
        measure = self.measure
        first = severity_signal(measure.severity, measure.low, measure.high) if measure else None
        return [one for one in (first, *self.signals) if one and one.flagged]


def own_calibration(member: Membership) -> OwnCalibration:
    """Of the run that counts, and of the last twelve. At most twelve queries."""
    run = latest_run(member.organization)
    measure = own_measure(run, member) if run else None
    estimate = estimate_of_measure(measure) if measure else None
    return OwnCalibration(
        run=run,
        measure=measure,
        estimate=estimate,
        words=own_words(estimate) if estimate else "",
        needed="" if estimate else _needed(run, measure),
        ratings=own_ratings(member),
        history=own_history(member),
        beside=beside_colleagues(member, run),
    )


def estimate_of_measure(measure: Measure) -> Estimate | None:
    """The severity with its interval, None where the run gave none."""
    return estimate_of(measure.severity, measure.low, measure.high, measure.candidates)


def own_ratings(member: Membership) -> OwnRatings:
    """The member's own submitted ratings from counting seats, as first submitted. One query."""
    rows = own_submitted_ratings(member).order_by().values_list(FIRST_STATE, FIRST_VALUE)
    found = {(state, value): number for state, value, number in rows.annotate(n=Count("pk"))}
    points = {point: found.get((RatingState.RATED, point), 0) for point in range(LOWEST, HIGHEST + 1)}
    return OwnRatings(points, found.get((RatingState.NOT_ASSESSED, None), 0))


def _needed(run: CalibrationRun | None, measure: Measure | None) -> str:
    if run is None:
        return "No calibration has run yet. It runs by itself once every card of a loop is in."
    if measure is None:
        return (
            f"Run {run.number} holds no rating of yours: they enter once every card of their loop is in, and "
            "only from a lead or second seat."
        )
    return f"{measure.note[:1].upper()}{measure.note[1:]}." if measure.note else "Too little data."
