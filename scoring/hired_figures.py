"""What a decision's snapshot says of somebody who was hired, in figures for studies of validity. Pure.

Votes and recommendations are on the scale 1 (strong no) to 4 (strong yes); who abstained gives no number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from scoring.enums import Recommendation
from scoring.snapshot import Packet, packet_in, protocol_in
from scoring.spread import first_recommendation

POINTS = {str(one): point for point, one in enumerate(Recommendation, start=1)}
Z_95 = 1.959964  # an interval's half in standard errors


@dataclass(frozen=True)
class HiredFigures:
    """As of the decision; None where nothing was given, or not shown."""

    votes: int
    votes_mean: float | None
    votes_spread: int | None  # points between the highest and the lowest
    recommendations: str  # as first handed in, lowest first, with blanks between
    recommendations_mean: float | None
    ratings: int
    raw_mean: float | None
    fair: float | None  # of the run that was read, where adjusted values were shown
    fair_error: float | None


def figures_of(snapshot: Packet) -> HiredFigures:
    """The figures of a snapshot of any format. Cards that do not count enter none of them."""
    packet, protocol = packet_in(snapshot), protocol_in(snapshot)
    cards = {card["id"]: card for card in packet["cards"] if card["counted"]}
    votes = _last_votes(protocol)
    given = sorted(
        POINTS[first] for card in cards.values() if (first := first_recommendation(card)) in POINTS
    )
    words = {point: name for name, point in POINTS.items()}
    values = _values(packet, set(cards))
    fair, error = _fair(packet)
    return HiredFigures(
        votes=len(votes),
        votes_mean=_mean(votes),
        votes_spread=max(votes) - min(votes) if votes else None,
        recommendations=" ".join(words[point] for point in given),
        recommendations_mean=_mean(given),
        ratings=len(values),
        raw_mean=_mean(values),
        fair=fair,
        fair_error=error,
    )


def _last_votes(protocol: Packet) -> list[int]:
    """The last vote of each member in the round in which it was decided, without abstentions."""
    last: dict[str, str] = {}
    for vote in protocol.get("votes", []):
        if vote["round"] == protocol["round"]:
            last[vote["member"]] = vote["ballot"]
    return [POINTS[ballot] for ballot in last.values() if ballot in POINTS]


def _values(packet: Packet, counted: set[str]) -> list[int]:
    return [
        rating["value"]
        for session in packet["sessions"]
        for question in session["questions"]
        for criterion in question["criteria"]
        for card, rating in criterion["ratings"].items()
        if card in counted and rating["value"] is not None
    ]


def _fair(packet: Packet) -> tuple[float | None, float | None]:
    measure: dict[str, Any] = (packet.get("adjusted") or {}).get("candidate") or {}
    fair, low, high = (measure.get(name) for name in ("fair", "low", "high"))
    if fair is None or low is None or high is None:
        return fair, None
    return fair, round((high - low) / (2 * Z_95), 3)


def _mean(values: Sequence[float]) -> float | None:
    return round(fmean(values), 3) if values else None
