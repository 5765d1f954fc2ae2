"""Scorecards as they are read: own and colleagues', always through the gate."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts.models import Membership
from interviews.models import Loop, Session
from scoring.enums import POINT_WORDS
from scoring.models import Rating, Scorecard
from scoring.visibility import after_reading, counts, readable_cards


@dataclass(frozen=True)
class CardQuestion:
    """What one card says of one question."""

    prompt: str
    state: str
    state_word: str
    ratings: list[Rating]  # each with `point_word`


@dataclass(frozen=True)
class ReadCard:
    """A submitted card, for reading."""

    card: Scorecard
    author: str
    counts: bool
    after_reading: bool  # its author had opened the others' cards before
    questions: list[CardQuestion]


def with_ratings(cards: QuerySet[Scorecard]) -> QuerySet[Scorecard]:
    """The cards of a gate's answer with seat, author and ratings loaded: two queries."""
    ratings = Rating.objects.select_related("criterion", "planned__revision").order_by(
        "planned__position", "planned__created_at", "criterion__name"
    )
    return cards.select_related("seat__session", "seat__member__user").prefetch_related(
        Prefetch("ratings", queryset=ratings)
    )


def cards_of_loop(actor: Membership, loop: Loop) -> QuerySet[Scorecard]:
    """Every card of the loop that the actor may read, by session and seat, ratings loaded."""
    cards = with_ratings(readable_cards(actor, loop))
    return cards.order_by("seat__session__position", "seat__kind", "seat__created_at")


def cards_after(actor: Membership, session: Session) -> tuple[ReadCard | None, list[ReadCard]]:
    """The actor's own card of this session, and the others' cards of the loop as far as they may be read."""
    cards = list(cards_of_loop(actor, session.loop))
    own = [card for card in cards if card.seat.member_id == actor.pk and card.seat.session_id == session.pk]
    others = [card for card in cards if card.seat.member_id != actor.pk]
    return (read_card(own[0]) if own else None), [read_card(card) for card in others]


def read_card(card: Scorecard) -> ReadCard:
    """A card whose ratings are loaded, taken apart by question."""
    return ReadCard(
        card=card,
        author=str(card.seat.member),
        counts=counts(card),
        after_reading=after_reading(card),
        questions=_by_question(card.ratings.all()),
    )


def _by_question(ratings: Iterable[Rating]) -> list[CardQuestion]:
    found: dict[uuid.UUID, CardQuestion] = {}
    for rating in ratings:
        planned = rating.planned
        if planned.pk not in found:
            found[planned.pk] = CardQuestion(
                prompt=planned.revision.prompt,
                state=planned.state,
                state_word=planned.get_state_display(),
                ratings=[],
            )
        rating.point_word = POINT_WORDS.get(rating.value or 0, "")  # type: ignore[attr-defined]  # for the page
        found[planned.pk].ratings.append(rating)
    return list(found.values())
