"""What the changes of a planned loop have in common: its lock, its rights, its state, its free places."""

import uuid

from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.assembly import BankQuestion, Board, Choice, Request
from interviews.enums import LoopState, SessionState
from interviews.models import Candidate, Loop, PlannedQuestion, Session

LONGEST_REASON = 300
OPEN_LOOPS = (LoopState.PROPOSED, LoopState.PLANNED)


def require_question_rights(actor: Membership, session: Session) -> None:
    """Denied unless the actor may change this session's questions."""
    seat = access.own_seat(actor, session)
    rules.may_change_questions(actor, session.loop, seat).require()


def require_open(loop: Loop) -> None:
    """Conflict if the loop is decided or cancelled."""
    if loop.state not in OPEN_LOOPS:
        raise Conflict(f"This loop is {loop.get_state_display().lower()}; it stays as it is.")


def require_not_started(session: Session) -> None:
    """Conflict if the session has begun or will never begin."""
    require_open(session.loop)
    if session.state != SessionState.SCHEDULED:
        raise Conflict(
            f"{session.title} has begun: its questions can only be replaced or skipped, with a reason."
            if rules.has_started(session.state)
            else f"{session.title} is cancelled."
        )


def check_reason(reason: str, *, needed: bool) -> str:
    """The reason without white space around it; Invalid if it is missing though needed, or too long."""
    reason = reason.strip()
    if needed and not reason:
        raise Invalid("Say why, in a line.", {"reason": "The session has begun: a reason is needed."})
    if len(reason) > LONGEST_REASON:
        raise Invalid("The reason is too long.", {"reason": f"Up to {LONGEST_REASON} characters."})
    return reason


def locked_candidate(actor: Membership, loop: Loop) -> Candidate | None:
    """The loop's candidate, locked for reserving; None for a proposal."""
    return access.candidate_of(actor, loop.candidate_id, lock=True) if loop.candidate_id else None


def allowed_row(
    request: Request,
    placed: tuple[Choice, ...],
    session: Session,
    question_id: uuid.UUID,
    *,
    without: uuid.UUID | None = None,
) -> BankQuestion:
    """The bank's row of a question that may go into the session; Invalid with the reason if it may not."""
    row = next((row for row in request.bank if row.question == question_id), None)
    if question_id == without:
        problem = "This is the question that is there already."
    elif row is None:
        problem = "It is not usable here: not live, of another level, or without minutes."
    else:
        problem = Board(request, placed, replacing=without).refusal(session.position, row)
        if not problem:
            return row
    raise Invalid(problem, {"question": problem})


def next_position(session: Session) -> int:
    """The place after the session's last question."""
    last = PlannedQuestion.objects.filter(session=session).order_by("-position").first()
    return last.position + 1 if last else 0
