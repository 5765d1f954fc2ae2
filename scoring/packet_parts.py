"""One interview of a packet as page and paper show it: questions, criteria, what each card says. No query.

Counted are the rated values of submitted cards from counting seats. Not assessed is never a number; the cards
of those in training are shown and never counted.
"""

from dataclasses import dataclass
from statistics import fmean

from django.utils.safestring import SafeString

from accounts.ground.markdown import render_markdown
from interviews.enums import PlannedState
from scoring.enums import POINT_WORDS, RatingState
from scoring.fidelity import Fidelity
from scoring.snapshot import Packet
from scoring.wording import verdict_words


@dataclass(frozen=True)
class Summary:
    """The mean of what was rated, with how much that is."""

    values: list[float | None]  # None: not assessed

    @property
    def rated(self) -> list[float]:
        """The numbers among them."""
        return [value for value in self.values if value is not None]

    @property
    def n(self) -> int:
        """How many were rated."""
        return len(self.rated)

    @property
    def not_assessed(self) -> int:
        """How many were not."""
        return len(self.values) - self.n

    @property
    def mean(self) -> float | None:
        """None where nothing was rated, never 0."""
        return fmean(self.rated) if self.rated else None

    @property
    def width(self) -> int:
        """Points between the highest and the lowest."""
        return int(max(self.rated) - min(self.rated)) if self.rated else 0


@dataclass(frozen=True)
class Cell:
    """What one card says of one criterion of one question; `rating` is None where it says nothing."""

    card: Packet
    rating: Packet | None

    @property
    def word(self) -> str:
        """The value's word on the scale."""
        return POINT_WORDS[self.rating["value"]] if self.rating and self.rating["value"] else ""

    @property
    def first(self) -> str:
        """What it said first, in words, where an amendment made it say something else."""
        found = self.rating.get("first") if self.rating else None  # packets of format 1 have none
        return verdict_words(found["state"], found["value"]) if found else ""


@dataclass(frozen=True)
class Point:
    """One point of a criterion: its word, what it looks like at this level, and who gave it."""

    value: int
    word: str
    anchor: str
    given: list[str]


@dataclass(frozen=True)
class Line:
    """One criterion of one question, with every card of the session side by side."""

    criterion: Packet
    cells: list[Cell]
    summary: Summary
    first: Summary  # of what was said first

    @property
    def points(self) -> list[Point]:
        """The anchors of the level, each with who gave that point; none where it has no anchors."""
        anchors = self.criterion["anchors"]
        return [
            Point(value, word, anchors.get(str(value), ""), self._given(value))
            for value, word in POINT_WORDS.items()
            if anchors
        ]

    def _given(self, value: int) -> list[str]:
        return [cell.card["name"] for cell in self.cells if cell.rating and cell.rating["value"] == value]

    @property
    def gap(self) -> int:
        """Points between the highest and the lowest counted value."""
        return self.summary.width

    @property
    def first_gap(self) -> int:
        """The same of what was said first."""
        return self.first.width


@dataclass(frozen=True)
class Asked:
    """One planned question as the page shows it."""

    position: int  # among those not replaced; 0 for one that was
    question: Packet
    lines: list[Line]
    instead: Packet | None = None  # the question that came in its place

    @property
    def place(self) -> str:
        """What it is called."""
        return f"Question {self.position}" if self.position else "Replaced question"

    @property
    def prompt(self) -> SafeString:
        """The prompt as it was asked, rendered safely."""
        return render_markdown(self.question["prompt"])

    @property
    def rated(self) -> bool:
        """Whether any card says something on it."""
        return any(cell.rating for line in self.lines for cell in line.cells)


@dataclass(frozen=True)
class Part:
    """One session: its cards, its questions."""

    session: Packet
    cards: list[Packet]
    questions: list[Asked]

    @property
    def fidelity(self) -> Fidelity | None:
        """What became of the interview's plan; None while it is not over, and of packets before format 3."""
        found = self.session.get("fidelity")
        return Fidelity(**found) if found else None


def part_of(session: Packet, cards: list[Packet]) -> Part:
    """One interview of a packet of any format, with those of its cards that are of it."""
    own = [card for card in cards if card["session"] == session["id"]]
    by_id = {question["planned"]: question for question in session["questions"]}
    asked, position = [], 0
    for question in session["questions"]:
        replaced = question["state"] == PlannedState.REPLACED
        position += not replaced
        lines = [_line(criterion, own) for criterion in question["criteria"]]
        instead = by_id.get(question.get("replaced_by") or "")
        asked.append(Asked(0 if replaced else position, question, lines, instead))
    return Part(session, own, asked)


def _line(criterion: Packet, cards: list[Packet]) -> Line:
    cells = [Cell(card, criterion["ratings"].get(card["id"])) for card in cards]
    summary = Summary([value_of(cell.rating) for cell in cells if cell.rating and cell.card["counted"]])
    first = Summary([_first_value(cell.rating) for cell in cells if cell.rating and cell.card["counted"]])
    return Line(criterion, cells, summary, first)


def value_of(rating: Packet) -> float | None:
    """What was rated; None where it was not assessed."""
    return rating["value"] if rating["state"] == RatingState.RATED else None


def _first_value(rating: Packet) -> float | None:
    return value_of(rating.get("first") or rating)
