"""What else somebody may do in a debrief, by who they are in it. Pure; the actions ask the same."""

from accounts.ground.verdict import YES, Verdict, no
from scoring.debriefing.standing import Standing
from scoring.debriefing.table import Part
from scoring.enums import DebriefState as State

DECIDED = (State.DECIDED, State.RELEASED)
READS_IN = (State.READING, State.VOTING, State.DISCUSSING)  # who came late reads, too
ORGANIZERS = frozenset({Part.COORDINATOR, Part.ADMIN, Part.FACILITATOR, Part.COMMITTEE})
JUDGES = frozenset({Part.ADMIN, Part.FACILITATOR, Part.COMMITTEE})
OVER = "It is decided: the committee is as it was."


def may_take_seat(standing: Standing, parts: frozenset[Part]) -> Verdict:
    """Take part as a committee member."""
    if Part.VOTER in parts:
        return no("You take part already.")
    if Part.FACILITATOR in parts:
        return no("You lead this debrief: who leads does not vote.")
    if Part.COMMITTEE not in parts:
        return no("Only committee members who did not interview here take part.")
    return no(OVER) if standing.state in DECIDED else YES


def may_appoint(standing: Standing, parts: frozenset[Part]) -> Verdict:
    """Ask another committee member to take part."""
    if not parts & ORGANIZERS:
        return no("Only the committee, the facilitator, and who plans the loop appoint committee members.")
    return no(OVER) if standing.state in DECIDED else YES


def may_name_facilitator(standing: Standing, parts: frozenset[Part]) -> Verdict:
    """Say who leads the debrief, or that nobody does."""
    if not parts & ORGANIZERS:
        return no("Only the committee, the facilitator, and who plans the loop name a facilitator.")
    return no("It is decided: there is nothing left to lead.") if standing.state in DECIDED else YES


def may_confirm(standing: Standing, parts: frozenset[Part]) -> Verdict:
    """Say that one has read the packet."""
    if Part.VOTER not in parts:
        return no("Only committee members who take part say that they have read the packet.")
    if standing.state == State.COLLECTING:
        return no("Silent reading has not begun: cards are still collected.")
    return YES if standing.state in READS_IN else no(OVER)


def may_recuse(standing: Standing, parts: frozenset[Part]) -> Verdict:
    """Say that one must neither read nor judge here."""
    if Part.WITNESS in parts:
        return no("You interviewed in this loop: your card is part of it.")
    if not parts & JUDGES:
        return no(
            "Only who would read the packet as committee, facilitator or administrator recuses themselves."
        )
    if standing.state == State.RELEASED:
        return no("It is released: nobody can be recused from it any more.")
    return YES


def may_veto(standing: Standing, parts: frozenset[Part], *, allowed: bool) -> Verdict:
    """Forbid a decision to hire. `allowed`: whether the organisation knows vetoes."""
    if not allowed:
        return no("This organisation knows no vetoes.")
    if Part.FACILITATOR not in parts:
        return no("Only the facilitator forbids a decision to hire.")
    if standing.veto:
        return no("A veto stands already.")
    if standing.state not in READS_IN:
        return no("A veto is raised from silent reading on until it is decided.")
    return YES


def may_withdraw(standing: Standing, *, own: bool) -> Verdict:
    """Withdraw a veto. `own`: whether one of theirs stands; of others' nothing is told."""
    if not own:
        return no("No veto of yours stands here.")
    return no("It is decided: the veto stays as it was.") if standing.state in DECIDED else YES
