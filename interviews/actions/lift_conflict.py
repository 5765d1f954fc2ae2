"""Lifts a conflict of interest."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.models import ConflictOfInterest

LONGEST_REASON = 300


@transaction.atomic
def lift_conflict(*, actor: Membership, conflict_id: uuid.UUID, reason: str) -> ConflictOfInterest:
    """The conflict, lifted for good: what was found is not found again. Seats lost by it stay empty until
    somebody gives them anew.

    Refuses who may not plan (Denied), one that was lifted before (Conflict), a reason that is missing or too
    long (Invalid), and conflicts about candidates with whom the actor has one themselves (404).
    """
    row = access.conflict_of(actor, conflict_id, lock=True)
    rules.may_lift_conflict(actor, row).require()
    if row.lifted_at is not None:
        raise Conflict("This conflict was lifted already.")
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        problem = f"Say in a line why it may be lifted, up to {LONGEST_REASON} characters."
        raise Invalid(problem, {"reason": problem})
    row.lifted_by, row.lifted_at, row.lift_reason = actor, timezone.now(), reason
    row.save(update_fields=["lifted_by", "lifted_at", "lift_reason"])
    data = {"member": str(row.member_id), "candidate": str(row.candidate_id)}
    record("lift_conflict", organization=actor.organization, actor=actor, on=row, data=data)
    return row
