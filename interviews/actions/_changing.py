"""What the changes of a planned loop have in common: its lock, its rights, its state, its free places."""

from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._holding import hold_openings_of
from interviews.enums import LoopState, PlannedState, SessionState
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
    """The loop's candidate, locked for reserving, as is its opening where it must be; None for a proposal."""
    candidate = access.candidate_of(actor, loop.candidate_id, lock=True) if loop.candidate_id else None
    hold_openings_of([loop.pk])
    return candidate


def next_position(session: Session) -> int:
    """The place after the session's last question."""
    last = PlannedQuestion.objects.filter(session=session).order_by("-position").first()
    return last.position + 1 if last else 0


def in_plan(session: Session) -> list[PlannedQuestion]:
    """The session's questions that are not out of the plan, in order."""
    rows = PlannedQuestion.objects.filter(session=session).exclude(state=PlannedState.REPLACED)
    return list(rows.order_by("position", "pk"))


def number_through(rows: list[PlannedQuestion]) -> None:
    """Gives the rows the places 0, 1, 2…, and saves where each is."""
    for position, row in enumerate(rows):
        row.position = position
    PlannedQuestion.objects.bulk_update(rows, ["session", "position"])


def by_hand(loop: Loop) -> None:
    """The questions are no longer what the assembly proved; `bound` stays, as the most there could be."""
    loop.status, loop.value = "", None
    loop.save(update_fields=["status", "value"])
