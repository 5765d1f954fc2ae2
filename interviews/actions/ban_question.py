"""Bans a question from a loop: the best other one takes its place."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change, require_seen
from interviews.actions._changing import (
    by_hand,
    check_reason,
    locked_candidate,
    require_not_started,
    require_question_rights,
)
from interviews.actions._swapping import put_in_place, take_out
from interviews.assembly import alternatives
from interviews.models import Ban, PlannedQuestion
from interviews.queries.bank import request_of

GONE = "Not wanted in this loop."


@transaction.atomic
def ban_question(
    *, actor: Membership, planned_id: uuid.UUID, reason: str = "", seen: int | None = None
) -> PlannedQuestion:
    """The question, out of the plan, and out of every later proposal of this loop until the ban is lifted.

    `replaced_by` is the best question that could take its place; None where nothing could. Refuses who may
    not change the session's questions (Denied), a session that has begun, a closed loop, a question that is
    out already, and a loop that somebody changed since version `seen` (Conflict).
    """
    planned = access.planned_of(actor, planned_id, lock=True)
    session, loop = planned.session, planned.session.loop
    require_question_rights(actor, session)
    require_seen(loop, seen)
    require_not_started(session)
    if not rules.may_be_replaced(planned):
        raise Conflict("This question is out of the plan already.")
    reason = check_reason(reason, needed=False)
    candidate = locked_candidate(actor, loop)
    question = planned.revision.question_id
    told = f"Banned a question of {session.title}"
    with loop_change(loop, actor=actor, verb="ban_question", told=told):
        Ban.objects.update_or_create(
            loop=loop,
            question_id=question,
            defaults={"organization_id": loop.organization_id, "reason": reason, "banned_by": actor},
        )
        request, placed = request_of(loop)
        found = alternatives(request, placed, session.position, replacing=question, limit=1)
        if found:
            why = f"In place of a question that {actor} did not want. {found[0].why}"[:300]
            put_in_place(planned, found[0].question, candidate, why=why, reason=reason or GONE)
        else:
            take_out(planned, reason or GONE)
        by_hand(loop)
    data = {"question": str(question), "replaced": bool(found), "reason": reason}
    record("ban_question", organization=actor.organization, actor=actor, on=planned, data=data)
    return planned
