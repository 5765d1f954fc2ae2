"""Opens a job."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._teams import check_team
from interviews.enums import OpeningState
from interviews.models import Opening

LONGEST_TITLE = 160


@transaction.atomic
def create_opening(*, actor: Membership, title: str, blueprint_id: uuid.UUID, team: str = "") -> Opening:
    """An open job with the blueprint that its loops are made from, and the team that hires: facilitators of
    its debriefs come from outside it.

    Refuses who may not plan (Denied), a title that is missing or that another open job has, a team's name
    that is too long (Invalid), a retired blueprint (Conflict), and a blueprint that is not ours (404).
    """
    rules.may_plan(actor).require()
    blueprint = access.blueprint_of(actor, blueprint_id, lock=True)
    title = title.strip()
    if not 0 < len(title) <= LONGEST_TITLE:
        problem = f"A title, up to {LONGEST_TITLE} characters."
        raise Invalid("The opening needs a title.", {"title": problem})
    same = Opening.objects.filter(
        organization_id=actor.organization_id, title__iexact=title, state=OpeningState.OPEN
    )
    if same.exists():
        raise Invalid("This opening is there already.", {"title": "Another open job has this title."})
    if blueprint.retired_at is not None:
        raise Conflict(f"The blueprint {blueprint.name} is retired.")
    opening = Opening.objects.create(
        organization_id=actor.organization_id,
        title=title,
        blueprint=blueprint,
        team=check_team(team),
        created_by=actor,
    )
    record("create_opening", organization=actor.organization, actor=actor, on=opening)
    return opening
