"""All rights of the app interviews. Pure: they look at the rows given and ask no query."""

from datetime import datetime

from accounts.enums import Role
from accounts.ground.verdict import YES, Verdict, no
from accounts.models import Membership
from interviews.enums import PlannedState, SeatKind, SeatState, SessionState
from interviews.models import ConflictOfInterest, Loop, PlannedQuestion, Qualification, Seat, Session

STARTED = (SessionState.LIVE, SessionState.AWAITING, SessionState.COMPLETE)


def may_read(actor: Membership) -> Verdict:
    """Open the pages of loops, kits and blueprints at all; which loops, access.py says."""
    if actor.has(*Role):
        return YES
    return no("You have no role here yet. An administrator can give you one.")


def may_plan(actor: Membership) -> Verdict:
    """Make openings, blueprints and loops of blueprints, and seat people in any loop."""
    if actor.has(Role.ADMIN, Role.COORDINATOR):
        return YES
    return no("Only coordinators and administrators plan loops, openings and blueprints.")


def may_interview(actor: Membership) -> Verdict:
    """Take the short way: a quick loop, a kit, a session for a named candidate."""
    if actor.has(Role.INTERVIEWER, Role.ADMIN, Role.COORDINATOR):
        return YES
    return no("Only interviewers, coordinators and administrators build loops.")


def may_keep_hours(actor: Membership, member: Membership) -> Verdict:
    """See and set when a member takes interviews: their own if they interview, anybody's who plans loops."""
    if may_plan(actor) or (actor.pk == member.pk and may_interview(actor)):
        return YES
    return no("Only interviewers have hours here; other people's are set by who plans the loops.")


def sees_all_loops(actor: Membership) -> bool:
    """Whether every loop of the organisation is theirs to read."""
    return actor.has(Role.ADMIN, Role.COORDINATOR, Role.COMMITTEE)


def may_see_openings(actor: Membership) -> Verdict:
    """Read who applied where."""
    if sees_all_loops(actor):
        return YES
    return no("Openings show who applied: only coordinators, committee members and administrators read them.")


def sees_all_names(actor: Membership) -> bool:
    """Whether candidates' names are theirs to read beyond the loops they sit in or made."""
    return actor.has(Role.ADMIN, Role.COORDINATOR)


def may_change_loop(actor: Membership, loop: Loop) -> Verdict:
    """Seat people, name the candidate, cancel: coordinators any loop, others one of their own making."""
    if may_plan(actor) or (loop.created_by_id == actor.pk and may_interview(actor)):
        return YES
    return no("Only a coordinator, an administrator or the person who made this loop changes it.")


def may_change_questions(actor: Membership, loop: Loop, seat: Seat | None) -> Verdict:
    """Replace, add, remove, move: who may change the loop, and the session's lead. `seat` is the actor's."""
    if may_change_loop(actor, loop) or (is_seated(seat) and seat and seat.kind == SeatKind.LEAD):
        return YES
    return no(
        "Only a coordinator, the person who made this loop, or the session's lead changes its questions."
    )


def is_seated(seat: Seat | None) -> bool:
    """Whether this is a seat that somebody still holds."""
    return seat is not None and seat.state == SeatState.SEATED


def may_run(seat: Seat | None) -> Verdict:
    """Start and end a session."""
    return YES if is_seated(seat) else no("Only the people seated in this session start and end it.")


def may_mark(seat: Seat | None) -> Verdict:
    """Say what became of a question in the session."""
    if not is_seated(seat):
        return no("Only the people seated in this session mark its questions.")
    if seat and seat.kind == SeatKind.SHADOW:
        return no("A shadow watches: whoever leads the session marks its questions.")
    return YES


def may_show(seat: Seat | None) -> Verdict:
    """Give the candidate a screen, and say what is on it: who may mark questions."""
    if may_mark(seat):
        return YES
    return no("Only the people who lead this session, or sit second in it, give the candidate a screen.")


def may_print_kit(actor: Membership, loop: Loop, seat: Seat | None) -> Verdict:
    """Have the interview's questions, probes and hints on paper. `seat` is the actor's."""
    if may_change_loop(actor, loop) or is_seated(seat):
        return YES
    return no("Only the people seated in this session, and who plans the loop, print its kit.")


def may_sit(member: Membership) -> Verdict:
    """Be given a seat."""
    if member.left_at is not None:
        return no(f"{member} has left the organisation.")
    if may_interview(member):
        return YES
    return no(f"{member} is not an interviewer.")


def may_decline(actor: Membership, seat: Seat) -> Verdict:
    """Give one's own seat back."""
    return YES if seat.member_id == actor.pk else no("This is somebody else's seat.")


def has_started(state: str) -> bool:
    """Whether a session in this state has begun, so that its plan is history from now on."""
    return state in STARTED


def has_begun(session: Session, now: datetime) -> bool:
    """Whether the interview was begun here, or its planned time has come, so that it may be held on paper."""
    planned = session.scheduled_at
    waits = session.state == SessionState.SCHEDULED
    return planned is not None and planned <= now if waits else has_started(session.state)


def may_be_replaced(planned: PlannedQuestion) -> bool:
    """Whether the question was not asked and is not out of the plan yet."""
    return planned.state in (PlannedState.PLANNED, PlannedState.SKIPPED)


# --- training, conflicts of interest ------------------------------------------------------------------------


def may_manage_training(actor: Membership) -> Verdict:
    """Make and retire modules, put people into training, withdraw what they were qualified for."""
    if actor.has(Role.ADMIN, Role.COORDINATOR):
        return YES
    return no("Only coordinators and administrators manage modules and who is trained for them.")


def may_approve(actor: Membership, qualification: Qualification, *, qualified: bool) -> Verdict:
    """Approve a trainee. `qualified`: whether the actor is approved for the module themselves."""
    if qualification.member_id == actor.pk:
        return no("Nobody approves themselves: ask somebody who is approved for this module.")
    if actor.has(Role.ADMIN) or (qualified and may_interview(actor)):
        return YES
    return no("Only somebody who is approved for this module, or an administrator, approves a trainee.")


def may_declare_conflict(actor: Membership, member: Membership) -> Verdict:
    """Say that this member has a conflict of interest: oneself always, of others coordinators."""
    if actor.pk == member.pk:
        return may_read(actor)
    if may_plan(actor):
        return YES
    return no("Only coordinators and administrators declare a conflict for somebody else.")


def may_lift_conflict(actor: Membership, conflict: ConflictOfInterest) -> Verdict:
    """Lift a conflict of interest; access.py shows nobody those about candidates they have one with."""
    if conflict.member_id == actor.pk:
        return no("Nobody lifts a conflict of their own.")
    if may_plan(actor):
        return YES
    return no("Only coordinators and administrators lift conflicts of interest.")


def may_change_background(actor: Membership, member: Membership) -> Verdict:
    """Say where a colleague worked before and who brought them: oneself, or a coordinator."""
    if actor.pk == member.pk:
        return may_read(actor)
    return may_plan(actor)
