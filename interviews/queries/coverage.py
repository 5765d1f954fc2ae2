"""Which topic is met in which session: plain values in, a table out."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Parents = Mapping[uuid.UUID, uuid.UUID | None]


@dataclass(frozen=True)
class Column:
    """A session: the topic and minutes of each of its questions, and the minimums that its stage sets."""

    title: str
    minutes: int
    questions: tuple[tuple[uuid.UUID | None, int], ...]
    minimums: Mapping[uuid.UUID, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """How a session covers a topic, sub-topics included. `state`: covered, partial, missing, or empty."""

    count: int
    minutes: int
    needed: int
    state: str

    @property
    def words(self) -> str:
        """What the cell says."""
        if self.state == "covered":
            return f"{self.count} · {self.minutes} min"
        return f"{self.count} of {self.needed}" if self.state else ""


@dataclass(frozen=True)
class Line:
    """A topic over all sessions; `depth` says how far below the top of the tree it is shown."""

    topic: str
    depth: int
    cells: tuple[Cell, ...]
    count: int


@dataclass(frozen=True)
class Matrix:
    """Topics × sessions, and the minutes used of each session."""

    titles: tuple[str, ...]
    lines: tuple[Line, ...]
    minutes: tuple[tuple[int, int], ...]  # used, of


def matrix(columns: Sequence[Column], names: Mapping[uuid.UUID, str], parents: Parents) -> Matrix:
    """A line for each topic that a question is on or that a minimum names, below its nearest such topic."""
    shown = {topic for column in columns for topic, _ in column.questions if topic}
    shown |= {topic for column in columns for topic in column.minimums}
    lines = []
    for topic in sorted(shown, key=lambda topic: _path(topic, names, parents)):
        cells = tuple(_cell(column, topic, parents) for column in columns)
        depth = sum(above in shown for above in _upward(topic, parents)[1:])
        lines.append(Line(names.get(topic, ""), depth, cells, sum(cell.count for cell in cells)))
    if any(topic is None for column in columns for topic, _ in column.questions):
        cells = tuple(_cell(column, None, parents) for column in columns)
        lines.append(Line("No topic", 0, cells, sum(cell.count for cell in cells)))
    used = tuple((sum(minutes for _, minutes in column.questions), column.minutes) for column in columns)
    return Matrix(tuple(column.title for column in columns), tuple(lines), used)


def _cell(column: Column, topic: uuid.UUID | None, parents: Parents) -> Cell:
    found = [minutes for own, minutes in column.questions if own == topic or topic in _upward(own, parents)]
    needed = column.minimums.get(topic, 0) if topic else 0
    count = len(found)
    state = ""
    if count:
        state = "covered" if count >= needed else "partial"
    elif needed:
        state = "missing"
    return Cell(count, sum(found), needed, state)


def _upward(topic: uuid.UUID | None, parents: Parents) -> list[uuid.UUID]:
    found: list[uuid.UUID] = []
    while topic is not None and topic not in found:
        found.append(topic)
        topic = parents.get(topic)
    return found


def _path(topic: uuid.UUID, names: Mapping[uuid.UUID, str], parents: Parents) -> list[str]:
    return [names.get(above, "").casefold() for above in reversed(_upward(topic, parents))]
