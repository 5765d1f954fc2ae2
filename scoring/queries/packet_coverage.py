"""What the blueprint wanted of a loop: the bar of each criterion, and topics on which nothing was rated."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Exists, OuterRef, Q

from interviews.models import CriterionBar, Loop, PlannedQuestion, StageTopic
from questionbank.models import Topic
from scoring.enums import RatingState
from scoring.models import Rating
from scoring.snapshot import Packet


def bars_of(loop: Loop) -> list[Packet]:
    """The points that are the bar in this loop, of the criteria of which its blueprint says so. One query,
    none without a blueprint.
    """
    if loop.blueprint_revision_id is None:
        return []
    rows = CriterionBar.objects.filter(revision=loop.blueprint_revision_id).order_by("criterion__name")
    found = rows.values_list("criterion", "criterion__name", "points")
    return [{"id": str(key), "name": name, "points": points} for key, name, points in found]


def uncovered_topics(
    loop: Loop,
    planned: Iterable[PlannedQuestion],
    ratings: Mapping[uuid.UUID, Sequence[Rating]],
    counted: Collection[uuid.UUID],
) -> list[str]:
    """The topics that were to be covered, of the blueprint's stages or as the loop was asked for, on which
    no counted card rates anything; a topic is covered by one below it, too. One query, none where no topic
    was asked for.
    """
    if loop.blueprint_revision_id is None and not loop.asked_topics:
        return []
    staged = StageTopic.objects.filter(stage__revision=loop.blueprint_revision_id, topic=OuterRef("pk"))
    rows = Topic.objects.filter(organization=loop.organization_id).annotate(
        wanted=Exists(staged) if loop.blueprint_revision_id else Q(pk__in=loop.asked_topics)
    )
    found = list(rows.order_by("name", "pk").values_list("pk", "parent", "name", "wanted"))
    above = {key: parent for key, parent, _, _ in found}
    covered: set[uuid.UUID | None] = set()
    for row in planned:
        if any(_is_rated(rating, counted) for rating in ratings.get(row.pk, ())):
            covered.update(_up(row.revision.topic_id, above))
    return [name for key, _, name, wanted in found if wanted and key not in covered]


def _is_rated(rating: Rating, counted: Collection[uuid.UUID]) -> bool:
    return rating.state == RatingState.RATED and rating.scorecard_id in counted


def _up(topic: uuid.UUID | None, above: Mapping[uuid.UUID, uuid.UUID | None]) -> Iterable[uuid.UUID]:
    while topic is not None:
        yield topic
        topic = above.get(topic)
