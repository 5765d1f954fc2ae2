"""All rights of the app scoring. Pure: they look at the rows given and ask no query."""

from accounts.enums import Role
from accounts.ground.verdict import YES, Verdict, no
from accounts.models import Membership
from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import Seat
from scoring.debriefing.table import OVERRIDERS, Part
from scoring.enums import CardState, DebriefState, ExerciseState, Facet
from scoring.models import Exercise, Meeting, Scorecard

# --- live sheet ---------------------------------------------------------------------------------------------


CLOSED_BECAUSE = {  # of a loop that is with the committee nothing is told of what it decided
    LoopState.CLOSED: "The committee has closed this loop; its cards take no more changes.",
    LoopState.DECIDED: "The committee has decided this loop; its cards take no more changes.",
    LoopState.CANCELLED: "This loop was cancelled; its cards take no more changes.",
}


def closed_because(card: Scorecard, *, amending: bool = False) -> str:
    """Why nothing can be written into this card any more, a sentence; empty while it is open.

    `amending`: whether an amendment of it is open.
    """
    if card.state == CardState.SUBMITTED and not amending:
        submitted = f"{card.submitted_at:%d %B %Y at %H:%M} UTC"
        return f"You submitted this card on {submitted}; it changes by an amendment only."
    if card.seat.state == SeatState.EXCUSED:
        return f"You were declared out of this interview: {card.seat.reason} You owe no card."
    if card.seat.session.state == SessionState.CANCELLED:
        return "This interview was cancelled; its cards take no more changes."
    return CLOSED_BECAUSE.get(LoopState(card.seat.session.loop.state), "")


# --- the gate -----------------------------------------------------------------------------------------------


def may_override(actor: Membership) -> Verdict:
    """Open the others' cards before handing in one's own, with a reason."""
    if actor.has(Role.ADMIN):
        return YES
    return no("Only an administrator opens the others' cards before handing in their own.")


def may_excuse(actor: Membership, seat: Seat) -> Verdict:
    """Declare this seat out or take it back, for who may change the loop."""
    if seat.member_id == actor.pk:
        return no("Nobody declares themselves out: ask another coordinator or administrator.")
    return YES


def may_amend(card: Scorecard) -> bool:
    """Whether the author of this card may amend it: it is submitted, and nothing has closed it since."""
    return card.state == CardState.SUBMITTED and not closed_because(card, amending=True)


# --- debrief ------------------------------------------------------------------------------------------------


def may_judge(*, interviewed: bool) -> Verdict:
    """Have a say in what is decided: not who interviewed in the loop, whatever else they are."""
    if interviewed:
        return no("You interviewed in this loop: a committee member who did not records the decision.")
    return YES


def may_record(parts: frozenset[Part], *, missing: bool, override: bool) -> Verdict:
    """Record a decision, by the parts that somebody has in the debrief. `missing`: whether anything that must
    be given before is not; `override`: whether they say why it is decided all the same.
    """
    if parts & OVERRIDERS and (override or Part.VOTER not in parts):
        return YES if override else no("You have no vote here: say why you record it yourself.")
    if Part.VOTER not in parts:
        return no("Only a committee member who takes part in this debrief records the decision.")
    if missing and override:
        return no("Only the facilitator or an administrator goes over what is not given.")
    return YES


def may_vote(*, seated: bool, interviewed: bool) -> Verdict:
    """Vote on a loop: who takes part in its committee, and is no witness."""
    if interviewed:
        return no("You interviewed in this loop: your recommendation is your vote.")
    if not seated:
        return no("Only who takes part in this committee votes: take part first.")
    return YES


def vote_closed_because(state: DebriefState, *, voted: bool) -> str:
    """Why no vote is taken in this state of the debrief, a sentence; empty while one is. `voted`: whether
    they voted in this round. Tells nothing of any vote.
    """
    if state in (DebriefState.COLLECTING, DebriefState.READING):
        return "The vote is not open yet: it opens once the committee has read the packet."
    if state in (DebriefState.DECIDED, DebriefState.RELEASED):
        return "The committee has decided: votes take no more changes."
    if state == DebriefState.DISCUSSING and not voted:
        return "The vote has closed without yours. What you think now belongs into the discussion."
    return ""


def knows_that_decided(actor: Membership, *, told: bool) -> bool:
    """Whether the actor learns before the release that something is decided at all: who may read it (`told`),
    and administrators, who may release it. Everybody else sees the debrief discussing.
    """
    return told or actor.has(Role.ADMIN)


# --- meetings -----------------------------------------------------------------------------------------------


def may_call_meetings(actor: Membership) -> Verdict:
    """Call the committee together over several candidates."""
    if actor.has(Role.COMMITTEE, Role.ADMIN):
        return YES
    return no("Meetings of the committee are called by committee members and administrators.")


def may_lead(actor: Membership, meeting: Meeting) -> Verdict:
    """Change a meeting's agenda and run it: for who called it; an administrator may take over."""
    if actor.pk == meeting.created_by_id or actor.has(Role.ADMIN):
        return YES
    return no("This meeting is led by whoever called it; an administrator may take over.")


# --- calibration --------------------------------------------------------------------------------------------

ABOUT_QUESTIONS = (Facet.QUESTION, Facet.CRITERION, Facet.TOPIC, Facet.LEVEL)


def calibration_facets(actor: Membership) -> tuple[Facet, ...]:
    """What the actor reads of the organisation's calibration; candidates are in their packets only."""
    if actor.has(Role.ADMIN, Role.COMMITTEE):
        return (Facet.INTERVIEWER, *ABOUT_QUESTIONS)
    return ABOUT_QUESTIONS if actor.has(Role.CURATOR) else ()


def may_read_calibration(actor: Membership, facet: str = "") -> Verdict:
    """Read the organisation's measures; of one facet, if named."""
    facets = calibration_facets(actor)
    if not facets:
        return no(
            "The organisation's calibration is read by administrators, committee members and curators. "
            "Your own results are on your own page."
        )
    if facet and facet not in facets:
        return no("Measures of people are read by administrators and committee members only.")
    return YES


def may_calibrate(actor: Membership) -> Verdict:
    """Ask for a calibration now."""
    return YES if actor.has(Role.ADMIN) else no("Only an administrator starts a calibration by hand.")


# --- exercises ----------------------------------------------------------------------------------------------


def may_rate_exercises(actor: Membership) -> Verdict:
    """Rate sample answers, and see how all lie afterwards."""
    if actor.has(*Role):
        return YES
    return no("Exercises are for members with a role. An administrator can give you one.")


def may_make_exercises(actor: Membership) -> Verdict:
    """Write a sample answer for all to rate."""
    if actor.has(Role.ADMIN, Role.CURATOR, Role.COMMITTEE):
        return YES
    return no("Exercises are made by curators, committee members and administrators.")


def may_run_exercise(actor: Membership, exercise: Exercise) -> Verdict:
    """Open and close an exercise, and write down what was agreed on: its author; an administrator may too."""
    if actor.pk == exercise.created_by_id or actor.has(Role.ADMIN):
        return YES
    return no("This exercise is run by whoever wrote it; an administrator may take over.")


def not_ratable_because(exercise: Exercise, *, card: CardState | None) -> str:
    """Why an exercise takes no card, a sentence; empty while it does. `card`: where the actor's own stands.

    Who began one before it was closed may still hand it in: they have seen nothing of the others'.
    """
    if card == CardState.SUBMITTED:
        return "Your card is in; it is given once."
    if exercise.state == ExerciseState.DRAFT:
        return "This exercise is not open yet."
    if exercise.state == ExerciseState.CLOSED and card is None:
        return "This exercise is closed: it takes no more cards."
    return ""


# --- on the job ---------------------------------------------------------------------------------------------


def may_note_job_outcomes(actor: Membership) -> Verdict:
    """Read and write how those who were hired do on the job: never who interviews and nothing else."""
    if actor.has(Role.ADMIN):
        return YES
    return no("How those who were hired do on the job is seen by administrators only.")
