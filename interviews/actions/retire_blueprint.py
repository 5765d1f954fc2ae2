"""Takes a blueprint out of use."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.models import Blueprint


@transaction.atomic
def retire_blueprint(*, actor: Membership, blueprint_id: uuid.UUID) -> Blueprint:
    """The blueprint gets no new opening and no new revision any more; it can be brought back.

    Openings that have it keep planning with its last revision, so that their candidates stay comparable.
    Refuses who may not plan (Denied), a blueprint that is retired already (Conflict) or not ours (404).
    """
    rules.may_plan(actor).require()
    blueprint = access.blueprint_of(actor, blueprint_id, lock=True)
    if blueprint.retired_at is not None:
        raise Conflict(f"The blueprint {blueprint.name} is retired already.")
    blueprint.retired_at = timezone.now()
    blueprint.save(update_fields=["retired_at"])
    record("retire_blueprint", organization=actor.organization, actor=actor, on=blueprint)
    return blueprint
