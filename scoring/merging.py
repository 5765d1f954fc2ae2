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

    # This client's edits that are here: sequence -> the version it made; None if it changed nothing.
    own: dict[int, int | None] = field(default_factory=dict)
    latest: dict[str, int] = field(default_factory=dict)  # field -> this client's highest sequence for it
    mine: dict[str, int] = field(default_factory=dict)  # field -> the highest version this client gave it
    others: dict[str, int] = field(default_factory=dict)  # field -> the highest that another client gave it

    def note(self, sequence: int, name: str, version: int | None) -> None:
        """An edit of this client is here, and made this version of the field, or changed nothing."""
        self.own[sequence] = version
        self.latest[name] = max(sequence, self.latest.get(name, -1))
        self.mine[name] = max(version or 0, self.mine.get(name, 0))

    def has_all(self, sent: Iterable[Sent]) -> bool:
        """Whether every one of these is here already."""
        return all(one.sequence in self.own for one in sent)

    def judge(self, sent: Sent, stored: str) -> Outcome:
        """What to do with the edit; `stored` is the field's value now. Then `note` it.

        A later save never overwrites a text that its writer had not seen. A client does not conflict with
        itself: it built on its own earlier edits, and on what they were built on, even while it does not know
        their versions because the answer was lost.
        """
        name = sent.field.name
        if sent.sequence in self.own:
            return Outcome.REPLAY
        if sent.sequence < self.latest.get(name, -1):
            return Outcome.SUPERSEDED
        seen = max(sent.base, self.mine.get(name, 0))
        if self.others.get(name, 0) > seen and sent.value != stored:
            return Outcome.CONFLICT
        return Outcome.APPLY

    def unsettled(self, sent: Sent, stored: str) -> bool:
        """Whether this edit is here, kept as a conflict, and its client has sent nothing for the field since.

        Said with every answer: the first one may have been lost.
        """
        last = self.latest.get(sent.field.name)
        return sent.sequence == last and self.own[last] is None and sent.value != stored

    def version(self, name: str) -> int | None:
        """The version of the field that its writer may build on: the one their last edit of it made.

        None when that edit is kept as a conflict. Never another client's version: they may not have seen it.
        """
        last = self.latest.get(name)
        return None if last is None else self.own[last]
