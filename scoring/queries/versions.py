"""All versions of a card: as first submitted, and after each amendment."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404

from accounts.models import Membership
from interviews.access import visible_loops
from interviews.enums import PlannedState
from questionbank.models import Criterion
from scoring.enums import POINT_WORDS, Recommendation
from scoring.models import Scorecard, ScorecardVersion
from scoring.queries.cards import CardBody, CardQuestion, ReadRating
from scoring.visibility import readable_cards


@dataclass(frozen=True)
class ReadVersion:
    """A card as it stood from one moment on, and why it was changed; the first has no reason."""

    number: int
    at: datetime
    by: str
    reason: str
    body: CardBody


def card_versions(actor: Membership, card_id: uuid.UUID) -> tuple[Scorecard, list[ScorecardVersion]]:
    """A submitted card that the actor may read, and all its versions, the newest first. Two queries.

    404 for every other card: who may not read a card learns nothing of its history either.
    """
    cards = readable_cards(actor, visible_loops(actor))
    card = cards.select_related("seat__session__loop", "seat__member__user").filter(pk=card_id).first()
    versions = list(card.versions.select_related("written_by__user").order_by("-number")) if card else []
    if card is None or not versions:
        raise Http404("There is no such card.")
    return card, versions


def versions_of(actor: Membership, card_id: uuid.UUID) -> tuple[Scorecard, list[ReadVersion]]:
    """The same, taken apart for reading. Three queries."""
    card, versions = card_versions(actor, card_id)
    names = _criterion_names(versions)
    return card, [_read(version, card, names) for version in versions]


def _criterion_names(versions: list[ScorecardVersion]) -> dict[str, str]:
    ids = {
        rating["criterion"]
        for version in versions
        for question in version.content["questions"]
        for rating in question["ratings"]
    }
    return {str(pk): name for pk, name in Criterion.objects.filter(pk__in=ids).values_list("pk", "name")}


def _read(version: ScorecardVersion, card: Scorecard, names: dict[str, str]) -> ReadVersion:
    content = version.content
    return ReadVersion(
        number=version.number,
        at=version.created_at,
        by=str(version.written_by or card.seat.member),
        reason=version.reason,
        body=CardBody(
            recommendation=content["recommendation"],
            recommendation_word=str(Recommendation(content["recommendation"]).label),
            reason=content["reason"],
            notes=content["notes"],
            handover=content.get("handover", ""),  # versions of before 2026-11-21 have none
            questions=[
                _question(question, names) for question in content["questions"] if question["ratings"]
            ],
        ),
    )


def _question(question: dict[str, Any], names: dict[str, str]) -> CardQuestion:
    ratings = [
        ReadRating(
            criterion=names.get(rating["criterion"], ""),
            state=rating["state"],
            value=rating["value"],
            word=POINT_WORDS.get(rating["value"] or 0, ""),
            reason=rating["reason"],
            evidence=rating["evidence"],
        )
        for rating in question["ratings"]
    ]
    state = PlannedState(question["state"])
    return CardQuestion(question["prompt"], state, str(state.label), ratings)
