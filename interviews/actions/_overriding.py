"""Whether a person's choice of a question may stand, and the note when it breaks a rule on purpose."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.ground.verdict import Invalid
from interviews.assembly import BankQuestion, Board, Choice, Request
from interviews.models import Session
from interviews.queries.usable import Known, TopicTree, pasts_of_bank
from questionbank.models import Question
from questionbank.rules import IN_USE

LONGEST = 300


@dataclass(frozen=True)
class Picked:
    """A question that may go into the session; `override`: the rules it breaks and why, empty if none."""

    row: BankQuestion
    override: str


def pick(
    request: Request,
    placed: Sequence[Choice],
    session: Session,
    question: Question,
    *,
    override: str = "",
    replacing: Question | None = None,
) -> Picked:
    """The bank's row of the question; Invalid with the rule it breaks unless `override` says why it may.

    Nothing overrides that a question is asked once, was met by the candidate, is not live, or has no minutes.
    """
    board = Board(request, placed, replacing=replacing.pk if replacing else None)
    row = next((row for row in request.bank if row.question == question.pk), None) or _outside(question)
    final = next((refusal.told for refusal in board.final(row)), "")
    if replacing is not None and question.pk == replacing.pk:
        final = "This is the question that is there already."
    if final:
        raise Invalid(final, {"question": final})
    broken = [refusal.told for refusal in board.refusals(session.position, row)]
    if not broken:
        return Picked(row, "")
    if not override.strip():
        raise Invalid(broken[0], {"question": broken[0]})
    return Picked(row, _note(broken, override.strip()))


def _outside(question: Question) -> BankQuestion:
    """A question that the assembly does not look at, of another level say, as it looks at others."""
    if question.current is None or question.state not in IN_USE or not question.current.minutes:
        problem = "It is not usable here: not live, or without minutes."
        raise Invalid(problem, {"question": problem})
    known = Known(TopicTree(question.organization_id), pasts_of_bank())
    return known.row(question, question.current, question.current.minutes)


def _note(broken: list[str], why: str) -> str:
    note = f"{' '.join(broken)} Wanted nevertheless: {why}"
    if len(note) > LONGEST:
        left = LONGEST - len(note) + len(why)
        problem = f"Up to {max(left, 0)} characters."
        raise Invalid("The reason is too long.", {"override": problem})
    return note
