"""What a packet does not tell: criteria that nobody assessed and why, topics and questions left out. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from interviews.enums import PlannedState
from scoring.enums import RatingState
from scoring.packet_parts import Asked
from scoring.snapshot import Packet
from scoring.spread import Spread


@dataclass(frozen=True)
class NotAssessed:
    """One criterion of one question that a card leaves open, with the reason that it gives."""

    asked: Asked
    criterion: str
    card: Packet
    reason: str


@dataclass(frozen=True)
class Gaps:
    """Everything that was left open, gathered."""

    not_assessed: list[NotAssessed]
    topics: list[str]  # that were to be covered; no counted card rates anything on them
    criteria: list[str]  # that were to be rated; no counted card does
    unasked: list[Asked]  # skipped, or planned and never asked

    @property
    def any(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.not_assessed or self.topics or self.criteria or self.unasked)


def gaps_of(packet: Packet, spread: Spread) -> Gaps:
    """Of a packet of any format; those before 3 know nothing of topics and bars."""
    asked = [asked for part in spread.parts for asked in part.questions]
    found = [one for part in asked for one in _not_assessed(part)]
    rated = {row.name for row in spread.grid if row.summary.n}
    wanted = {row.name for row in spread.grid} | {one["name"] for one in packet.get("bars", [])}
    unasked = (PlannedState.SKIPPED, PlannedState.PLANNED)
    return Gaps(
        not_assessed=found,
        topics=packet.get("uncovered_topics", []),
        criteria=sorted(wanted - rated),
        unasked=[one for one in asked if one.question["state"] in unasked],
    )


def _not_assessed(asked: Asked) -> Iterable[NotAssessed]:
    for line in asked.lines:
        for cell in line.cells:
            if cell.rating and cell.rating["state"] == RatingState.NOT_ASSESSED:
                yield NotAssessed(asked, line.criterion["name"], cell.card, cell.rating["reason"])
