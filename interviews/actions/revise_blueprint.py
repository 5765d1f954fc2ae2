"""Writes a new revision of a blueprint."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._stages import check_stages, check_terms, write_revision
from interviews.actions.create_blueprint import check_note, check_role
from interviews.content import StageContent, Terms
from interviews.models import Blueprint
from interviews.queries.blueprints import terms_of


@transaction.atomic
def revise_blueprint(
    *,
    actor: Membership,
    blueprint_id: uuid.UUID,
    based_on: int,
    stages: Sequence[StageContent],
    note: str = "",
    role: str | None = None,
    terms: Terms | None = None,
) -> Blueprint:
    """The blueprint says this from now on; loops made before keep the revision that they were made from.

    `based_on` is the revision's number that the writer had before them: refuses (Conflict) when somebody else
    wrote another one since. `role` and `terms` left out stay as they are. Refuses who may not plan (Denied),
    a retired blueprint (Conflict), stages and rules that make no sense (Invalid), and rows not ours (404).
    """
    rules.may_plan(actor).require()
    blueprint = access.blueprint_of(actor, blueprint_id, lock=True)
    current = blueprint.current.number if blueprint.current else 0
    if blueprint.retired_at is not None:
        raise Conflict(f"The blueprint {blueprint.name} is retired.")
    if current != based_on:
        raise Conflict(
            f"Somebody else saved revision {current} while you were changing revision {based_on}. "
            "What you typed is kept below; compare it with the blueprint as it is now."
        )
    if terms is None:
        terms = terms_of(blueprint.current) if blueprint.current else Terms()
    check_stages(actor, stages)
    check_terms(actor, terms, stages)
    if role is not None:
        blueprint.role = check_role(role)
        blueprint.save(update_fields=["role"])
    revision = write_revision(
        blueprint, stages, number=current + 1, note=check_note(note), actor=actor, terms=terms
    )
    data = {"number": revision.number}
    record("revise_blueprint", organization=actor.organization, actor=actor, on=blueprint, data=data)
    return blueprint
