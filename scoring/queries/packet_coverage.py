"""What a packet says of its loop as a whole: missing cards, who read before, what was wanted of it."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from interviews.enums import SeatState
from interviews.models import CriterionBar, Loop, PlannedQuestion, Seat, StageTopic
from questionbank.models import Topic
from scoring.enums import RatingState
from scoring.models import GateOverride, Rating
from scoring.snapshot import Packet
from scoring.visibility import counting_seats, owed_seats


@dataclass(frozen=True)
class LoopFacts:
    """Of one loop, as a packet holds them."""

    missing: list[Packet]  # whose cards a decision waits for: not those in training
    recused: int  # interviewers; how many, since a name would tell of a tie to the candidate
    overrides: list[Packet]  # who read the cards before handing in their own
    bars: list[Packet]  # the points that are the bar, of the criteria of which the blueprint says so
    topics: list[uuid.UUID]  # to be covered, of the blueprint's stages or as the loop was asked for


def loop_facts(loop: Loop) -> LoopFacts:
    """One query."""
    rows = Loop.objects.filter(pk=loop.pk).annotate(
        missing=ArraySubquery(_missing()),
        recused=Coalesce(Subquery(_recused(), output_field=IntegerField()), 0),
        overrides=ArraySubquery(_overrides()),
        bars=ArraySubquery(_bars()),
        staged=ArraySubquery(_staged()),
    )
    found = rows.values("missing", "recused", "overrides", "bars", "staged").get()
    return LoopFacts(
        missing=found["missing"],
        recused=found["recused"],
        overrides=[one | {"at": _time(one["at"])} for one in found["overrides"]],
        bars=found["bars"],
        topics=[*found["staged"], *loop.asked_topics],
    )


def uncovered_topics(
    loop: Loop,
    wanted: Collection[uuid.UUID],
    planned: Iterable[PlannedQuestion],
    ratings: Mapping[uuid.UUID, Sequence[Rating]],
    counted: Collection[uuid.UUID],
) -> list[str]:
    """The names of those of the `wanted` topics on which no counted card rates anything; a topic is covered
    by one below it, too. One query, none where all are covered themselves.
    """
    rated = {row.revision.topic_id for row in planned if _is_covered(ratings.get(row.pk, ()), counted)}
    if rated.issuperset(wanted):
        return []
    rows = Topic.objects.filter(organization=loop.organization_id).order_by("name", "pk")
    found = list(rows.values_list("pk", "parent", "name"))
    above = {key: parent for key, parent, _ in found}
    covered = {key for topic in rated for key in _up(topic, above)}
    return [name for key, _, name in found if key in wanted and key not in covered]


def _is_covered(ratings: Iterable[Rating], counted: Collection[uuid.UUID]) -> bool:
    return any(one.state == RatingState.RATED and one.scorecard_id in counted for one in ratings)


def _up(topic: uuid.UUID | None, above: Mapping[uuid.UUID, uuid.UUID | None]) -> Iterable[uuid.UUID]:
    while topic is not None:
        yield topic
        topic = above.get(topic)


def _time(told: str) -> str:
    """As every other time in a packet, not as the database writes it in JSON."""
    return datetime.fromisoformat(told).isoformat()


# As a member is called, see accounts.models.User.
NAME = Coalesce(NullIf("member__user__name", Value("")), "member__user__email")


def _missing() -> QuerySet[Any, Any]:
    owed = owed_seats(counting_seats(Seat.objects.filter(session__loop=OuterRef("pk"))))
    told = JSONObject(name=NAME, session="session__title", seat="kind")
    return owed.order_by("session__position", "kind", "member__user__name").annotate(told=told).values("told")


def _recused() -> QuerySet[Any, Any]:
    rows = Seat.objects.filter(session__loop=OuterRef("pk"), state=SeatState.RECUSED).order_by()
    return rows.values("session__loop").annotate(people=Count("member", distinct=True)).values("people")


def _overrides() -> QuerySet[Any, Any]:
    rows = GateOverride.objects.filter(loop=OuterRef("pk")).order_by("created_at")
    return rows.annotate(told=JSONObject(name=NAME, at="created_at", reason="reason")).values("told")


def _bars() -> QuerySet[Any, Any]:
    rows = CriterionBar.objects.filter(revision=OuterRef("blueprint_revision")).order_by("criterion__name")
    told = JSONObject(id="criterion_id", name="criterion__name", points="points")
    return rows.annotate(told=told).values("told")


def _staged() -> QuerySet[Any, Any]:
    rows = StageTopic.objects.filter(stage__revision=OuterRef("blueprint_revision"))
    return rows.order_by().values("topic")
