"""A scorecard on paper: everything it says, the first verdict beside a later one."""

from dataclasses import dataclass
from datetime import datetime

from scoring.printing.paper import ACCENT, GROUND, INK, LEAD, SMALL, SOFT, TINY, Paper
from scoring.printing.prose import prose

LONGEST_BESIDE = 1_200  # characters; longer evidence stands below its row
NAME_WIDTH, VERDICT_WIDTH, GAP = 38.0, 42.0, 4.0  # mm, the columns of a rating


@dataclass(frozen=True)
class PrintedRating:
    """What the card says of one criterion, in words; `first`: what it said first, where that differs."""

    criterion: str
    verdict: str
    first: str = ""
    reason: str = ""  # why it was not assessed
    evidence: str = ""


@dataclass(frozen=True)
class PrintedQuestion:
    """What the card says of one question. The prompt is Markdown."""

    prompt: str
    state: str
    ratings: tuple[PrintedRating, ...]


@dataclass(frozen=True)
class PrintedCard:
    """Everything on the paper of one card. `private_note` is empty unless its author asked for it."""

    title: str
    candidate: str
    author: str
    seat: str
    standing: str  # "Draft", "Submitted on 3 May 2026, 10:12 UTC"
    made_at: datetime
    recommendation: str
    first_recommendation: str = ""
    reason: str = ""
    remarks: tuple[str, ...] = ()  # from paper, amended, in training
    questions: tuple[PrintedQuestion, ...] = ()
    notes: str = ""
    handover: str = ""
    private_note: str = ""


def card_pdf(card: PrintedCard) -> bytes:
    """The card as a PDF."""
    about = f"{card.candidate}  ·  {card.title}  ·  {card.author}"
    paper = Paper(title=f"Scorecard: {card.title}", about=about, made_at=card.made_at)
    paper.title_line(card.title)
    paper.words(card.candidate, 12, "B", after=2)
    paper.facts([("Scorecard of", f"{card.author}, {card.seat}"), ("State", card.standing)])
    for remark in card.remarks:
        paper.words(remark, SMALL, color=SOFT, after=0.8)
    _recommendation(paper, card)
    for number, question in enumerate(card.questions, start=1):
        _question(paper, question, number)
    for title, text in (
        ("Notes", card.notes),
        ("To who interviews next", card.handover),
        ("Private note: for its author alone", card.private_note),
    ):
        if text:
            paper.heading(title, room=20)
            paper.words(text)
    return bytes(paper.output())


def _recommendation(paper: Paper, card: PrintedCard) -> None:
    paper.heading("Recommendation", room=26)
    paper.words(
        card.recommendation or "None yet", 13, "B", ACCENT if card.recommendation else SOFT, after=0.5
    )
    if card.first_recommendation:
        paper.words(f"First: {card.first_recommendation.lower()}. Amended later.", SMALL, color=SOFT)
    if card.reason:
        paper.words(card.reason, after=2)


def _question(paper: Paper, question: PrintedQuestion, number: int) -> None:
    paper.heading(f"Question {number}: {question.state.lower()}", room=34)
    prose(paper, question.prompt)
    for rating in question.ratings:
        _rating(paper, rating)
    if not question.ratings:
        paper.words("Nothing was said of it.", SMALL, color=SOFT)


def _rating(paper: Paper, rating: PrintedRating) -> None:
    """One row: criterion, verdict, and beside them the evidence; a long one goes on below, over the pages."""
    wide = paper.w - paper.l_margin - paper.r_margin - NAME_WIDTH - VERDICT_WIDTH - 2 * GAP
    said = "\n".join(text for text in (rating.reason, rating.evidence) if text)
    verdict = rating.verdict + (f"\nfirst: {rating.first}" if rating.first else "")
    is_long = len(said) > LONGEST_BESIDE
    height = max(
        paper.height_of(rating.criterion, NAME_WIDTH, SMALL, "B"),
        paper.height_of(verdict, VERDICT_WIDTH, SMALL, "B"),
        paper.height_of(said, wide, SMALL) if said and not is_long else 0,
    )
    paper.keep(30 if is_long else height + 5)
    y = paper.get_y() + 1.5
    paper.set_fill_color(*GROUND)
    paper.write_line(paper.l_margin, y - 1.2)
    x = paper.l_margin
    ends = [paper.column(x, y, NAME_WIDTH, rating.criterion, SMALL, "B")]
    ends.append(paper.column(x + NAME_WIDTH + GAP, y, VERDICT_WIDTH, _sentence(rating.verdict), SMALL))
    if rating.first:
        first = f"First: {rating.first}"
        ends.append(paper.column(x + NAME_WIDTH + GAP, ends[1], VERDICT_WIDTH, first, TINY, color=SOFT))
    if said and not is_long:
        ends.append(paper.column(x + NAME_WIDTH + VERDICT_WIDTH + 2 * GAP, y, wide, said, SMALL, color=INK))
    paper.set_xy(x, max(ends) + SMALL * LEAD * 0.3)
    if said and is_long:
        paper.words(said, SMALL)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
