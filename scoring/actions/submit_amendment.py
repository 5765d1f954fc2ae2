"""Puts an amendment into one's own submitted card."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.ground import audit
from accounts.ground.announce import announce
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from scoring import rules
from scoring.actions._amending import locked_card
from scoring.actions._stepping import settle
from scoring.card_content import card_content
from scoring.card_fields import AMENDMENT_REASON, CARD_PARTS, BadField, clean_value, parse_field
from scoring.completeness import missing_in
from scoring.drafts import Draft
from scoring.models import Amendment, Rating, Scorecard, ScorecardVersion
from scoring.queries.sheet import criteria_by_question, planned_questions


@transaction.atomic
def submit_amendment(*, actor: Membership, session_id: uuid.UUID, reason: str) -> Scorecard:
    """The actor's card with what their open amendment says, as a new version with this reason.

    The first verdict stays on record beside every rating and recommendation that changes for the first time.
    Statistics count first verdicts, so nothing is calculated anew. Sending the same again is harmless.
    Raises Invalid with `fields` naming what is missing (the reason as `amendment_reason`); Conflict when no
    amendment is open, when it changes nothing that others read, and when the loop is decided or cancelled.
    """
    card, amendment = locked_card(actor, session_id)
    if card is None or amendment is None:
        return _sent_before(card, reason)
    if closed := rules.closed_because(card, amending=True):
        raise Conflict(closed)
    draft = Draft(card, list(Rating.objects.filter(scorecard=card)))
    content = _amended(draft, amendment, reason)
    _write(draft)
    version = ScorecardVersion.objects.create(
        organization_id=card.organization_id,
        scorecard=card,
        number=_last_version(card) + 1,
        content=content,
        reason=reason.strip(),
        written_by=actor,
    )
    amendment.delete()
    settle(card.seat.session.loop)
    announce(f"session:{session_id}")
    audit.record(
        "submit_amendment",
        organization=actor.organization,
        actor=actor,
        on=card,
        data={"session": str(session_id), "version": version.number},
    )
    return card


def _sent_before(card: Scorecard | None, reason: str) -> Scorecard:
    """An amendment is asked for and none is open: fine if the last one was this one."""
    last = ScorecardVersion.objects.filter(scorecard=card, number__gt=1).last() if card else None
    if card is None or last is None or last.reason != reason.strip():
        raise Conflict("No amendment of this card is open: it was submitted or withdrawn, or never begun.")
    return card


def _amended(draft: Draft, amendment: Amendment, reason: str) -> dict[str, Any]:
    """Puts the amendment into the draft, checks it, and answers with the content of the new version."""
    session = draft.card.seat.session
    planned = planned_questions(session)
    rated = criteria_by_question(session, planned)
    before = card_content(draft, planned, rated)
    _put(draft, amendment)
    missing = missing_in(draft, planned, rated) | _check_reason(reason)
    if missing:
        raise Invalid("This amendment is not complete yet.", missing)
    content = card_content(draft, planned, rated)
    if content == before:
        raise Conflict("This amendment changes nothing yet: the card would stay as it is.")
    return content


def _check_reason(reason: str) -> dict[str, str]:
    if not reason.strip():
        return {AMENDMENT_REASON: "Say why you amend this card. Your colleagues read it beside the change."}
    try:
        clean_value(parse_field(AMENDMENT_REASON), reason)
    except BadField as error:
        return {AMENDMENT_REASON: str(error)}
    return {}


def _put(draft: Draft, amendment: Amendment) -> None:
    """The amendment's values, and beside what they change for the first time, the first verdict."""
    card = draft.card
    recommended = card.recommendation
    verdicts = {pair: (rating.state, rating.value) for pair, rating in draft.rows.items()}
    for name, value in amendment.values.items():
        if name != AMENDMENT_REASON:
            draft.put(parse_field(name), str(value))
    if not card.first_recommendation and card.recommendation != recommended:
        card.first_recommendation = recommended
    for pair, rating in draft.changed.items():
        first = verdicts.get(pair, ("", None))
        if rating.first_state is None and (rating.state, rating.value) != first:
            rating.first_state, rating.first_value = first


def _write(draft: Draft) -> None:
    Rating.objects.bulk_create(
        draft.changed.values(),
        update_conflicts=True,
        unique_fields=["scorecard", "planned", "criterion"],
        update_fields=["state", "value", "reason", "evidence", "first_state", "first_value"],
    )
    draft.card.save(update_fields=[*CARD_PARTS, "first_recommendation", "changed_at"])


def _last_version(card: Scorecard) -> int:
    found = ScorecardVersion.objects.filter(scorecard=card).aggregate(last=Max("number"))
    return int(found["last"] or 0)
