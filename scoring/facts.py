"""Facts of a session as edits name them, and when they happened. Pure: asks no database.

`mark:<planned>` with "asked", "planned" or "skipped:<reason>"; `hint:<planned>:<number>` with "given" or ""
(taken back). A fact is not part of a card: it happened once, to everyone in the session.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from scoring.card_fields import BadField, storable

MARKS = ("asked", "planned")
SKIPPED = "skipped:"
LONGEST_AGE = 31 * 24 * 60 * 60 * 1000  # milliseconds; older than any session that still takes marks


@dataclass(frozen=True)
class Fact:
    """One fact as it arrived, checked. `hint` is None for a mark; `age` in milliseconds."""

    sequence: int
    planned: uuid.UUID
    hint: int | None
    value: str
    base: int
    age: int

    @property
    def name(self) -> str:
        """As edits name it."""
        return f"mark:{self.planned}" if self.hint is None else f"hint:{self.planned}:{self.hint}"

    @property
    def state(self) -> str:
        """What a mark says of the question."""
        return "skipped" if self.value.startswith(SKIPPED) else self.value

    @property
    def reason(self) -> str:
        """Why a question was skipped."""
        return self.value.removeprefix(SKIPPED) if self.value.startswith(SKIPPED) else ""

    def happened(self, now: datetime) -> datetime:
        """When it happened by our clock: the device's own counts only how long ago that was."""
        return now - timedelta(milliseconds=self.age)


def is_fact(name: object) -> bool:
    """Whether an edit of this name tells a fact of the session."""
    return isinstance(name, str) and name.startswith(("mark:", "hint:"))


def read_fact(name: str, value: object, *, sequence: int, base: int, age: int) -> Fact:
    """Takes a fact apart; raises BadField when there is no such fact."""
    kind, _, rest = name.partition(":")
    planned, _, number = rest.partition(":")
    try:
        hint = int(number) if kind == "hint" else None
        fact = Fact(sequence, uuid.UUID(planned), hint, _clean(kind, value), base, age)
    except ValueError as error:
        raise error if isinstance(error, BadField) else BadField("A session has no such fact.") from None
    if fact.name != name:  # one spelling only, so that a fact has one history
        raise BadField("A session has no such fact.")
    return fact


def age_of(now: object, at: object) -> int:
    """How many milliseconds before it was sent something happened, by the device's clock; 0 if unknown."""
    if not _is_time(now) or not _is_time(at):
        return 0
    return int(min(max(now - at, 0), LONGEST_AGE))  # type: ignore[operator]  # both are numbers, as just seen


def _clean(kind: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadField("The value must be a text.")
    if kind == "hint" and value not in ("given", ""):
        raise BadField("A hint is given, or empty for taken back.")
    if kind == "mark" and value not in MARKS and not value.startswith(SKIPPED):
        raise BadField("A mark is asked, planned, or skipped: with the reason after it.")
    return storable(value)


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e18
