"""The fields of a scorecard as edits name them, and what may stand in each. Pure: asks no database.

`recommendation`, `reason`, `notes`, `private_note`, `handover`, and for each criterion of each planned
question `rating:<planned>:<criterion>`, `evidence:<planned>:<criterion>` and
`not_assessed_reason:<planned>:<criterion>`. While a submitted card is amended, `amendment_reason` too.
"""

import re
import uuid
from dataclasses import dataclass

from scoring.enums import RatingState, Recommendation

TEXT_LIMIT = 20_000  # characters
RATING_VALUES = ("", "1", "2", "3", "4", RatingState.NOT_ASSESSED.value)
CARD_PARTS = ("recommendation", "reason", "notes", "private_note", "handover")
AMENDMENT_REASON = "amendment_reason"  # stands in the amendment and its version, never on the card
RATING_PARTS = ("rating", "evidence", "not_assessed_reason")
HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")  # of a surrogate pair


class BadField(ValueError):
    """A field or value that no card has; the text says why, for a person."""


@dataclass(frozen=True)
class CardField:
    """One field of a card, taken apart. Card-wide fields have neither planned question nor criterion."""

    part: str
    planned: uuid.UUID | None = None
    criterion: uuid.UUID | None = None

    @property
    def name(self) -> str:
        """As edits name it."""
        return field_name(self.part, *self.pair) if self.pair else self.part

    @property
    def pair(self) -> tuple[uuid.UUID, uuid.UUID] | None:
        """The planned question and criterion, when the field belongs to a rating."""
        if self.planned is None or self.criterion is None:
            return None
        return self.planned, self.criterion


def field_name(part: str, planned: uuid.UUID, criterion: uuid.UUID) -> str:
    """The name of a rating's field."""
    return f"{part}:{planned}:{criterion}"


def parse_field(name: object) -> CardField:
    """Takes a field's name apart; raises BadField when a card has no such field."""
    if not isinstance(name, str):
        raise BadField("An edit names its field.")
    if name in (*CARD_PARTS, AMENDMENT_REASON):
        return CardField(part=name)
    part, _, rest = name.partition(":")
    planned, _, criterion = rest.partition(":")
    if part in RATING_PARTS:
        try:
            field = CardField(part=part, planned=uuid.UUID(planned), criterion=uuid.UUID(criterion))
        except ValueError:
            field = None
        if field and field.name == name:  # one spelling only, so that a field has one history
            return field
    raise BadField("A scorecard has no such field.")


def pair_fields(pair: tuple[uuid.UUID, uuid.UUID]) -> list[str]:
    """The names of all fields of a rating."""
    return [field_name(part, *pair) for part in RATING_PARTS]


def clean_value(field: CardField, value: object) -> str:
    """The value as it is stored: line ends as \\n. Raises BadField when it cannot stand in this field."""
    if not isinstance(value, str):
        raise BadField("The value must be a text.")
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if field.part == "rating" and text not in RATING_VALUES:
        raise BadField("A rating is 1, 2, 3, 4, not_assessed, or empty.")
    if field.part == "recommendation" and text and text not in Recommendation.values:
        raise BadField("A recommendation is strong_no, no, yes, strong_yes, or empty.")
    return storable(text)


def storable(text: str) -> str:
    """The text itself; raises BadField when it is too long or holds what no table can keep."""
    if len(text) > TEXT_LIMIT:
        raise BadField(f"This text has {len(text):,} characters; {TEXT_LIMIT:,} is the most.")
    if "\x00" in text or HALF_A_CHARACTER.search(text):
        raise BadField("This text contains a character that cannot be stored.")
    return text
