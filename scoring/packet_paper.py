"""A packet on paper: all that the page says, with the evidence; the digest at the foot of every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scoring.packet_gaps import Gaps
from scoring.packet_paper_grid import grid
from scoring.packet_paper_questions import interview
from scoring.packet_words import Adjusted
from scoring.printing.paper import MARGIN, SMALL, SOFT, TINY, Paper
from scoring.snapshot import Packet
from scoring.spread import Disagreement, Spread


@dataclass(frozen=True)
class PrintedPacket:
    """Everything on the paper. `votes` and `decision` hold what the reader may read of them."""

    packet: Packet
    digest: str
    name: str  # the candidate's, for who may know it
    standing: str
    made_at: datetime
    spread: Spread
    gaps: Gaps
    adjusted: Adjusted | None
    votes: Sequence[str] = ()  # sentences
    decision: Sequence[tuple[str, str]] = ()  # what, and what it says


class PacketPaper(Paper):
    """Paper with a digest at the foot of every page."""

    digest = ""

    def footer(self) -> None:
        """As always, and below it the digest in full."""
        super().footer()
        self.set_xy(MARGIN, self.h - 9.5)
        self.text_font(TINY, color=SOFT)
        self.cell(0, 4, f"Digest {self.digest}")


def packet_pdf(printed: PrintedPacket) -> bytes:
    """The packet as a PDF."""
    loop = printed.packet["loop"]
    who = f"{loop['candidate']}  ·  {loop['level']}"
    paper = PacketPaper(title=f"Packet: {who}", about=f"{who}  ·  {loop['name']}", made_at=printed.made_at)
    paper.digest = printed.digest
    paper.title_line(who)
    paper.words(loop["name"], 12, "B", after=2)
    paper.facts(_facts(printed))
    _remarks(paper, printed)
    _texts(paper, "Decision", printed.decision)
    _spread(paper, printed)
    _adjusted(paper, printed.adjusted)
    _gaps(paper, printed.gaps)
    for part in printed.spread.parts:
        interview(paper, part)
    for card in printed.packet["cards"]:
        _card(paper, card)
    if printed.votes:
        paper.heading("Votes", room=20)
        for words in printed.votes:
            paper.words(words, SMALL, after=0.8)
    return bytes(paper.output())


def _facts(printed: PrintedPacket) -> list[tuple[str, str]]:
    loop, recused = printed.packet["loop"], printed.packet.get("recused", 0)
    return [
        ("Candidate", f"{loop['candidate']} · {printed.name}" if printed.name else loop["candidate"]),
        ("Opening", loop["opening"]),
        ("Blueprint", loop.get("blueprint", "")),
        ("State", printed.standing),
        ("Cards", f"{len(printed.packet['cards'])} in, {len(printed.packet['missing'])} missing"),
        ("Recused", f"{recused} interviewer{'' if recused == 1 else 's'}" if recused else ""),
    ]


def _remarks(paper: Paper, printed: PrintedPacket) -> None:
    missing = ", ".join(f"{one['name']} ({one['session']})" for one in printed.packet["missing"])
    if missing:
        paper.words(f"Still owed by {missing}.", SMALL, after=1)
    for one in printed.packet.get("overrides", []):
        words = f"{one['name']} read the cards before handing in their own: {one['reason']}"
        paper.words(words, SMALL, after=1)


def _texts(paper: Paper, title: str, texts: Sequence[tuple[str, str]]) -> None:
    if texts:
        paper.heading(title)
    for label, text in texts:
        paper.label(label)
        paper.words(text)


def _spread(paper: Paper, printed: PrintedPacket) -> None:
    spread = printed.spread
    paper.heading("Spread", room=40)
    if spread.disagreements:
        number = len(spread.disagreements)
        words = f"{number} disagreement{'' if number == 1 else 's'} of two points or more"
        paper.words(words, style="B")
        for one in spread.disagreements:
            _disagreement(paper, one)
    else:
        paper.words("Nowhere do two interviewers differ by two points or more on the same question.")
    counts = ", ".join(f"{number} × {word.lower()}" for _, word, number in spread.votes)
    if counts:
        sides = "are split" if spread.split else "point one way"
        paper.words(f"The recommendations {sides}: {counts}.", style="B")
    grid(paper, spread)


def _disagreement(paper: Paper, one: Disagreement) -> None:
    paper.keep(24)
    closed = "; closed by amendment since" if one.closed else ""
    paper.label(f"{one.line.criterion['name']}, {one.asked.place.lower()}: {one.gap} points apart{closed}")
    for side in one.sides:
        for cell in side.cells:
            first = f" (amended; first: {cell.first})" if cell.first else ""
            said = (cell.rating or {}).get("evidence") or "No evidence written."
            paper.words(
                f"{side.value}, {side.word.lower()}: {cell.card['name']}{first}. {said}", SMALL, after=1
            )


def _adjusted(paper: Paper, found: Adjusted | None) -> None:
    if found is None:
        return
    paper.heading("Adjusted values inform, they do not decide", room=20)
    if found.fair is None:
        paper.words(found.why_not, SMALL)
    else:
        fair = found.fair
        interval = f"95 % interval {fair.low:.2f} to {fair.high:.2f}, {fair.n} ratings of this candidate"
        paper.words(f"Fair average {fair.value:.2f} ({interval}).", SMALL)
    for words in found.reasons:
        paper.words(words, SMALL, after=0.8)
    if found.run:
        of = f" of {found.made:%d %B %Y, %H:%M} UTC" if found.made else ""
        paper.words(f"Run {found.run['number']}{of}.", SMALL, color=SOFT)


def _gaps(paper: Paper, gaps: Gaps) -> None:
    rows = [f"No rating on the topic {topic}." for topic in gaps.topics]
    rows += [f"No rating of the criterion {name}." for name in gaps.criteria]
    for asked in gaps.unasked:
        why = f": {asked.question['reason']}" if asked.question["reason"] else ""
        rows.append(f"{asked.place} {asked.question['state_word'].lower()}{why}")
    for one in gaps.not_assessed:
        rows.append(
            f"{one.criterion} not assessed, {one.asked.place.lower()}, {one.card['name']}: {one.reason}"
        )
    if rows:
        paper.heading("Left open", room=18)
    for words in rows:
        paper.words(words, SMALL, after=0.8)


def _card(paper: Paper, card: Packet) -> None:
    paper.heading(f"{card['name']}: {card['recommendation_word'].lower()}", room=24)
    marks = [f"{card['seat_word']}, {card['session_title']}"]
    if not card["counted"]:
        marks.append("written after reading, not counted" if card.get("after_reading") else "not counted")
    marks += [text.rstrip(".") for text in (card.get("late"), card.get("entered")) if text]
    if card.get("first_recommendation_word"):
        marks.append(f"first: {card['first_recommendation_word'].lower()}")
    paper.words(" · ".join(marks), SMALL, color=SOFT)
    paper.words(card["reason"])
    for one in card.get("amendments", []):
        paper.words(f"Amended on {one['at'][:10]}: {one['reason']}", SMALL, after=0.8)
    if card["notes"]:
        paper.label("Notes")
        paper.words(card["notes"])
