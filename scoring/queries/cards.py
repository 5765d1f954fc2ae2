"""Scorecards as they are read: own and colleagues', always through the gate."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts.models import Membership
from interviews.access import visible_loops
from interviews.models import Loop, Session
from scoring.enums import POINT_WORDS
from scoring.models import Rating, Scorecard, ScorecardVersion
from scoring.visibility import after_reading, counts, readable_cards
from scoring.wording import verdict_words


@dataclass(frozen=True)
class ReadRating:
    """What one card says of one criterion; `first` is what it said first, in words, where that differs."""

    criterion: str
    state: str
    value: int | None
    word: str  # of the value
    reason: str
    evidence: str
    first: str = ""


@dataclass(frozen=True)
class CardQuestion:
    """What one card says of one question."""

    prompt: str
    state: str
    state_word: str
    ratings: list[ReadRating]


@dataclass(frozen=True)
class CardBody:
    """All that a card says, but for its author's private note."""

    recommendation: str
    recommendation_word: str
    reason: str
    notes: str
    handover: str
    questions: list[CardQuestion]
    first_word: str = ""  # the recommendation that it gave first, where that differs


@dataclass(frozen=True)
class ReadCard:
    """A submitted card, for reading."""

    card: Scorecard
    author: str
    counts: bool
    after_reading: bool  # its author had opened the others' cards before
    entered: str  # who typed it in from paper and for whom, a sentence; empty: its author wrote it here
    body: CardBody
    amendments: list[ScorecardVersion]  # oldest first, without their content


def with_ratings(cards: QuerySet[Scorecard]) -> QuerySet[Scorecard]:
    """The cards of a gate's answer with seat, author, ratings and `amendments` loaded: three queries."""
    ratings = Rating.objects.select_related("criterion", "planned__revision").order_by(
        "planned__position", "planned__created_at", "criterion__name"
    )
    return with_amendments(cards).prefetch_related(Prefetch("ratings", queryset=ratings))


def with_amendments(cards: QuerySet[Scorecard]) -> QuerySet[Scorecard]:
    """The cards of a gate's answer with seat and author, and as `amendments` their later versions."""
    later = ScorecardVersion.objects.filter(number__gt=1).defer("content").order_by("number")
    return cards.select_related("seat__session", "seat__member__user", "entered_by__user").prefetch_related(
        Prefetch("versions", queryset=later, to_attr="amendments")
    )


def cards_of_loop(actor: Membership, loop: Loop) -> QuerySet[Scorecard]:
    """Every card of the loop that the actor may read, by session and seat, ratings loaded."""
    cards = with_ratings(readable_cards(actor, loop))
    return cards.order_by("seat__session__position", "seat__kind", "seat__created_at")


def loop_of_colleague(actor: Membership, card_id: uuid.UUID) -> Loop | None:
    """The loop of a card that the actor may read and did not write; None if it is their own. One query."""
    cards = readable_cards(actor, visible_loops(actor)).exclude(seat__member=actor)
    card = cards.select_related("seat__session__loop").filter(pk=card_id).first()
    return card.seat.session.loop if card else None


def cards_after(actor: Membership, session: Session) -> tuple[ReadCard | None, list[ReadCard]]:
    """The actor's own card of this session, and the others' cards of the loop as far as they may be read."""
    cards = list(cards_of_loop(actor, session.loop))
    own = [card for card in cards if card.seat.member_id == actor.pk and card.seat.session_id == session.pk]
    others = [card for card in cards if card.seat.member_id != actor.pk]
    return (read_card(own[0]) if own else None), [read_card(card) for card in others]


def read_card(card: Scorecard) -> ReadCard:
    """A card whose ratings and amendments are loaded, taken apart by question."""
    amended = card.first_recommendation not in ("", card.recommendation)
    return ReadCard(
        card=card,
        author=str(card.seat.member),
        counts=counts(card),
        after_reading=after_reading(card),
        entered=entered_words(card),
        body=CardBody(
            recommendation=card.recommendation,
            recommendation_word=card.get_recommendation_display(),
            reason=card.reason,
            notes=card.notes,
            handover=card.handover,
            questions=_by_question(card.ratings.all()),
            first_word=card.get_first_recommendation_display() if amended else "",
        ),
        amendments=vars(card)["amendments"],  # loaded by with_amendments
    )


def entered_words(card: Scorecard) -> str:
    """That a card was entered from paper, by whom and for whom; empty for one that was written here."""
    if card.entered_by is None:
        return ""
    return f"Entered from paper by {card.entered_by} for {card.seat.member}."


def is_amended(rating: Rating) -> bool:
    """Whether it says something else than it said first."""
    first = (rating.first_state, rating.first_value)
    return rating.first_state is not None and first != (rating.state, rating.value)


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
        found[planned.pk].ratings.append(_read(rating))
    return list(found.values())


def _read(rating: Rating) -> ReadRating:
    return ReadRating(
        criterion=rating.criterion.name,
        state=rating.state,
        value=rating.value,
        word=POINT_WORDS.get(rating.value or 0, ""),
        reason=rating.reason,
        evidence=rating.evidence,
        first=verdict_words(rating.first_state, rating.first_value) if is_amended(rating) else "",
    )
