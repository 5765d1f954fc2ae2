"""Handing a card in: shared by its author's own submission and by who types it in from paper."""

from typing import Any

from django.utils import timezone

from accounts.ground.announce import announce
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews.models import Session
from scoring import rules
from scoring.actions._asking import ask_for_calibration
from scoring.actions._completing import complete_session
from scoring.actions._stepping import settle
from scoring.card_content import card_content
from scoring.completeness import missing_in
from scoring.drafts import Draft
from scoring.enums import CardState, RequestKind
from scoring.models import Rating, Scorecard, ScorecardVersion
from scoring.queries.sheet import criteria_by_question, planned_questions


def hand_in(card: Scorecard, session: Session, by: Membership) -> None:
    """Freezes a draft as its first version; with the last card that is owed, the debrief goes on. The caller
    holds the locks of loop, session and card, and records it.

    Raises Conflict when session or loop are closed, Invalid with `fields` naming everything that is missing,
    both before anything is written.
    """
    if closed := rules.closed_because(card):
        raise Conflict(closed)
    draft = Draft(card, list(Rating.objects.filter(scorecard=card)))
    planned = planned_questions(session)
    rated = criteria_by_question(session, planned)
    if missing := missing_in(draft, planned, rated):
        raise Invalid("This card is not complete yet.", missing)
    _freeze(card, by, card_content(draft, planned, rated))
    complete_session(session)
    announce(f"session:{session.pk}")
    settle(session.loop)
    ask_for_calibration(card.organization, RequestKind.SUBMIT)


def _freeze(card: Scorecard, by: Membership, content: dict[str, Any]) -> None:
    card.state, card.submitted_at = CardState.SUBMITTED, timezone.now()
    card.save(update_fields=["state", "submitted_at", "changed_at"])
    ScorecardVersion.objects.create(
        organization_id=card.organization_id, scorecard=card, number=1, content=content, written_by=by
    )
