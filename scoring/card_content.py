"""A card as it is frozen: everything it says, in plain JSON, without the private note."""

from collections.abc import Iterable
from typing import Any

from interviews.models import PlannedQuestion
from scoring.drafts import Draft
from scoring.enums import RatingState
from scoring.models import Rating
from scoring.queries.sheet import Rated


def card_content(draft: Draft, planned: Iterable[PlannedQuestion], rated: Rated) -> dict[str, Any]:
    """The recommendation, its reason, notes, handover, and for each question what was rated; ids as text."""
    card = draft.card
    return {
        "recommendation": card.recommendation,
        "reason": card.reason,
        "notes": card.notes,
        "handover": card.handover,
        "entered_by": str(card.entered_by_id) if card.entered_by_id else "",  # from paper, for its author
        "questions": [
            {
                "planned": str(question.pk),
                "question": str(question.revision.question_id),
                "revision": str(question.revision_id),
                "prompt": question.revision.prompt,
                "state": question.state,
                "ratings": [
                    _rating_content(rating)
                    for line in rated[question.pk]
                    if (rating := draft.rows.get((question.pk, line.criterion.pk)))
                ],
            }
            for question in planned
        ],
    }


def _rating_content(rating: Rating) -> dict[str, Any]:
    reason = rating.reason if rating.state == RatingState.NOT_ASSESSED else ""
    return {
        "criterion": str(rating.criterion_id),
        "state": rating.state,
        "value": rating.value,
        "reason": reason,
        "evidence": rating.evidence,
    }
