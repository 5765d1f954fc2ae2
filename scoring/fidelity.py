"""How much of an interview's plan was delivered. Pure: looks at rows that were fetched.

The plan is what was planned when the interview began. Each place of it counts once, and by questions, not by
minutes: a question is what candidates are compared by. What became of a place:

- as planned: the question that stood there was asked;
- within the rules: another was asked in its place that breaks no rule of the loop, so that topic, level and
  limits are those of the plan;
- against a rule: another was asked in its place although it breaks one, with a person's reason;
- skipped: neither was asked, and somebody said why;
- open: nothing is said of it yet.

No kind is worth a part of another: how much a replacement costs the comparison nobody knows, so the kinds are
shown apart. Two shares sum them up: `kept`, asked as planned; and `covered`, that or replaced within the
rules. Another order changes neither.
"""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from interviews.enums import PlannedState

AS_PLANNED, WITHIN, AGAINST, SKIPPED, OPEN = range(5)


class Place(Protocol):
    """What is looked at of a planned question."""

    pk: uuid.UUID
    state: str  # of interviews.enums.PlannedState
    override: str
    minutes: int
    created_at: datetime

    @property
    def replaced_by_id(self) -> uuid.UUID | None:
        """The question that came in its place."""


@dataclass(frozen=True)
class Fidelity:
    """Counts of the plan's places, which sum up to `planned`; minutes as planned and, if known, as used."""

    planned: int
    as_planned: int
    within: int
    against: int
    skipped: int
    open: int
    minutes: int
    used: int | None

    @property
    def kept(self) -> int | None:
        """Per cent of the plan asked as it stood; None for an empty plan."""
        return self._share(self.as_planned)

    @property
    def covered(self) -> int | None:
        """Per cent of the plan asked as it stood or replaced within the rules; None for an empty plan."""
        return self._share(self.as_planned + self.within)

    def _share(self, count: int) -> int | None:
        return round(100 * count / self.planned) if self.planned else None


def fidelity_of(
    questions: Iterable[Place], *, minutes: int, began: datetime | None, used: int | None = None
) -> Fidelity:
    """What became of the plan of an interview of so many `minutes`, of which `used` have gone by.

    `questions`: all rows of the interview, those replaced too; what came in after it `began` is no place of
    its own but stands in another's.
    """
    rows = {row.pk: row for row in questions}
    plan = [row for row in rows.values() if _planned_at(row, rows, began)]
    found = Counter(_outcome(row, rows) for row in plan)
    return Fidelity(
        planned=len(plan),
        as_planned=found[AS_PLANNED],
        within=found[WITHIN],
        against=found[AGAINST],
        skipped=found[SKIPPED],
        open=found[OPEN],
        minutes=minutes,
        used=used,
    )


def _planned_at(row: Place, rows: dict[uuid.UUID, Place], began: datetime | None) -> bool:
    """Whether the question stood in the plan at that moment."""
    if row.state != PlannedState.REPLACED:
        return not _came_since(row, began)
    instead = rows.get(row.replaced_by_id) if row.replaced_by_id else None
    return instead is not None and not _came_since(row, began) and _came_since(instead, began)


def _came_since(row: Place, began: datetime | None) -> bool:
    return began is not None and row.created_at > began


def _outcome(row: Place, rows: dict[uuid.UUID, Place]) -> int:
    last = row
    while last.replaced_by_id in rows:
        last = rows[last.replaced_by_id]
    if last.state != PlannedState.ASKED:
        return SKIPPED if last.state == PlannedState.SKIPPED else OPEN
    if last.pk == row.pk:
        return AS_PLANNED
    return AGAINST if last.override else WITHIN
