"""Which topic is met in which session, by whom, and what is missing: plain values in, a table out."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

Parents = Mapping[uuid.UUID, uuid.UUID | None]
NOBODY = "nobody yet"


@dataclass(frozen=True)
class Column:
    """A session: the topic and minutes of each of its questions, the minimums of its stage, who leads it."""

    title: str
    minutes: int
    questions: tuple[tuple[uuid.UUID | None, int], ...]
    minimums: Mapping[uuid.UUID, int] = field(default_factory=dict)
    lead: str = ""  # empty: nobody yet


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
    """A topic over all sessions; `depth` says how far below the top of the tree it is shown.

    `askers` are the leads of the sessions that ask it. `people` are how many different ones that makes, a
    session without a lead counted as one of its own; `twice`: two are wanted.
    """

    topic: str
    depth: int
    cells: tuple[Cell, ...]
    count: int
    askers: tuple[str, ...] = ()
    people: int = 0
    twice: bool = False

    @property
    def once_only(self) -> bool:
        """Whether two people are to ask it, and do not."""
        return self.twice and self.people < 2


@dataclass(frozen=True)
class Matrix:
    """Topics × sessions with who leads each, and the minutes used of each session."""

    titles: tuple[str, ...]
    lines: tuple[Line, ...]
    minutes: tuple[tuple[int, int], ...]  # used, of
    leads: tuple[str, ...] = ()

    @property
    def heads(self) -> list[tuple[str, str]]:
        """Title and lead of each session."""
        return list(zip(self.titles, self.leads, strict=True))

    def missing(self, place: int) -> list[str]:
        """What the session at this place lacks, in few words each."""
        short = [(line.topic, line.cells[place]) for line in self.lines]
        return [f"{topic}: {cell.words}" for topic, cell in short if cell.count < cell.needed]

    @property
    def lacks(self) -> list[str]:
        """Everything that is missing in the loop, in sentences."""
        told = [
            f"{title}: {words}" for place, title in enumerate(self.titles) for words in self.missing(place)
        ]
        told += [
            f"{line.topic}: to be asked by two different people, {line.people or 'none'} so far"
            for line in self.lines
            if line.once_only
        ]
        return told


def matrix(
    columns: Sequence[Column],
    names: Mapping[uuid.UUID, str],
    parents: Parents,
    twice: Collection[uuid.UUID] = (),
) -> Matrix:
    """A line for each topic that a question is on or that a rule names, below its nearest such topic.

    `twice` are the topics that two different people are to ask.
    """
    shown = {topic for column in columns for topic, _ in column.questions if topic}
    shown |= {topic for column in columns for topic in column.minimums} | set(twice)
    lines = []
    for topic in sorted(shown, key=lambda topic: _path(topic, names, parents)):
        depth = sum(above in shown for above in _upward(topic, parents)[1:])
        lines.append(_line(names.get(topic, ""), depth, columns, topic, parents, twice=topic in twice))
    if any(topic is None for column in columns for topic, _ in column.questions):
        lines.append(_line("No topic", 0, columns, None, parents))
    used = tuple((sum(minutes for _, minutes in column.questions), column.minutes) for column in columns)
    leads = tuple(column.lead for column in columns)
    return Matrix(tuple(column.title for column in columns), tuple(lines), used, leads)


def _line(
    name: str,
    depth: int,
    columns: Sequence[Column],
    topic: uuid.UUID | None,
    parents: Parents,
    *,
    twice: bool = False,
) -> Line:
    cells = tuple(_cell(column, topic, parents) for column in columns)
    leads = [column.lead for column, cell in zip(columns, cells, strict=True) if cell.count]
    named = dict.fromkeys(lead for lead in leads if lead)
    unknown = leads.count("")
    return Line(
        topic=name,
        depth=depth,
        cells=cells,
        count=sum(cell.count for cell in cells),
        askers=(*named, *([NOBODY] if unknown else [])),
        people=len(named) + unknown,
        twice=twice,
    )


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
