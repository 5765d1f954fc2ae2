"""Writes a new blueprint that says what another one says."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._stages import write_revision
from interviews.actions.create_blueprint import check_role, new_blueprint
from interviews.content import StageContent
from interviews.models import Blueprint
from interviews.queries.blueprints import stage_contents, terms_of
from questionbank.access import level_of
from questionbank.models import Level


@transaction.atomic
def copy_blueprint(
    *,
    actor: Membership,
    blueprint_id: uuid.UUID,
    name: str,
    level_id: uuid.UUID,
    role: str = "",
    shift_levels: bool = False,
) -> Blueprint:
    """A blueprint of another name, and perhaps role and level, with the interviews and rules of this one.

    With `shift_levels` every interview's level moves as many rungs of the ladder as the blueprint's own, up
    to its ends; levels allowed beside it move along and are left out beyond the ends. A retired blueprint may
    be copied. Refuses who may not plan (Denied), a name that is missing or taken (Invalid), a blueprint
    without a revision (Conflict), and rows that are not ours (404).
    """
    rules.may_plan(actor).require()
    source = access.blueprint_of(actor, blueprint_id)
    level = level_of(actor, level_id)
    if source.current is None:
        raise Conflict(f"The blueprint {source.name} has no interviews yet.")
    stages: Sequence[StageContent] = stage_contents(source.current.pk)
    if shift_levels:
        ladder = list(Level.objects.filter(organization_id=actor.organization_id))
        ids = [row.pk for row in ladder]
        by = ids.index(level.pk) - ids.index(source.level_id)
        stages = [_shifted(stage, ids, by) for stage in stages]
    copy = new_blueprint(actor, name, check_role(role), level)
    write_revision(
        copy,
        stages,
        number=1,
        note=f"Copied from {source.name}, revision {source.current.number}.",
        actor=actor,
        terms=terms_of(source.current),
    )
    data = {"from": str(source.pk), "revision": source.current.number}
    record("copy_blueprint", organization=actor.organization, actor=actor, on=copy, data=data)
    return copy


def _shifted(stage: StageContent, ladder: list[uuid.UUID], by: int) -> StageContent:
    level = ladder[min(max(ladder.index(stage.level_id) + by, 0), len(ladder) - 1)]
    places = [ladder.index(row) + by for row in stage.neighbour_ids]
    beside = [ladder[place] for place in places if 0 <= place < len(ladder) and ladder[place] != level]
    return replace(stage, level_id=level, neighbour_ids=tuple(beside))
