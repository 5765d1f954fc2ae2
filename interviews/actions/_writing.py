"""What several actions write: a planned loop, its reservations in the exposure ledger, and its seats."""

import secrets
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from accounts.access import member_of
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import rules
from interviews.actions._conflicts import RECUSED
from interviews.assembly import BankQuestion, Choice
from interviews.enums import ExposureState, SeatKind, SeatState
from interviews.models import Candidate, Exposure, Loop, PlannedQuestion, Seat, Session
from interviews.queries.conflicts import has_conflict
from questionbank.enums import State
from questionbank.models import Question, Topic

TAKEN = (
    "Another loop has just reserved one of these questions for this candidate. "
    "Nothing was saved; do it again and other questions are taken."
)
LEAKED = (
    "One of these questions has just been reported as leaked. "
    "Nothing was saved; do it again and other questions are taken."
)
LARGEST_SEED = 2**31 - 1


def new_seed() -> int:
    """A seed nobody chose."""
    return secrets.randbelow(LARGEST_SEED)


def check_seed(seed: int | None) -> int:
    """The seed given, or a new one; Invalid if the database could not hold it."""
    if seed is None:
        return new_seed()
    if not 0 <= seed <= LARGEST_SEED:
        raise Invalid("The seed is out of range.", {"seed": f"A whole number from 0 to {LARGEST_SEED}."})
    return seed


def loop_made_before(actor: Membership, loop_id: uuid.UUID | None) -> Loop | None:
    """The loop that this very form made when it was sent the first time; None if it is new.

    Raises Conflict if the id belongs to somebody else's loop.
    """
    if loop_id is None:
        return None
    there = Loop.objects.filter(pk=loop_id, organization_id=actor.organization_id).first()
    if there is not None and there.created_by_id != actor.pk:
        raise Conflict("This form was used before. Open the page again.")
    return there


def save_new_loop(loop: Loop, loop_id: uuid.UUID | None) -> Loop:
    """Inserts the loop, under the id that its form made up if there is one."""
    if loop_id is not None:
        loop.pk = loop_id
    try:
        with transaction.atomic():
            loop.save(force_insert=True)
    except IntegrityError:
        raise Conflict("This form was used before. Open the page again.") from None
    return loop


def write_single_loop(
    loop: Loop,
    loop_id: uuid.UUID | None,
    choices: Sequence[Choice],
    *,
    title: str,
    minutes: int,
    purpose: str = "",
) -> Session:
    """Saves a loop of one interview, its maker as lead, its questions planned; returns the interview."""
    save_new_loop(loop, loop_id)
    session = Session.objects.create(
        organization_id=loop.organization_id,
        loop=loop,
        position=0,
        title=title,
        purpose=purpose,
        minutes=minutes,
    )
    write_plan([session], choices, loop.candidate)
    if loop.created_by is not None:
        sit(session, loop.created_by, SeatKind.LEAD)
    return session


def write_plan(
    sessions: Sequence[Session], choices: Sequence[Choice], candidate: Candidate | None, *, first: int = 0
) -> list[PlannedQuestion]:
    """Puts the choices into the sessions, in order from place `first`; reserves them for the candidate."""
    by_position = {session.position: session for session in sessions}
    places = dict.fromkeys(by_position, first)
    planned = []
    for choice in choices:
        session = by_position[choice.session]
        planned.append(planned_question(session, choice.question, places[choice.session], choice.why))
        places[choice.session] += 1
    PlannedQuestion.objects.bulk_create(planned)
    require_none_leaked(planned)
    if candidate is not None:
        pairs = [(row, choice.question.question) for row, choice in zip(planned, choices, strict=True)]
        reserve(candidate, pairs)
    return planned


def planned_question(session: Session, row: BankQuestion, position: int, why: str = "") -> PlannedQuestion:
    """A question's place in a session, not saved yet."""
    return PlannedQuestion(
        organization_id=session.organization_id,
        session=session,
        revision_id=row.revision,
        position=position,
        minutes=row.minutes,
        why=why,
    )


def require_none_leaked(planned: Sequence[PlannedQuestion]) -> None:
    """Conflict if one of these, just inserted, was reported as leaked since the bank was read.

    The insertion waits for a report that holds the question (mark_leaked.hold_question), so that none slips
    between its reading of the loops and its commit.
    """
    revisions = [row.revision_id for row in planned]
    if Question.objects.filter(revisions__in=revisions, state=State.LEAKED).exists():
        raise Conflict(LEAKED)


def reserve(candidate: Candidate, pairs: Sequence[tuple[PlannedQuestion, uuid.UUID]]) -> None:
    """Opens a line of the ledger for each planned question; Conflict if another loop was faster.

    The caller holds the candidate's lock (access.candidate_of), so that this hardly happens; the database's
    constraint never_the_same_question_twice holds in any case.
    """
    lines = [
        Exposure(
            organization_id=candidate.organization_id,
            candidate=candidate,
            question_id=question,
            planned=planned,
        )
        for planned, question in pairs
    ]
    try:
        with transaction.atomic():
            Exposure.objects.bulk_create(lines)
    except IntegrityError as error:
        if "never_the_same_question_twice" not in str(error):
            raise
        raise Conflict(TAKEN) from None


def move_exposure(planned: PlannedQuestion, state: ExposureState) -> None:
    """Sets the state of the question's line in the ledger, if any; Conflict if another loop holds it."""
    line = Exposure.objects.filter(planned=planned).first()
    if line is None or line.state == state:
        return
    line.state = state
    try:
        with transaction.atomic():
            line.save(update_fields=["state", "changed_at"])
    except IntegrityError:
        raise Conflict("Another loop holds this question for the candidate by now.") from None


def title_of(topics: Sequence[Topic]) -> str:
    """What an interview without a blueprint is called: by its topics."""
    names = ", ".join(topic.name for topic in topics)
    return names if len(names) <= 100 else f"{names[:99].rstrip(' ,')}…"


def seatable(actor: Membership, member_id: uuid.UUID) -> Membership:
    """A colleague who may be given a seat; 404 for a stranger, Invalid for who may not sit."""
    member = member_of(actor, member_id)
    verdict = rules.may_sit(member)
    if not verdict:
        raise Invalid(verdict.reason, {"member": verdict.reason})
    return member


def sit(session: Session, member: Membership, kind: str, why: str = "") -> Seat:
    """Gives the member a seat, or the one they gave up back. One lead a session, one seat a member.

    Conflict for somebody with a conflict of interest with the candidate.
    """
    if kind not in SeatKind.values:
        raise Invalid("There is no such seat.", {"kind": f"One of {', '.join(SeatKind.values)}."})
    seats = list(Seat.objects.select_related("member__user").filter(session=session))
    own = next((seat for seat in seats if seat.member_id == member.pk), None)
    others = [seat for seat in seats if seat.state == SeatState.SEATED and seat.member_id != member.pk]
    lead = next((seat for seat in others if seat.kind == SeatKind.LEAD), None)
    if kind == SeatKind.LEAD and lead is not None:
        raise Conflict(f"{lead.member} leads {session.title} already.")
    if session.loop.candidate_id and has_conflict(member.pk, session.loop.candidate_id):
        raise Conflict(f"{member} has a conflict of interest with this candidate.")
    if own is None:
        return Seat.objects.create(
            organization_id=session.organization_id, session=session, member=member, kind=kind, why=why
        )
    if own.state == SeatState.RECUSED and own.reason != RECUSED:  # for a conflict that is lifted by now
        raise Conflict(f"{member} is recused from {session.title}.")
    if own.state == SeatState.EXCUSED:  # they may have read the cards meanwhile; return_seat looks at that
        raise Conflict(f"{member} was declared out of {session.title}: take that back instead.")
    own.kind, own.state, own.reason, own.why = kind, SeatState.SEATED, "", why
    own.save(update_fields=["kind", "state", "reason", "why"])
    return own
