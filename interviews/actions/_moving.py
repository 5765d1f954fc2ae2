"""A planned question's way from one place of the plan to another."""

from accounts.ground.verdict import Conflict, Invalid
from interviews.actions._changing import in_plan, number_through
from interviews.assembly import Board
from interviews.models import PlannedQuestion, Session
from interviews.queries.bank import request_of


def shift(planned: PlannedQuestion, rows: list[PlannedQuestion], target: int) -> None:
    """Puts it at another place among the rows of its own session."""
    rows.remove(planned)
    rows.insert(target, planned)
    number_through(rows)


def carry_over(planned: PlannedQuestion, session: Session, place: int | None) -> None:
    """Puts it into another session, at the end unless a place is named.

    Invalid if that breaks a rule that it does not break where it is.
    """
    _require_allowed(planned, session)
    rows = in_plan(session)
    left = [row for row in in_plan(planned.session) if row.pk != planned.pk]
    planned.session = session
    rows.insert(len(rows) if place is None else max(0, min(place, len(rows))), planned)
    number_through(left)
    number_through(rows)


def _require_allowed(planned: PlannedQuestion, session: Session) -> None:
    request, placed = request_of(session.loop)
    question = planned.revision.question_id
    choice = next((choice for choice in placed if choice.question.question == question), None)
    if choice is None:
        raise Conflict("This question is out of the plan.")
    board = Board(request, placed)
    board.remove(choice.session, choice.question)
    borne = {refusal.obstacle for refusal in board.refusals(choice.session, choice.question)}
    there = board.refusals(session.position, choice.question)
    told = next((refusal.told for refusal in there if refusal.obstacle not in borne), "")
    if told:
        raise Invalid(told, {"session": told})
