"""Hands in one's own card."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.ground import audit
from accounts.ground.announce import announce
from accounts.ground.enqueue import enqueue
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews.access import session_of
from interviews.enums import SessionState
from interviews.models import Seat, Session
from scoring import rules
from scoring.actions.open_scorecard import open_scorecard
from scoring.card_content import card_content
from scoring.completeness import missing_in
from scoring.drafts import Draft
from scoring.enums import CardState
from scoring.models import Rating, Scorecard, ScorecardVersion
from scoring.queries.sheet import criteria_by_question, planned_questions
from scoring.visibility import COUNTING_SEATS, owed_seats


@transaction.atomic
def submit_scorecard(*, actor: Membership, session_id: uuid.UUID) -> Scorecard:
    """Freezes the actor's card of this session, opens it to those who may read it, and starts calibration.

    Submitting it again changes nothing and answers with the submitted card: an answer that was lost on the
    way is no reason for an error. Raises Invalid with `fields` naming everything that is missing; Conflict
    when session or loop are closed. When every counting seat has submitted, the session is complete.
    """
    # Two last cards at once, a mark or a decision meanwhile: whoever comes second sees what the first did.
    session = session_of(actor, session_id, lock=True)
    card = open_scorecard(actor=actor, session_id=session_id)
    card.seat.session = session
    if card.state == CardState.SUBMITTED:
        return card
    if closed := rules.closed_because(card):
        raise Conflict(closed)
    draft = Draft(card, list(Rating.objects.filter(scorecard=card)))
    planned = planned_questions(session)
    rated = criteria_by_question(session, planned)
    if missing := missing_in(draft, planned, rated):
        raise Invalid("This card is not complete yet.", missing)
    _freeze(card, actor, card_content(draft, planned, rated))
    _complete(session)
    announce(f"session:{session.pk}")
    enqueue("scoring.calibrate", organization_id=actor.organization_id)
    audit.record(
        "submit_scorecard",
        organization=actor.organization,
        actor=actor,
        on=card,
        data={"session": str(session.pk), "seat": card.seat.kind},
    )
    return card


def _freeze(card: Scorecard, actor: Membership, content: dict[str, Any]) -> None:
    card.state, card.submitted_at = CardState.SUBMITTED, timezone.now()
    card.save(update_fields=["state", "submitted_at", "changed_at"])
    ScorecardVersion.objects.create(
        organization_id=card.organization_id, scorecard=card, number=1, content=content, written_by=actor
    )


def _complete(session: Session) -> None:
    if owed_seats(Seat.objects.filter(session=session, kind__in=COUNTING_SEATS)).exists():
        return
    Session.objects.filter(pk=session.pk).exclude(state=SessionState.CANCELLED).update(
        state=SessionState.COMPLETE, ended_at=Coalesce("ended_at", timezone.now())
    )
