"""Renames or describes a criterion."""

import uuid

from django.db import IntegrityError, transaction

from accounts.ground.audit import record
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._criteria import checked_words, refuse_taken, taken
from questionbank.models import Criterion


@transaction.atomic
def edit_criterion(
    *, actor: Membership, criterion_id: uuid.UUID, name: str, description: str = ""
) -> Criterion:
    """Gives the criterion this name and description, wherever it is used; ratings and anchors stay.

    What is the same already is left alone. Refuses all but curators (Denied); a name that is empty, too long
    or another's, and a description that is too long (Invalid).
    """
    rules.may_curate(actor).require()
    row = access.criterion_of(actor, criterion_id, lock=True)
    name, description = checked_words(name, description)
    before = {"name": row.name, "description": row.description}
    after = {"name": name, "description": description}
    changed = {field: [before[field], after[field]] for field in before if before[field] != after[field]}
    if not changed:
        return row
    refuse_taken(name, but=row)
    row.name, row.description = name, description
    try:
        with transaction.atomic():
            row.save(update_fields=["name", "description"])
    except IntegrityError:  # somebody took the name at the same moment
        raise taken(name) from None
    record("edit_criterion", organization=row.organization, actor=actor, on=row, data=changed)
    return row
