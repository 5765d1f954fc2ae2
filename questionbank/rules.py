"""All rights of the app questionbank. Pure: they look at the rows given and ask no query.

An actor of None is the operator at the server's own console (manage.py), who may do everything here.
"""

from accounts.enums import Role
from accounts.ground.verdict import YES, Verdict, no
from accounts.models import Membership
from questionbank.enums import State
from questionbank.models import Question

Actor = Membership | None

# Where a question may go from each state. Leaked can happen to anything; nothing leaks back into use.
STEPS: dict[State, tuple[State, ...]] = {
    State.DRAFT: (State.IN_REVIEW, State.PILOT, State.LIVE, State.RETIRED, State.LEAKED),
    State.IN_REVIEW: (State.DRAFT, State.PILOT, State.LIVE, State.RETIRED, State.LEAKED),
    State.PILOT: (State.LIVE, State.RESTING, State.RETIRED, State.LEAKED),
    State.LIVE: (State.RESTING, State.RETIRED, State.LEAKED),
    State.RESTING: (State.LIVE, State.RETIRED, State.LEAKED),
    State.RETIRED: (State.DRAFT, State.LEAKED),
    State.LEAKED: (State.RETIRED,),
}
NEED_REASON = frozenset({State.RETIRED, State.LEAKED})
# In these states a question can be put before a candidate.
IN_USE = frozenset({State.PILOT, State.LIVE})


def may_read_bank(actor: Actor) -> Verdict:
    """Read questions with their model answers."""
    if actor is None or actor.has(*Role):
        return YES
    return no(
        "The bank holds model answers: only members with a role read it. An administrator can give you one."
    )


def may_curate(actor: Actor) -> Verdict:
    """Write, import, accept and place any question; name topics, levels and criteria."""
    if actor is None or actor.has(Role.ADMIN, Role.CURATOR):
        return YES
    return no("Only a curator or an administrator changes the bank.")


def may_propose(actor: Actor) -> Verdict:
    """Write a new question as a draft."""
    if may_curate(actor) or (actor is not None and actor.has(Role.INTERVIEWER)):
        return YES
    return no("Only interviewers and curators propose questions.")


def may_revise(actor: Actor, question: Question) -> Verdict:
    """Write a new revision: curators of any question, interviewers of their own drafts."""
    if may_curate(actor) or _own_draft(actor, question):
        return YES
    return no("Only a curator revises this question; interviewers revise drafts of their own.")


def may_place(actor: Actor, question: Question, state: State) -> Verdict:
    """Move a question to this state: curators to any, interviewers their own draft to review."""
    if may_curate(actor) or (state == State.IN_REVIEW and _own_draft(actor, question)):
        return YES
    return no("Only a curator or an administrator decides where a question stands.")


def steps_for(actor: Actor, question: Question) -> list[State]:
    """The states to which this person may move this question now, in the order of the enum."""
    allowed = STEPS[State(question.state)]
    return [state for state in State if state in allowed and may_place(actor, question, state)]


def _own_draft(actor: Actor, question: Question) -> bool:
    if actor is None or not actor.has(Role.INTERVIEWER):
        return False
    return question.state == State.DRAFT and question.created_by_id == actor.pk
