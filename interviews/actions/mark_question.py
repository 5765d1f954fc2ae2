"""Says what became of a planned question in the session."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._counting import count_uses
from interviews.actions._writing import move_exposure
from interviews.enums import ExposureState, LoopState, PlannedState, SessionState
from interviews.models import PlannedQuestion

LEDGER = {
    PlannedState.ASKED: ExposureState.ASKED,
    PlannedState.SKIPPED: ExposureState.RELEASED,
    PlannedState.PLANNED: ExposureState.RESERVED,
}
LONGEST_REASON = 300


@transaction.atomic
def mark_question(
    *, actor: Membership, planned_id: uuid.UUID, state: str, reason: str = ""
) -> PlannedQuestion:
    """Marks it asked, skipped (with a reason) or planned again, and says so in the exposure ledger.

    Marking it the same again changes nothing. Refuses who does not sit in the session, and shadows (Denied),
    a session that has not begun or is closed, a question that was replaced (Conflict), another state or a
    skip without a reason (Invalid).
    """
    planned = access.planned_of(actor, planned_id, lock=True)
    rules.may_mark(access.own_seat(actor, planned.session)).require()
    reason = _check(planned, state, reason)
    if planned.state == state and planned.reason == reason:
        return planned
    move_exposure(planned, LEDGER[PlannedState(state)])
    before, planned.state, planned.reason = planned.state, state, reason
    planned.asked_at = timezone.now() if state == PlannedState.ASKED else None
    planned.save(update_fields=["state", "reason", "asked_at"])
    if PlannedState.ASKED in (before, state):
        count_uses(actor, actor.organization, [planned.revision.question_id])
    data = {"before": before, "after": state}
    record("mark_question", organization=actor.organization, actor=actor, on=planned, data=data)
    return planned


def _check(planned: PlannedQuestion, state: str, reason: str) -> str:
    reason = reason.strip() if state == PlannedState.SKIPPED else ""
    if state not in LEDGER:
        raise Invalid("There is no such mark.", {"state": "One of asked, skipped, planned."})
    if state == PlannedState.SKIPPED and not 0 < len(reason) <= LONGEST_REASON:
        problem = f"Say in a line why it is skipped, up to {LONGEST_REASON} characters."
        raise Invalid(problem, {"reason": problem})
    if planned.state == PlannedState.REPLACED:
        raise Conflict("This question was replaced by another one.")
    session = planned.session
    if session.state == SessionState.SCHEDULED:
        raise Conflict("The session has not started yet.")
    if (
        session.state not in (SessionState.LIVE, SessionState.AWAITING)
        or session.loop.state != LoopState.PLANNED
    ):
        raise Conflict("The session is closed; its questions stay as they are marked.")
    return reason
