"""What a packet's page shows of its data: spread, disagreements, means. Asks no query: fit for frozen ones.

Counted are the rated values of submitted cards from counting seats. Not assessed is never a number; the cards
of those in training are shown and never counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from scoring.enums import POINT_WORDS, Recommendation
from scoring.packet_parts import Asked, Cell, Line, Part, Summary, part_of, value_of
from scoring.pictures_packet import Dots, dots
from scoring.snapshot import Packet

AT_THE_BAR = 3  # the point that says so, see POINT_WORDS; the bar where a blueprint names none
DISAGREEMENT = 2  # points between two interviewers on the same question and criterion
FOR_HIRING = (Recommendation.YES, Recommendation.STRONG_YES)


@dataclass(frozen=True)
class Side:
    """Those who gave the same value, each with the evidence that they wrote."""

    value: int
    cells: list[Cell]

    @property
    def word(self) -> str:
        """The value's word on the scale."""
        return POINT_WORDS[self.value]


@dataclass(frozen=True)
class Disagreement:
    """Two points or more between interviewers on the same criterion of the same question, now or at first."""

    asked: Asked
    line: Line
    sides: list[Side]  # lowest value first

    @property
    def gap(self) -> int:
        """Points between the ends, as they stand or as they were first, whichever is more."""
        return max(self.line.gap, self.line.first_gap)

    @property
    def amended(self) -> bool:
        """Whether any of them says something else than at first."""
        return any(cell.first for cell in self.line.cells)

    @property
    def closed(self) -> bool:
        """Whether amendments have brought them together since."""
        return self.line.gap < DISAGREEMENT


@dataclass(frozen=True)
class Rater:
    """A column of the grid: one interviewer's cards that count, or theirs that do not."""

    name: str
    counted: bool
    cards: list[Packet]


@dataclass(frozen=True)
class GridRow:
    """One criterion over the whole loop: its bar, each rater's mean, all counted values, now and at first."""

    name: str
    cells: list[tuple[Rater, Summary]]
    summary: Summary
    first: Summary
    bar: int | None  # None: of packets that know of none

    @property
    def picture(self) -> Dots:
        """All counted values as dots on the scale, the mean and the bar through them."""
        return dots(self.summary.values, self.bar)

    @property
    def first_mean(self) -> float | None:
        """The mean of what was said first, where that is another one."""
        return self.first.mean if self.first.mean != self.summary.mean else None


@dataclass(frozen=True)
class Spread:
    """All that the page needs besides the packet itself."""

    cards: list[Packet]
    parts: list[Part]
    raters: list[Rater]
    grid: list[GridRow]
    disagreements: list[Disagreement]
    summary: Summary
    first: Summary  # of what was said first
    votes: list[tuple[str, str, int]] = field(default_factory=list)  # code, word, how many
    split: bool = False  # some for and some against
    split_first: bool = False  # the same of what was recommended first
    amended: int = 0  # ratings that say something else than they said first


def spread_of(packet: Packet) -> Spread:
    """Everything on the page that follows from the packet's data."""
    cards = packet["cards"]
    parts = [part_of(session, cards) for session in packet["sessions"]]
    lines = [(asked, line) for part in parts for asked in part.questions for line in asked.lines]
    raters = _raters(cards)
    found = [_disagreement(asked, line) for asked, line in lines]
    found = [one for one in found if one.gap >= DISAGREEMENT]
    counted = [card["recommendation"] for card in cards if card["counted"]]
    return Spread(
        cards=cards,
        parts=parts,
        raters=raters,
        grid=_grid(packet, raters, [line for _, line in lines]),
        disagreements=sorted(found, key=lambda one: -one.gap),
        summary=Summary([value for _, line in lines for value in line.summary.values]),
        first=Summary([value for _, line in lines for value in line.first.values]),
        votes=[(code, str(code.label), counted.count(code)) for code in Recommendation if code in counted],
        split=_is_split(counted),
        split_first=_is_split(first_recommendation(card) for card in cards if card["counted"]),
        amended=sum(bool(cell.first) for _, line in lines for cell in line.cells),
    )


def first_recommendation(card: Packet) -> str:
    """The recommendation as first handed in, of a card in a packet of any format."""
    known = {"first_recommendation": ""} | card  # format 1 has none
    return str(known["first_recommendation"] or card["recommendation"])


def _is_split(recommended: Iterable[str]) -> bool:
    return len({code in FOR_HIRING for code in recommended if code}) > 1


def _disagreement(asked: Asked, line: Line) -> Disagreement:
    by_value: dict[int, list[Cell]] = {}
    for cell in line.cells:
        value = value_of(cell.rating) if cell.rating and cell.card["counted"] else None
        if value is not None:
            by_value.setdefault(int(value), []).append(cell)
    return Disagreement(asked, line, [Side(value, cells) for value, cells in sorted(by_value.items())])


def _raters(cards: list[Packet]) -> list[Rater]:
    """By interviewer, in the order of their first card."""
    found: dict[tuple[str, bool], list[Packet]] = {}
    for card in cards:
        found.setdefault((card["interviewer"], card["counted"]), []).append(card)
    return [Rater(own[0]["name"], counted, own) for (_, counted), own in found.items()]


def _grid(packet: Packet, raters: list[Rater], lines: Iterable[Line]) -> list[GridRow]:
    bars = {one["id"]: one["points"] for one in packet["bars"]} if "bars" in packet else None
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.criterion["id"], []).append(line)
    rows = [
        GridRow(
            name=of_one[0].criterion["name"],
            cells=[(rater, _of_rater(rater, of_one)) for rater in raters],
            summary=Summary([value for line in of_one for value in line.summary.values]),
            first=Summary([value for line in of_one for value in line.first.values]),
            bar=None if bars is None else bars.get(key, AT_THE_BAR),
        )
        for key, of_one in found.items()
    ]
    return sorted(rows, key=lambda row: row.name)


def _of_rater(rater: Rater, lines: list[Line]) -> Summary:
    own = {card["id"] for card in rater.cards}
    cells = [cell for line in lines for cell in line.cells if cell.card["id"] in own]
    return Summary([value_of(cell.rating) for cell in cells if cell.rating])
