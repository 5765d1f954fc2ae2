"""Says what became of a planned question in the session."""

import uuid
from datetime import datetime

from django.db import transaction

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._counting import count_uses
from interviews.actions._happened import happened_at, require_running
from interviews.actions._writing import move_exposure
from interviews.enums import ExposureState, PlannedState
from interviews.models import PlannedQuestion, Seat

LEDGER = {
    PlannedState.ASKED: ExposureState.ASKED,
    PlannedState.SKIPPED: ExposureState.RELEASED,
    PlannedState.PLANNED: ExposureState.RESERVED,
}
LONGEST_REASON = 300


@transaction.atomic
def mark_question(
    *,
    actor: Membership,
    planned_id: uuid.UUID,
    state: str,
    reason: str = "",
    at: datetime | None = None,
    seen: int | None = None,
    paper: Seat | None = None,
) -> PlannedQuestion:
    """Marks it asked, skipped (with a reason) or planned again, and says so in the exposure ledger.

    `at`: when it happened, if not now; kept within the session. `seen`: how many marks the writer had seen
    (`PlannedQuestion.marks`); a later one that says something else stays, and who made it is told (Conflict).
    `paper`: the seat whose paper says so, which the actor types in; whoever passes it has asked whether they
    may. When it was asked is then not known.
    Marking it the same again changes nothing. Refuses who does not sit in the session, and shadows (Denied),
    a session that has not begun or is closed, a question that was replaced (Conflict), another state or a
    skip without a reason (Invalid).
    """
    planned = access.planned_of(actor, planned_id, lock=True)
    rules.may_mark(paper or access.own_seat(actor, planned.session)).require()
    reason = _check(planned, state, reason)
    unseen = seen is not None and planned.marks > seen
    if planned.state == state and (unseen or planned.reason == reason):
        return planned
    if unseen:
        raise Conflict(_told(planned, actor))
    move_exposure(planned, LEDGER[PlannedState(state)])
    before, planned.state, planned.reason = planned.state, state, reason
    known = state == PlannedState.ASKED and paper is None
    planned.asked_at = happened_at(planned.session, at) if known else None
    planned.marks, planned.marked_by = planned.marks + 1, actor
    planned.save(update_fields=["state", "reason", "asked_at", "marks", "marked_by"])
    if PlannedState.ASKED in (before, state):
        count_uses(actor, actor.organization, [planned.revision.question_id])
    announce(f"session:{planned.session_id}")
    data = {"before": before, "after": state}
    record("mark_question", organization=actor.organization, actor=actor, on=planned, data=data)
    return planned


def _told(planned: PlannedQuestion, actor: Membership) -> str:
    """Who marked it meanwhile, and as what."""
    own = planned.marked_by is None or planned.marked_by_id == actor.pk
    who = "In another window you" if own else str(planned.marked_by)
    word = {PlannedState.SKIPPED: f"skipped ({planned.reason})", PlannedState.PLANNED: "not asked yet"}
    state = word.get(PlannedState(planned.state), "asked")
    return f"{who} marked this question as {state}. That stands; mark it again if it is wrong."


def _check(planned: PlannedQuestion, state: str, reason: str) -> str:
    reason = reason.strip() if state == PlannedState.SKIPPED else ""
    if state not in LEDGER:
        raise Invalid("There is no such mark.", {"state": "One of asked, skipped, planned."})
    if state == PlannedState.SKIPPED and not 0 < len(reason) <= LONGEST_REASON:
        problem = f"Say in a line why it is skipped, up to {LONGEST_REASON} characters."
        raise Invalid(problem, {"reason": problem})
    if planned.state == PlannedState.REPLACED:
        raise Conflict("This question was replaced by another one.")
    require_running(planned.session)
    return reason
