"""What a packet's page shows of its data: spread, disagreements, means. Asks no query: fit for frozen ones.

Counted are the rated values of submitted cards from counting seats. Not assessed is never a number; the cards
of those in training are shown and never counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from django.utils.safestring import SafeString

from accounts.ground.markdown import render_markdown
from scoring.enums import POINT_WORDS, RatingState, Recommendation
from scoring.snapshot import Packet
from scoring.wording import verdict_words

DISAGREEMENT = 2  # points between two interviewers on the same question and criterion
FOR_HIRING = (Recommendation.YES, Recommendation.STRONG_YES)


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
class Line:
    """One criterion of one question, with every card of the session side by side."""

    criterion: Packet
    cells: list[Cell]
    summary: Summary
    gap: int  # between the highest and the lowest counted value
    first_gap: int = 0  # the same of what was said first


@dataclass(frozen=True)
class Asked:
    """One planned question as the page shows it."""

    position: int
    question: Packet
    lines: list[Line]

    @property
    def prompt(self) -> SafeString:
        """The prompt as it was asked, rendered safely."""
        return render_markdown(self.question["prompt"])

    @property
    def rated(self) -> bool:
        """Whether any card says something on it."""
        return any(cell.rating for line in self.lines for cell in line.cells)

    @property
    def anchored(self) -> bool:
        """Whether any of its criteria has anchors."""
        return any(line.criterion["anchors"] for line in self.lines)


@dataclass(frozen=True)
class Part:
    """One session: its cards, its questions."""

    session: Packet
    cards: list[Packet]
    questions: list[Asked]


@dataclass(frozen=True)
class Disagreement:
    """Two points or more between interviewers on the same criterion of the same question, now or at first."""

    asked: Asked
    line: Line
    given: list[tuple[int, list[str]]]  # value and who gave it, lowest first; who amended it, with the first
    amended: bool = False

    @property
    def gap(self) -> int:
        """Points between the ends, as they stand or as they were first, whichever is more."""
        return max(self.line.gap, self.line.first_gap)

    @property
    def closed(self) -> bool:
        """Whether amendments have brought them together since."""
        return self.line.gap < DISAGREEMENT


@dataclass(frozen=True)
class GridRow:
    """One criterion over the whole loop: each card's mean, and all counted values."""

    name: str
    cells: list[tuple[Packet, Summary]]
    summary: Summary


@dataclass(frozen=True)
class Spread:
    """All that the page needs besides the packet itself."""

    cards: list[Packet]
    parts: list[Part]
    grid: list[GridRow]
    disagreements: list[Disagreement]
    summary: Summary
    votes: list[tuple[str, str, int]] = field(default_factory=list)  # code, word, how many
    split: bool = False  # some for and some against
    split_first: bool = False  # the same of what was recommended first
    amended: int = 0  # ratings that say something else than they said first


def spread_of(packet: Packet) -> Spread:
    """Everything on the page that follows from the packet's data."""
    cards = packet["cards"]
    parts = [_part(session, cards) for session in packet["sessions"]]
    lines = [(asked, line) for part in parts for asked in part.questions for line in asked.lines]
    found = [_disagreement(asked, line) for asked, line in lines]
    found = [one for one in found if one.gap >= DISAGREEMENT]
    counted = [card["recommendation"] for card in cards if card["counted"]]
    return Spread(
        cards=cards,
        parts=parts,
        grid=_grid(cards, [line for _, line in lines]),
        disagreements=sorted(found, key=lambda one: -one.gap),
        summary=Summary([value for _, line in lines for value in line.summary.values]),
        votes=[(code, str(code.label), counted.count(code)) for code in Recommendation if code in counted],
        split=_is_split(counted),
        split_first=_is_split(_first_recommendation(card) for card in cards if card["counted"]),
        amended=sum(bool(cell.first) for _, line in lines for cell in line.cells),
    )


def _first_recommendation(card: Packet) -> str:
    known = {"first_recommendation": ""} | card  # format 1 has none
    return str(known["first_recommendation"] or card["recommendation"])


def _is_split(recommended: Iterable[str]) -> bool:
    return len({code in FOR_HIRING for code in recommended if code}) > 1


def _part(session: Packet, cards: list[Packet]) -> Part:
    own = [card for card in cards if card["session"] == session["id"]]
    asked = [
        Asked(position, question, [_line(criterion, own) for criterion in question["criteria"]])
        for position, question in enumerate(session["questions"], start=1)
    ]
    return Part(session, own, asked)


def _line(criterion: Packet, cards: list[Packet]) -> Line:
    cells = [Cell(card, criterion["ratings"].get(card["id"])) for card in cards]
    summary = Summary([_value(cell.rating) for cell in cells if cell.rating and cell.card["counted"]])
    first = Summary([_first_value(cell.rating) for cell in cells if cell.rating and cell.card["counted"]])
    return Line(criterion, cells, summary, _gap(summary), _gap(first))


def _gap(summary: Summary) -> int:
    return int(max(summary.rated) - min(summary.rated)) if summary.rated else 0


def _value(rating: Packet) -> float | None:
    return rating["value"] if rating["state"] == RatingState.RATED else None


def _first_value(rating: Packet) -> float | None:
    return _value(rating.get("first") or rating)


def _disagreement(asked: Asked, line: Line) -> Disagreement:
    by_value: dict[int, list[str]] = {}
    for cell in line.cells:
        value = _value(cell.rating) if cell.rating and cell.card["counted"] else None
        if value is not None:
            name = f"{cell.card['name']} (amended; first: {cell.first})" if cell.first else cell.card["name"]
            by_value.setdefault(int(value), []).append(name)
    return Disagreement(asked, line, sorted(by_value.items()), any(cell.first for cell in line.cells))


def _grid(cards: list[Packet], lines: Iterable[Line]) -> list[GridRow]:
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        row = found.setdefault(line.criterion["id"], {"name": line.criterion["name"], "cards": {}, "all": []})
        row["all"] += line.summary.values
        for cell in line.cells:
            if cell.rating:
                row["cards"].setdefault(cell.card["id"], []).append(_value(cell.rating))
    return [
        GridRow(
            row["name"],
            [(card, Summary(row["cards"].get(card["id"], []))) for card in cards],
            Summary(row["all"]),
        )
        for row in sorted(found.values(), key=lambda row: row["name"])
    ]
