"""Writes a new blueprint."""

import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import rules
from interviews.actions._stages import check_stages, check_terms, write_revision
from interviews.content import StageContent, Terms
from interviews.models import Blueprint
from questionbank.access import level_of
from questionbank.models import Level

LONGEST_NAME = 120
LONGEST_ROLE = 80
LONGEST_NOTE = 300


@transaction.atomic
def create_blueprint(
    *,
    actor: Membership,
    name: str,
    level_id: uuid.UUID,
    stages: Sequence[StageContent],
    note: str = "",
    role: str = "",
    terms: Terms | None = None,
) -> Blueprint:
    """A blueprint with its first revision; without `terms` the usual rules of a loop hold.

    Refuses who may not plan (Denied), a name that is missing or taken, stages and rules that make no sense
    (Invalid), and levels, topics, criteria or modules that are not ours (404).
    """
    rules.may_plan(actor).require()
    level = level_of(actor, level_id)
    terms = terms or Terms()
    check_stages(actor, stages)
    check_terms(actor, terms, stages)
    blueprint = new_blueprint(actor, name, check_role(role), level)
    write_revision(blueprint, stages, number=1, note=check_note(note), actor=actor, terms=terms)
    record("create_blueprint", organization=actor.organization, actor=actor, on=blueprint)
    return blueprint


def new_blueprint(actor: Membership, name: str, role: str, level: Level) -> Blueprint:
    """A blueprint of this name, without a revision yet; Invalid if the name is missing or taken."""
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        problem = f"A name, up to {LONGEST_NAME} characters."
        raise Invalid("The blueprint needs a name.", {"name": problem})
    try:
        with transaction.atomic():
            return Blueprint.objects.create(
                organization_id=actor.organization_id, name=name, role=role, level=level
            )
    except IntegrityError:
        raise Invalid("This blueprint is there already.", {"name": "Another one has this name."}) from None


def check_role(role: str) -> str:
    """The role without white space around it; Invalid if it is too long."""
    role = role.strip()
    if len(role) > LONGEST_ROLE:
        raise Invalid("The role is too long.", {"role": f"Up to {LONGEST_ROLE} characters."})
    return role


def check_note(note: str) -> str:
    """The note without white space around it; Invalid if it is too long."""
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid("The note is too long.", {"note": f"Up to {LONGEST_NOTE} characters."})
    return note
