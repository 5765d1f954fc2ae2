"""Moves a question within its session, or to another one."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access
from interviews.actions._changes import loop_change, require_seen
from interviews.actions._changing import by_hand, in_plan, require_not_started, require_question_rights
from interviews.actions._moving import carry_over, shift
from interviews.enums import PlannedState
from interviews.models import PlannedQuestion, Session

STEPS = {"up": -1, "down": 1}


@transaction.atomic
def move_question(
    *,
    actor: Membership,
    planned_id: uuid.UUID,
    direction: str = "",
    session_id: uuid.UUID | None = None,
    place: int | None = None,
    seen: int | None = None,
) -> PlannedQuestion:
    """One place "up" or "down", or to place 0, 1, 2… of a session of the same loop (None: its end).

    Where it is already, nothing changes. Refuses who may not change both sessions' questions (Denied), a
    session that has begun, a closed loop, a question that is out of the plan, a loop that somebody changed
    since version `seen` (Conflict), another direction, a session that would break a rule with it (Invalid).
    """
    planned = access.planned_of(actor, planned_id, lock=True)
    session = planned.session
    require_question_rights(actor, session)
    if session_id is None and direction not in STEPS:
        raise Invalid("There is no such direction.", {"direction": "up or down"})
    require_seen(session.loop, seen)
    require_not_started(session)
    if planned.state == PlannedState.REPLACED:
        raise Conflict("This question is out of the plan.")
    if session_id is None or session_id == session.pk:
        moved = _within(actor, planned, direction, place)
    else:
        moved = _across(actor, planned, _target(actor, planned, session_id), place)
    if moved:
        data = {"direction": direction, "session": str(planned.session_id), "place": planned.position}
        record("move_question", organization=actor.organization, actor=actor, on=planned, data=data)
    return planned


def _target(actor: Membership, planned: PlannedQuestion, session_id: uuid.UUID) -> Session:
    session = access.session_of(actor, session_id)
    if session.loop_id != planned.session.loop_id:
        raise Invalid("This interview is in another loop.", {"session": "One of the same loop."})
    session.loop = planned.session.loop  # the one that is locked
    require_question_rights(actor, session)
    require_not_started(session)
    return session


def _within(actor: Membership, planned: PlannedQuestion, direction: str, place: int | None) -> bool:
    rows = in_plan(planned.session)
    now = rows.index(planned)
    end = len(rows) - 1
    wanted = now + STEPS[direction] if direction in STEPS else end if place is None else place
    target = max(0, min(wanted, end))
    if target == now:
        return False
    way = "up" if target < now else "down"
    told = f"Moved a question {way} in {planned.session.title}"
    with loop_change(planned.session.loop, actor=actor, verb="move_question", told=told):
        shift(planned, rows, target)
    return True


def _across(actor: Membership, planned: PlannedQuestion, session: Session, place: int | None) -> bool:
    told = f"Moved a question from {planned.session.title} to {session.title}"
    with loop_change(session.loop, actor=actor, verb="move_question", told=told):
        carry_over(planned, session, place)
        by_hand(session.loop)
    return True
