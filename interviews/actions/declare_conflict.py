"""Says that somebody has a conflict of interest with a candidate."""

import uuid

from django.db import transaction

from accounts.access import member_of
from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._conflicts import recuse, take_turn
from interviews.enums import ConflictKind
from interviews.models import ConflictOfInterest

LONGEST_REASON = 300


@transaction.atomic
def declare_conflict(
    *, actor: Membership, candidate_id: uuid.UUID, reason: str, member_id: uuid.UUID | None = None
) -> ConflictOfInterest:
    """The conflict, open: its member finds the candidate no more, and their seats are recused.

    For oneself, or, with `member_id`, by a coordinator for a colleague. Declaring it again changes the
    reason, and opens a lifted one. Refuses who may not say it of others (Denied), a reason that is missing
    or too long (Invalid), and a candidate that the actor may not see or a stranger (404).
    """
    candidate = access.candidate_of(actor, candidate_id)
    member = actor if member_id is None else member_of(actor, member_id)
    rules.may_declare_conflict(actor, member).require()
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        problem = f"Say in a line what the conflict is, up to {LONGEST_REASON} characters."
        raise Invalid(problem, {"reason": problem})
    take_turn([candidate.pk])
    row, _ = ConflictOfInterest.objects.update_or_create(
        member=member,
        candidate=candidate,
        kind=ConflictKind.DECLARED,
        defaults={
            "organization_id": actor.organization_id,
            "reason": reason,
            "declared_by": actor,
            "lifted_by": None,
            "lifted_at": None,
            "lift_reason": "",
        },
    )
    lost = [str(seat.pk) for seat in recuse(actor, [row])]
    data = {"member": str(member.pk), "candidate": str(candidate.pk), "recused": lost}
    record("declare_conflict", organization=actor.organization, actor=actor, on=row, data=data)
    return row
