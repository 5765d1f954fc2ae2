"""Reads a batch of edits as a browser sent it. Pure: what cannot be is said, and never stops the rest."""

import uuid
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from accounts.ground.verdict import Invalid
from scoring.card_fields import BadField, clean_value, parse_field
from scoring.facts import Fact, age_of, is_fact, read_fact
from scoring.merging import Sent

BATCH_LIMIT = 500
HIGHEST_NUMBER = 2_147_483_647  # what the columns hold


@dataclass
class Batch:
    """The edits that make sense, in the order they were made, and what is wrong with the others.

    `sent` are those of the card, `facts` what they tell of the session.
    """

    client: uuid.UUID
    sent: list[Sent] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, sequence: object, name: object, detail: str) -> None:
        """Notes why an edit cannot be taken, under its field's name."""
        shown = name[:120] if isinstance(name, str) else ""
        number = sequence if _is_number(sequence) else None
        self.errors.append({"sequence": number, "field": shown, "detail": detail})


def read_batch(client: object, edits: object, now: object = None) -> Batch:
    """Checks each edit: {"sequence", "field", "value", "base", "at"}. Raises Invalid when it is no batch.

    `now` and `at` are times by the device's clock, in milliseconds; what is no number counts as missing.
    """
    try:
        batch = Batch(client=uuid.UUID(str(client)))
    except ValueError:
        raise Invalid("The client is not a UUID.", {"client": "Must be a UUID."}) from None
    if not isinstance(edits, list):
        raise Invalid("The edits are not a list.", {"edits": "Must be a list."})
    if len(edits) > BATCH_LIMIT:
        raise Invalid(f"At most {BATCH_LIMIT} edits at once.", {"edits": f"There are {len(edits)}."})
    for row in edits:
        _read_edit(batch, row if isinstance(row, dict) else {}, now)
    batch.sent.sort(key=lambda one: one.sequence)
    batch.facts.sort(key=lambda one: one.sequence)
    return batch


def _read_edit(batch: Batch, row: dict[str, Any], now: object) -> None:
    sequence, name, base, value = row.get("sequence"), row.get("field"), row.get("base", 0), row.get("value")
    try:
        if not _is_number(sequence):
            raise BadField("An edit has a sequence, a whole number from 0.")
        if not _is_number(base):
            raise BadField("The base of an edit is a whole number from 0.")
        if is_fact(name):
            age = age_of(now, row.get("at"))
            batch.facts.append(read_fact(str(name), value, sequence=sequence, base=base, age=age))
            return
        parsed = parse_field(name)
        batch.sent.append(Sent(sequence=sequence, field=parsed, value=clean_value(parsed, value), base=base))
    except BadField as bad:
        batch.refuse(sequence, name, str(bad))


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HIGHEST_NUMBER
