"""Ends somebody's membership; what they did stays theirs."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts import access, rules
from accounts.actions.change_roles import keep_an_administrator
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership


@transaction.atomic
def end_membership(*, actor: Membership, member_id: uuid.UUID) -> Membership:
    """From now on they can neither enter nor be seated.

    Refuses anyone but administrators (Denied), the last administrator and somebody who has left (Conflict).
    """
    rules.may_manage_people(actor).require()
    keep_an_administrator(actor.organization, without=access.member_of(actor, member_id))
    member = access.member_of(actor, member_id, lock=True)
    if member.left_at is not None:
        raise Conflict(f"{member.user.name} has left already.")
    member.left_at = timezone.now()
    member.save(update_fields=["left_at"])
    record("end_membership", organization=actor.organization, actor=actor, on=member)
    return member
