"""What an increment needs: the loops that came since the standing fit, with their candidates' others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import numpy as np
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from accounts.models import Organization
from interviews.models import Loop, LoopChange, Seat
from scoring import calibration
from scoring.enums import CardState
from scoring.models import CalibrationRun, CountedLoop
from scoring.queries.ratings import Inputs, calibration_inputs
from scoring.visibility import countable_loops, counting_seats

MOST_LOOPS = 50  # at once; for more, fitting everything is quicker than putting them in one by one
LATE = timedelta(minutes=15)  # a change's time may be so much before its commit


@dataclass(frozen=True)
class Came:
    """The loops to put in, in the order of their last cards, and their ratings with those of the candidates'
    earlier loops, which are in already.
    """

    inputs: Inputs
    loops: list[str]

    @property
    def digests(self) -> dict[str, tuple[bytes, int]]:
        """Of the loops to put in."""
        return {key: self.inputs.loops[key] for key in self.loops}

    def steps(self) -> list[tuple[calibration.Ratings, calibration.Ratings]]:
        """For each loop all ratings of its candidate before it, and with it."""
        ratings, of = self.inputs.ratings, self.inputs.loop
        place = {key: code for code, key in enumerate(of.keys)}
        held = ~np.isin(of.codes, [place[key] for key in self.loops])
        found = []
        for key in self.loops:
            own = of.codes == place[key]
            candidate = ratings.facets["candidate"].codes
            before = held & (candidate == candidate[own][0])
            found.append((ratings.take(before), ratings.take(before | own)))
            held |= own
        return found


def what_came(organization: Organization, standing: CalibrationRun) -> Came | None:
    """What the standing fit does not hold yet; None where putting loops in would not do: a loop that it holds
    has changed or counts no more, or too many came. Six queries or so, however many loops there are.
    """
    counted = CountedLoop.objects.filter(organization=organization)
    if (counted.aggregate(sum=Sum("ratings"))["sum"] or 0) != standing.ratings:
        return None
    countable = countable_loops(organization)
    if counted.exclude(loop__in=countable.order_by().values("pk")).exists():
        return None
    came = list(_new(countable).values_list("pk", "candidate_id")[: MOST_LOOPS + 1])
    candidates = {candidate for _, candidate in came}
    held = _looked_at(counted, standing, candidates)
    if len(came) > MOST_LOOPS or len(held) > 10 * MOST_LOOPS:
        return None
    inputs = calibration_inputs(
        organization, loops=[*(loop for loop, _ in came), *(one.loop_id for one in held)]
    )
    if any(inputs.loops.get(str(one.loop_id)) != (bytes(one.digest), one.ratings) for one in held):
        return None
    return Came(inputs, _in_order(inputs, [str(loop) for loop, _ in came]))


def _new(countable: QuerySet[Loop]) -> QuerySet[Loop]:
    """Those that are in no run and have a card that counts."""
    seats = counting_seats(Seat.objects.filter(session__loop=OuterRef("pk")))
    cards = seats.filter(scorecard__state=CardState.SUBMITTED)
    return countable.filter(Exists(cards.order_by()), counted=None).order_by()


def _looked_at(
    counted: QuerySet[CountedLoop], standing: CalibrationRun, candidates: Collection[UUID | None]
) -> list[CountedLoop]:
    """Loops held already that may have changed since, and those of the same candidates."""
    changes = LoopChange.objects.filter(created_at__gte=standing.created_at - LATE).order_by().values("loop")
    return list(counted.filter(Q(loop__in=changes) | Q(loop__candidate__in=candidates)))


def _in_order(inputs: Inputs, loops: list[str]) -> list[str]:
    """Those with ratings, by their last card's day, then by id."""
    of, day = inputs.loop, inputs.ratings.day
    last = np.zeros(len(of.keys), dtype=np.int64)
    if day is not None:
        np.maximum.at(last, of.codes, day)
    order = {key: (int(last[code]), key) for code, key in enumerate(of.keys)}
    return sorted((key for key in loops if key in inputs.loops), key=lambda key: order[key])
