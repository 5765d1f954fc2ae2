"""Puts another question in a planned question's place."""

import uuid

from django.db import transaction

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change, require_seen
from interviews.actions._changing import (
    by_hand,
    check_reason,
    locked_candidate,
    require_open,
    require_question_rights,
)
from interviews.actions._overriding import pick
from interviews.actions._swapping import put_in_place
from interviews.enums import SessionState
from interviews.models import PlannedQuestion
from interviews.queries.bank import request_of
from questionbank.access import question_of


@transaction.atomic
def replace_question(
    *,
    actor: Membership,
    planned_id: uuid.UUID,
    question_id: uuid.UUID,
    reason: str = "",
    override: str = "",
    seen: int | None = None,
) -> PlannedQuestion:
    """The new planned question; the old one is released and stays in the record as replaced.

    `override` says why a question may be asked although it breaks a rule of the loop. Refuses who may not
    change the session's questions (Denied), a question that was asked or replaced already, a session that is
    over, a loop that somebody changed since version `seen` (Conflict), a missing reason once the session has
    begun, a question that breaks a rule (Invalid), and a question that is not ours (404).
    """
    old = access.planned_of(actor, planned_id, lock=True)
    session = old.session
    require_question_rights(actor, session)
    question = question_of(actor, question_id)
    require_seen(session.loop, seen)
    _require_replaceable(old)
    reason = check_reason(reason, needed=rules.has_started(session.state))
    candidate = locked_candidate(actor, session.loop)
    request, placed = request_of(session.loop)
    was = old.revision.question
    picked = pick(request, placed, session, question, override=override, replacing=was)
    told = f"Replaced a question in {session.title}"
    with loop_change(session.loop, actor=actor, verb="replace_question", told=told):
        new = put_in_place(old, picked.row, candidate, why=f"Chosen by {actor}.", reason=reason)
        new.override = picked.override
        new.save(update_fields=["override"])
        by_hand(session.loop)
    announce(f"session:{session.pk}")
    data = {"old": str(old.pk), "question": str(question.pk), "reason": reason, "override": picked.override}
    record("replace_question", organization=actor.organization, actor=actor, on=new, data=data)
    return new


def _require_replaceable(old: PlannedQuestion) -> None:
    require_open(old.session.loop)
    if not rules.may_be_replaced(old):
        raise Conflict(f"This question was {old.get_state_display().lower()}; it stays in the record.")
    if old.session.state not in (SessionState.SCHEDULED, SessionState.LIVE):
        raise Conflict(f"{old.session.title} is over; its questions stay as they are.")
