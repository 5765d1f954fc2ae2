"""Reads about blueprints and openings."""

import uuid
from collections.abc import Collection
from dataclasses import fields

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Model, OuterRef, Q, QuerySet, prefetch_related_objects

from accounts.models import Membership
from interviews.access import clear_of_conflicts, open_conflicts
from interviews.content import Bar, Gates, Quota, StageContent, Terms
from interviews.enums import LoopState, OpeningState
from interviews.models import Application, Blueprint, BlueprintRevision, Loop, Opening, Stage
from interviews.queries.loop_rules import weights_of


def blueprints_of(actor: Membership) -> QuerySet[Blueprint]:
    """The blueprints in use, by level and name, each with its count of `stages`. One query when read."""
    rows = Blueprint.objects.filter(organization_id=actor.organization_id, retired_at=None)
    rows = rows.select_related("level", "current").annotate(parts=Count("current__stages"))
    return rows.order_by("level__rank", "name")


def revisions_of(blueprint: Blueprint) -> list[BlueprintRevision]:
    """All revisions, latest first, with who wrote them. One query."""
    return list(blueprint.revisions.select_related("written_by__user"))


def retired_of(actor: Membership) -> QuerySet[Blueprint]:
    """The blueprints that nobody opens jobs with any more, by name. One query when read."""
    rows = Blueprint.objects.filter(organization_id=actor.organization_id, retired_at__isnull=False)
    return rows.select_related("level", "current").order_by("name")


def loops_by_revision(actor: Membership, blueprint: Blueprint) -> dict[int, int]:
    """How many loops were made from each revision's number; those of none are not in it. One query.

    Without those of candidates with whom the actor has a conflict of interest.
    """
    rows = clear_of_conflicts(actor, Loop.objects.filter(blueprint_revision__blueprint=blueprint)).order_by()
    return dict(rows.values_list("blueprint_revision__number").annotate(Count("pk")))


def openings_with(blueprint: Blueprint) -> list[Opening]:
    """The open jobs whose loops are made from it, by title. One query."""
    return list(Opening.objects.filter(blueprint=blueprint, state=OpeningState.OPEN).order_by("title"))


def full_stages(revision_ids: Collection[uuid.UUID]) -> list[Stage]:
    """These revisions' stages in order, with level, module, topics, criteria, neighbours. Five queries."""
    rows = Stage.objects.filter(revision__in=revision_ids).select_related("level", "module")
    return list(rows.prefetch_related("topics__topic", "criteria", "neighbours"))


def stage_contents(revision_id: uuid.UUID) -> list[StageContent]:
    """A revision's stages as plain values, as they would be written again. Two queries."""
    rows = Stage.objects.filter(revision_id=revision_id).prefetch_related("topics")
    rows = rows.annotate(
        criterion_ids=_ids(Stage.criteria.through, "criterion", "criterion__name"),
        neighbour_ids=_ids(Stage.neighbours.through, "level", "level__rank"),
    )
    return [
        StageContent(
            name=stage.name,
            level_id=stage.level_id,
            minutes=stage.minutes,
            purpose=stage.purpose,
            kinds=tuple(stage.kinds),
            seats=tuple(stage.seats),
            criterion_ids=tuple(stage.criterion_ids),
            quotas=tuple(Quota(line.topic_id, line.minimum, line.maximum) for line in stage.topics.all()),
            neighbour_ids=tuple(stage.neighbour_ids),
            module_id=stage.module_id,
        )
        for stage in rows
    ]


def _ids(through: type[Model], thing: str, order: str) -> ArraySubquery:
    """The ids of a stage's things, in order, in one query with the stages."""
    rows = through._default_manager.filter(stage=OuterRef("pk"))
    return ArraySubquery(rows.order_by(order).values(thing))


def terms_of(revision: BlueprintRevision) -> Terms:
    """A revision's rules as plain values. Two queries."""
    return Terms(
        twice=tuple(topic.pk for topic in revision.twice.all()),
        most_pilots=revision.most_pilots,
        reserve_across=revision.reserve_across,
        tolerance=revision.tolerance,
        minutes_tolerance=revision.minutes_tolerance,
        break_minutes=revision.break_minutes,
        weights=weights_of(revision.weights),
        bars=tuple(Bar(bar.criterion_id, bar.points) for bar in revision.bars.order_by("criterion__name")),
        gates=gates_of(revision),
    )


def gates_of(revision: BlueprintRevision) -> Gates:
    """What a debrief of its loops asks for. No query."""
    return Gates(**{one.name: getattr(revision, one.name) for one in fields(Gates)})


def fill_blueprint(blueprint: Blueprint) -> Blueprint:
    """The blueprint with all that its current revision says loaded. Seven queries, whatever it says."""
    parts = ("topics", "criteria", "neighbours")
    names = ["current__bars", "current__twice", *(f"current__stages__{part}" for part in parts)]
    prefetch_related_objects([blueprint], *names)
    return blueprint


def openings_of(actor: Membership) -> QuerySet[Opening]:
    """All openings, open ones first, each with `applicants` and open `planned` loops, without candidates with
    whom the actor has a conflict of interest. One query when read.
    """
    rows = Opening.objects.filter(organization_id=actor.organization_id).select_related("blueprint__level")
    clear = ~Q(applications__candidate__in=open_conflicts(actor).values("candidate"))
    planned = Count(
        "applications__loops", filter=clear & Q(applications__loops__state=LoopState.PLANNED), distinct=True
    )
    applicants = Count("applications", filter=clear, distinct=True)
    rows = rows.annotate(applicants=applicants, planned=planned)
    return rows.order_by("-state", "title")


def applications_at(opening: Opening) -> QuerySet[Application]:
    """Who applied, latest first, with their loops. Two queries when read."""
    rows = Application.objects.filter(opening=opening).select_related("candidate")
    return rows.prefetch_related("loops__level").order_by("-created_at")
