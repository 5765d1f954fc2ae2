"""All rights of the app questionbank. Pure: they look at the rows given and ask no query.

An actor of None is the operator at the server's own console (manage.py), who may do everything here.
"""

from accounts.enums import Role
from accounts.ground.verdict import YES, Verdict, no
from accounts.models import Membership
from questionbank.enums import State
from questionbank.lifecycle import STEPS, Who
from questionbank.models import AnchorComment, Question, QuestionRevision, RubricProposal, SavedSearch

Actor = Membership | None

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
    step = STEPS[State(question.state)].get(state)
    writer = step is not None and step.who is Who.WRITER and _own_draft(actor, question)
    if may_curate(actor) or writer:
        return YES
    return no("Only a curator or an administrator decides where a question stands.")


def steps_for(actor: Actor, question: Question) -> list[State]:
    """The states to which this person may move this question by hand now, in the order of the enum."""
    steps = STEPS[State(question.state)]
    by_hand = [state for state in State if state in steps and not steps[state].by_report]
    return [state for state in by_hand if may_place(actor, question, state)]


def may_review_at_all(actor: Actor) -> Verdict:
    """Be asked for a second pair of eyes."""
    if actor is not None and actor.has(Role.ADMIN, Role.CURATOR, Role.COMMITTEE):
        return YES
    return no("Curators, committee members and administrators review questions.")


def may_review(actor: Actor, revision: QuestionRevision) -> Verdict:
    """Approve a revision, or wish for changes: anybody who reviews, but not the one who wrote it."""
    if actor is not None and revision.written_by_id == actor.pk:
        return no("You wrote this revision: somebody else approves it.")
    return may_review_at_all(actor)


def may_remove_search(actor: Actor, search: SavedSearch) -> Verdict:
    """Forget a saved search: everybody their own, curators also what others share."""
    if may_curate(actor) or (actor is not None and search.owner_id == actor.pk):
        return YES
    return no("Only who shared this search, or a curator, removes it.")


def may_read_rubric_reviews(actor: Membership) -> Verdict:
    """Read how rubrics are used, what others remark, and what they propose."""
    if actor.has(Role.ADMIN, Role.CURATOR, Role.COMMITTEE):
        return YES
    return no("How rubrics are used is read by committee members, curators and administrators.")


def may_review_rubrics(actor: Membership) -> Verdict:
    """Comment on anchors, propose changes of them, and stand behind what others propose."""
    if actor.has(Role.CURATOR, Role.COMMITTEE):
        return YES
    return no("Rubrics are reviewed by committee members and curators.")


def may_settle(actor: Membership, comment: AnchorComment) -> Verdict:
    """Say that a comment on an anchor is dealt with."""
    if may_review_rubrics(actor) and (actor.pk == comment.author_id or actor.has(Role.CURATOR)):
        return YES
    return no("A comment is settled by whoever wrote it, or by a curator.")


def may_judge_proposal(actor: Membership, proposal: RubricProposal) -> Verdict:
    """Approve a proposal, or decline it: anybody who reviews rubrics but its author."""
    if actor.pk == proposal.author_id:
        return no("You made this proposal: two others approve it. You may withdraw it.")
    return may_review_rubrics(actor)


def may_withdraw_proposal(actor: Membership, proposal: RubricProposal) -> Verdict:
    """Take a proposal back."""
    if actor.pk == proposal.author_id:
        return YES
    return no("Only its author withdraws a proposal; others decline it.")


def _own_draft(actor: Actor, question: Question) -> bool:
    if actor is None or not actor.has(Role.INTERVIEWER):
        return False
    return question.state == State.DRAFT and question.created_by_id == actor.pk
