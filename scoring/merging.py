"""What becomes of an edit that arrives: the rules of merging. Pure.

An edit names its client (one browser tab), a sequence that rises within it, a field, a value, and the base:
the version of the field that the writer had before them. Versions of a card rise by one with each applied
edit.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from scoring.card_fields import CardField


class Outcome(Enum):
    """What to do with an edit. All four are acknowledged: the server has it."""

    APPLY = "apply"
    REPLAY = "replay"  # it was here before
    SUPERSEDED = "superseded"  # the same client has since sent a later text for this field
    CONFLICT = "conflict"  # someone else wrote another text in between; both are kept


@dataclass(frozen=True)
class Sent:
    """One edit as it arrived, checked."""

    sequence: int
    field: CardField
    value: str
    base: int


@dataclass
class Journal:
    """What the server holds of one card's edits, as far as a batch of one client's needs it."""

    arrived: set[int]  # sequences of this client that are here
    latest: dict[str, int] = field(default_factory=dict)  # field -> this client's highest sequence for it
    others: dict[str, int] = field(
        default_factory=dict
    )  # field -> the highest version another client gave it

    def has_all(self, sent: Iterable[Sent]) -> bool:
        """Whether every one of these is here already."""
        return all(one.sequence in self.arrived for one in sent)

    def judge(self, sent: Sent, stored: str) -> Outcome:
        """Notes the edit as arrived and says what to do with it; `stored` is the field's value now.

        A later save never overwrites a text that its writer had not seen. A client does not conflict with
        itself: its own earlier edits are what it built on, even while it does not know their versions because
        the answer was lost.
        """
        if sent.sequence in self.arrived:
            return Outcome.REPLAY
        self.arrived.add(sent.sequence)
        name = sent.field.name
        if sent.sequence < self.latest.get(name, -1):
            return Outcome.SUPERSEDED
        self.latest[name] = sent.sequence
        if self.others.get(name, 0) > sent.base and sent.value != stored:
            return Outcome.CONFLICT
        return Outcome.APPLY
