"""A card in memory while edits are put into it: one way to read and set a field by its name."""

import uuid

from scoring.card_fields import CardField
from scoring.enums import RatingState
from scoring.models import Rating, Scorecard

Pair = tuple[uuid.UUID, uuid.UUID]


class Draft:
    """A card with those of its ratings that matter now. Nothing is written here."""

    def __init__(self, card: Scorecard, ratings: list[Rating]) -> None:
        self.card = card
        self.rows: dict[Pair, Rating] = {(r.planned_id, r.criterion_id): r for r in ratings}
        self.changed: dict[Pair, Rating] = {}

    def value(self, field: CardField) -> str:
        """What stands in the field now; empty when nothing does."""
        if field.pair is None:
            return str(getattr(self.card, field.part))
        rating = self.rows.get(field.pair)
        if rating is None:
            return ""
        if field.part == "rating":
            return str(rating.value) if rating.value else rating.state
        return rating.evidence if field.part == "evidence" else rating.reason

    def put(self, field: CardField, value: str) -> None:
        """Sets the field to a value that `clean_value` has passed."""
        if field.pair is None:
            setattr(self.card, field.part, value)
            return
        rating = self.rows.setdefault(field.pair, self._new_rating(field.pair))
        if field.part == "evidence":
            rating.evidence = value
        elif field.part == "not_assessed_reason":
            rating.reason = value
        elif value in ("", RatingState.NOT_ASSESSED):
            rating.state, rating.value = value, None
        else:
            rating.state, rating.value = RatingState.RATED, int(value)
        self.changed[field.pair] = rating

    def _new_rating(self, pair: Pair) -> Rating:
        planned, criterion = pair
        return Rating(
            organization_id=self.card.organization_id,
            scorecard=self.card,
            planned_id=planned,
            criterion_id=criterion,
        )
