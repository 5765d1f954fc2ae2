"""Brings a retired blueprint back into use."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.models import Blueprint


@transaction.atomic
def restore_blueprint(*, actor: Membership, blueprint_id: uuid.UUID) -> Blueprint:
    """The blueprint can be changed and opened jobs with again; it says what it said when it was retired.

    Refuses who may not plan (Denied), a blueprint that is in use (Conflict) or not ours (404).
    """
    rules.may_plan(actor).require()
    blueprint = access.blueprint_of(actor, blueprint_id, lock=True)
    if blueprint.retired_at is None:
        raise Conflict(f"The blueprint {blueprint.name} is in use.")
    blueprint.retired_at = None
    blueprint.save(update_fields=["retired_at"])
    record("restore_blueprint", organization=actor.organization, actor=actor, on=blueprint)
    return blueprint
