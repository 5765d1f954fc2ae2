"""Lets a loop ask a question again that was banned from it."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change, require_seen
from interviews.actions._changing import require_open
from interviews.models import Loop


@transaction.atomic
def lift_ban(
    *, actor: Membership, loop_id: uuid.UUID, question_id: uuid.UUID, seen: int | None = None
) -> Loop:
    """The loop, which may ask the question again; what stands in its place stays there.

    Refuses who may not change the loop (Denied), a closed loop, a loop that somebody changed since version
    `seen` (Conflict), and a question that is not banned here (404).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_change_loop(actor, loop).require()
    ban = access.ban_of(loop, question_id)
    require_seen(loop, seen)
    require_open(loop)
    with loop_change(loop, actor=actor, verb="lift_ban", told="Lifted the ban of a question"):
        ban.delete()
    data = {"question": str(question_id)}
    record("lift_ban", organization=actor.organization, actor=actor, on=loop, data=data)
    return loop
