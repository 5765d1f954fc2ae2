"""Writes a new blueprint."""

import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import rules
from interviews.actions._stages import check_stages, write_revision
from interviews.content import StageContent
from interviews.models import Blueprint
from questionbank.access import level_of

LONGEST_NAME = 120
LONGEST_NOTE = 300


@transaction.atomic
def create_blueprint(
    *, actor: Membership, name: str, level_id: uuid.UUID, stages: Sequence[StageContent], note: str = ""
) -> Blueprint:
    """A blueprint with its first revision.

    Refuses who may not plan (Denied), a name that is missing or taken, stages that make no sense (Invalid),
    and levels, topics or criteria that are not ours (404).
    """
    rules.may_plan(actor).require()
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        problem = f"A name, up to {LONGEST_NAME} characters."
        raise Invalid("The blueprint needs a name.", {"name": problem})
    level = level_of(actor, level_id)
    check_stages(actor, stages)
    note = check_note(note)
    try:
        with transaction.atomic():
            blueprint = Blueprint.objects.create(
                organization_id=actor.organization_id, name=name, level=level
            )
    except IntegrityError:
        raise Invalid("This blueprint is there already.", {"name": "Another one has this name."}) from None
    write_revision(blueprint, stages, number=1, note=note, actor=actor)
    record("create_blueprint", organization=actor.organization, actor=actor, on=blueprint)
    return blueprint


def check_note(note: str) -> str:
    """The note without white space around it; Invalid if it is too long."""
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid("The note is too long.", {"note": f"Up to {LONGEST_NOTE} characters."})
    return note
