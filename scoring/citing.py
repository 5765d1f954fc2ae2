"""The evidence in a packet, line by line, for decisions that refer to it. Pure; fit for frozen packets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from questionbank.content import shortened
from scoring.enums import RatingState
from scoring.snapshot import Packet
from scoring.spread import DISAGREEMENT
from scoring.wording import verdict_words


@dataclass(frozen=True)
class Evidence:
    """What one interviewer wrote on one criterion of one question; `gap`: in points, between interviewers."""

    card: str
    planned: str
    criterion: str
    name: str  # who wrote it
    session: str
    question: str
    criterion_name: str
    verdict: str
    text: str
    gap: int

    @property
    def key(self) -> str:
        """What a form sends for it."""
        return f"{self.card}:{self.planned}:{self.criterion}"

    @property
    def row(self) -> dict[str, str]:
        """What is kept of it: where it is in the packet."""
        return {"card": self.card, "planned": self.planned, "criterion": self.criterion}

    @property
    def quote(self) -> dict[str, str]:
        """What is shown of it beside a decision."""
        return self.row | {
            "name": self.name,
            "session": self.session,
            "question": self.question,
            "criterion_name": self.criterion_name,
            "verdict": self.verdict,
            "text": self.text,
        }


@dataclass(frozen=True)
class Pile:
    """All evidence on one criterion, the widest disagreements first."""

    name: str
    lines: list[Evidence]

    @property
    def apart(self) -> bool:
        """Whether interviewers differ by two points or more somewhere in it."""
        return any(line.gap >= DISAGREEMENT for line in self.lines)


def evidence_in(packet: Packet) -> list[Evidence]:
    """Everything in the packet that can be cited, as it stands in the packet."""
    cards = {card["id"]: card for card in packet["cards"]}
    return [
        Evidence(
            card=card["id"],
            planned=question["planned"],
            criterion=criterion["id"],
            name=card["name"],
            session=session["title"],
            question=shortened(question["prompt"]),
            criterion_name=criterion["name"],
            verdict=verdict_words(rating["state"], rating["value"]),
            text=rating["evidence"] or rating["reason"],
            gap=_gap(criterion, cards),
        )
        for session in packet["sessions"]
        for question in session["questions"]
        for criterion in question["criteria"]
        for card in packet["cards"]
        if (rating := criterion["ratings"].get(card["id"])) is not None
    ]


def piles_of(evidence: Iterable[Evidence]) -> list[Pile]:
    """The evidence by criterion; criteria with disagreements first, then by name."""
    found: dict[str, list[Evidence]] = {}
    for line in evidence:
        found.setdefault(line.criterion_name, []).append(line)
    piles = [Pile(name, sorted(lines, key=lambda line: -line.gap)) for name, lines in found.items()]
    return sorted(piles, key=lambda pile: (not pile.apart, pile.name))


def cited(packet: Packet, cites: Sequence[Packet]) -> list[Evidence] | None:
    """The evidence that these rows refer to, each once; None if one refers to nothing in this packet."""
    known = {line.key: line for line in evidence_in(packet)}
    keys = [f"{row.get('card')}:{row.get('planned')}:{row.get('criterion')}" for row in cites]
    if not all(key in known for key in keys):
        return None
    return [known[key] for key in dict.fromkeys(keys)]


def _gap(criterion: Packet, cards: dict[str, Packet]) -> int:
    values = [
        rating["value"]
        for card, rating in criterion["ratings"].items()
        if rating["state"] == RatingState.RATED and cards.get(card, {}).get("counted")
    ]
    return max(values) - min(values) if values else 0
