"""Reads about blueprints and openings."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.models import Membership
from interviews.content import Quota, StageContent
from interviews.enums import LoopState, SeatKind
from interviews.models import Application, Blueprint, BlueprintRevision, Opening, Stage
from questionbank.enums import Kind


def blueprints_of(actor: Membership) -> QuerySet[Blueprint]:
    """The blueprints in use, by level and name, each with its count of `stages`. One query when read."""
    rows = Blueprint.objects.filter(organization_id=actor.organization_id, retired_at=None)
    rows = rows.select_related("level", "current").annotate(parts=Count("current__stages"))
    return rows.order_by("level__rank", "name")


def revisions_of(blueprint: Blueprint) -> list[BlueprintRevision]:
    """All revisions, latest first, with who wrote them. One query."""
    return list(blueprint.revisions.select_related("written_by__user"))


def full_stages(revision_id: uuid.UUID) -> list[Stage]:
    """A revision's stages with level, topics and criteria. Four queries."""
    rows = Stage.objects.filter(revision_id=revision_id).select_related("level")
    return list(rows.prefetch_related("topics__topic", "criteria"))


@dataclass(frozen=True)
class StageView:
    """A stage as a page shows it, its lists in words."""

    row: Stage
    kinds: list[str]
    seats: list[str]


def stage_views(revision_id: uuid.UUID) -> list[StageView]:
    """A revision's stages as a page shows them. Four queries."""
    return [
        StageView(
            stage,
            [str(Kind(kind).label) for kind in stage.kinds],
            [str(SeatKind(kind).label) for kind in stage.seats],
        )
        for stage in full_stages(revision_id)
    ]


def stage_contents(revision_id: uuid.UUID) -> list[StageContent]:
    """A revision's stages as plain values, as they would be written again. Four queries."""
    return [
        StageContent(
            name=stage.name,
            level_id=stage.level_id,
            minutes=stage.minutes,
            purpose=stage.purpose,
            kinds=tuple(stage.kinds),
            seats=tuple(stage.seats),
            criterion_ids=tuple(criterion.pk for criterion in stage.criteria.all()),
            quotas=tuple(Quota(line.topic_id, line.minimum, line.maximum) for line in stage.topics.all()),
        )
        for stage in full_stages(revision_id)
    ]


def openings_of(actor: Membership) -> QuerySet[Opening]:
    """All openings, open ones first, each with `applicants` and open `planned` loops. One query when read."""
    rows = Opening.objects.filter(organization_id=actor.organization_id).select_related("blueprint__level")
    planned = Count(
        "applications__loops", filter=Q(applications__loops__state=LoopState.PLANNED), distinct=True
    )
    rows = rows.annotate(applicants=Count("applications", distinct=True), planned=planned)
    return rows.order_by("-state", "title")


def applications_at(opening: Opening) -> QuerySet[Application]:
    """Who applied, latest first, with their loops. Two queries when read."""
    rows = Application.objects.filter(opening=opening).select_related("candidate")
    return rows.prefetch_related("loops__level").order_by("-created_at")
