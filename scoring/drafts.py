"""A card in memory while edits are put into it: one way to read and set a field by its name."""

import uuid

from scoring.card_fields import CardField
from scoring.enums import RatingState
from scoring.models import Amendment, Rating, Scorecard

Pair = tuple[uuid.UUID, uuid.UUID]


class Draft:
    """A card with those of its ratings that matter now. Nothing is written here.

    With an amendment, what is put goes into it and is read from it; card and ratings stay as submitted.
    """

    def __init__(self, card: Scorecard, ratings: list[Rating], amendment: Amendment | None = None) -> None:
        self.card = card
        self.amendment = amendment
        self.rows: dict[Pair, Rating] = {(r.planned_id, r.criterion_id): r for r in ratings}
        self.changed: dict[Pair, Rating] = {}

    def value(self, field: CardField) -> str:
        """What stands in the field now; empty when nothing does."""
        if self.amendment and field.name in self.amendment.values:
            return str(self.amendment.values[field.name])
        return self.submitted(field)

    def submitted(self, field: CardField) -> str:
        """What the card itself says, whatever an amendment would change."""
        if field.pair is None:
            return str(getattr(self.card, field.part, ""))  # of amendment_reason a card says nothing
        rating = self.rows.get(field.pair)
        if rating is None:
            return ""
        if field.part == "rating":
            return str(rating.value) if rating.value else rating.state
        return rating.evidence if field.part == "evidence" else rating.reason

    def put(self, field: CardField, value: str) -> None:
        """Sets the field to a value that `clean_value` has passed."""
        if self.amendment:
            self.amendment.values[field.name] = value
            return
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
