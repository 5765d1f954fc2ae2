"""What became of a session's questions, for a page that is open: facts, nothing of any card."""

from dataclasses import dataclass
from typing import Any

from interviews.models import Session
from scoring.fidelity import Fidelity
from scoring.queries.delivery import delivery_of
from scoring.queries.sheet import planned_questions
from scoring.queries.sheet_questions import hints_given


@dataclass(frozen=True)
class Facts:
    """`questions`: by id, {"mark", "marks", "reason", "asked_at", "hints": {number: time}}; times are ISO.

    `marks` counts how often the question was marked: the base of the next mark.
    """

    questions: dict[str, dict[str, Any]]
    fidelity: Fidelity


def facts_of(session: Session) -> Facts:
    """How the session's questions stand. Two queries."""
    planned = planned_questions(session)
    questions: dict[str, dict[str, Any]] = {
        str(question.pk): {
            "mark": question.state,
            "marks": question.marks,
            "reason": question.reason,
            "asked_at": question.asked_at.isoformat() if question.asked_at else "",
            "hints": {},
        }
        for question in planned
    }
    for (planned_id, number), at in hints_given(session).items():
        questions[str(planned_id)]["hints"][str(number)] = at.isoformat()
    return Facts(questions, delivery_of(session, planned))
