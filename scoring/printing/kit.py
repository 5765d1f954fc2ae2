"""The kit of one interview on paper: what to ask, what to look for, and a card to fill in by hand."""

from dataclasses import dataclass, field
from datetime import datetime

from scoring.printing.paper import ACCENT, BOX, GROUND, HAIR, LEAD, SMALL, SOFT, TINY, WRITING, Paper
from scoring.printing.prose import prose

EVIDENCE_LINES, NOTE_LINES, REASON_LINES = 3, 6, 4
GAP = 3.0  # mm between the points of a scale
LONGEST_ANCHOR = 600  # characters; longer ones are set one below the other


@dataclass(frozen=True)
class KitPoint:
    """One point of the scale: its number, its word, and what it looks like on this criterion."""

    value: int
    word: str
    anchor: str = ""


@dataclass(frozen=True)
class KitCriterion:
    """What is rated on a question."""

    name: str
    weight: int
    points: tuple[KitPoint, ...]


@dataclass(frozen=True)
class KitQuestion:
    """One planned question. Texts are Markdown. `answer` and `key` stay empty unless asked for."""

    prompt: str
    meta: tuple[str, ...] = ()  # topic, level, difficulty
    minutes: int = 0
    options: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    answer: str = ""
    key: tuple[str, ...] = ()  # of a choice question: the texts of the right options
    criteria: tuple[KitCriterion, ...] = ()


@dataclass(frozen=True)
class Kit:
    """Everything on the paper of one interview."""

    title: str
    candidate: str
    level: str
    minutes: int
    code: str  # by it the card is found when it is typed in
    made_at: datetime
    recommendations: tuple[str, ...]
    purpose: str = ""
    when: str = ""
    place: str = ""
    panel: tuple[str, ...] = ()
    handovers: tuple[str, ...] = ()  # what those who interviewed before left for the reader
    interviewer: str = ""  # whose card it is; empty: a line to write the name on
    questions: tuple[KitQuestion, ...] = field(default=())


def kit_pdf(kit: Kit) -> bytes:
    """The kit as a PDF."""
    about = f"{kit.candidate}  ·  {kit.title}  ·  {kit.code}"
    paper = Paper(title=f"Kit: {kit.title}", about=about, made_at=kit.made_at)
    _head(paper, kit)
    for number, question in enumerate(kit.questions, start=1):
        _question(paper, question, number, len(kit.questions))
    _verdict(paper, kit)
    return bytes(paper.output())


def _head(paper: Paper, kit: Kit) -> None:
    top = paper.get_y()
    _code_box(paper, kit.code)
    paper.set_xy(paper.l_margin, top)
    paper.set_right_margin(60)
    paper.title_line(kit.title)
    paper.words(kit.candidate, 12, "B", after=2)
    paper.set_right_margin(paper.l_margin)
    paper.set_y(max(paper.get_y(), top + 21))
    paper.facts(
        [
            ("Level", kit.level),
            ("Time", f"{kit.minutes} minutes" + (f", {kit.when}" if kit.when else "")),
            ("Place", kit.place),
            ("Panel", ", ".join(kit.panel)),
        ]
    )
    if kit.purpose:
        paper.label("Purpose")
        prose(paper, kit.purpose)
    if kit.handovers:
        paper.label("From those who interviewed before")
        for note in kit.handovers:
            paper.words(note)
    paper.label("Interviewer", room=14)
    if kit.interviewer:
        paper.words(kit.interviewer, after=2)
    else:
        paper.writing_lines(1)
    paper.words(
        "Tick what became of each question and one box for each criterion. Beside it write what was said or "
        "done, in the candidate's words where you can: evidence first, judgement after. A colleague may type "
        f"this card in for you under the code {kit.code}; until then keep it to yourself.",
        SMALL,
        color=SOFT,
        after=3,
    )


def _code_box(paper: Paper, code: str) -> None:
    width, height = 40.0, 17.0
    x, y = paper.w - paper.r_margin - width, paper.get_y()
    paper.set_draw_color(*ACCENT)
    paper.set_line_width(0.3)
    paper.rect(x, y, width, height, round_corners=True, corner_radius=1)
    paper.column(x + 3, y + 3, width - 6, "Code of this interview", TINY, color=SOFT)
    paper.column(x + 3, y + 8, width - 6, code, 14, "B", ACCENT)


def _question(paper: Paper, question: KitQuestion, number: int, count: int) -> None:
    minutes = f"{question.minutes} min" if question.minutes else ""
    paper.heading(f"Question {number} of {count}", room=60)
    meta = "  ·  ".join(part for part in (*question.meta, minutes) if part)
    if meta:
        paper.set_y(paper.get_y() - 1)
        paper.words(meta, SMALL, color=SOFT)
    prose(paper, question.prompt, 11)
    for letter, text in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", question.options, strict=False):
        prose(paper, f"{letter}.  {text}")
    paper.space(1)
    paper.choices(["Asked", "Skipped, because"], line=True)
    _asides(paper, question)
    for criterion in question.criteria:
        _criterion(paper, criterion)


def _asides(paper: Paper, question: KitQuestion) -> None:
    for title, items in (("Probes", question.probes), ("Red flags", question.red_flags)):
        if items:
            paper.label(title)
            prose(paper, "\n".join(_bullet(item) for item in items), 9)
    if question.hints:
        paper.label("Hints: tick what you gave")
        for hint in question.hints:
            paper.keep(8)
            paper.box(paper.l_margin, paper.get_y() + 0.4)
            with paper.indented(BOX + 2):
                prose(paper, hint, 9)
    if question.key:
        paper.label("Right")
        paper.words("\n".join(question.key), 9)
    if question.answer:
        paper.label("Model answer")
        with paper.indented(4):
            prose(paper, question.answer, 9, SOFT)


def _bullet(text: str) -> str:
    first, *rest = text.strip().split("\n")
    return "\n".join([f"- {first}", *(f"  {line}" for line in rest)])


def _criterion(paper: Paper, criterion: KitCriterion) -> None:
    weight = f"  (weight {criterion.weight})" if criterion.weight != 1 else ""
    width = (paper.w - 2 * paper.l_margin - GAP * (len(criterion.points) - 1)) / len(criterion.points)
    tall = any(len(point.anchor) > LONGEST_ANCHOR for point in criterion.points)
    height = 0.0 if tall else _height(paper, criterion, width)
    paper.keep(14 if tall else height + 22 + EVIDENCE_LINES * WRITING)
    paper.space(1.5)
    paper.words(f"{criterion.name}{weight}", 10, "B", after=1)
    if tall:
        _points_below_each_other(paper, criterion)
    else:
        _points_beside_each_other(paper, criterion, width, height)
    paper.choices(["Not assessed, because"], line=True)
    paper.label("Evidence: what was said or done", room=WRITING + 4)
    paper.set_y(paper.get_y() - 2)
    paper.writing_lines(EVIDENCE_LINES)


def _height(paper: Paper, criterion: KitCriterion, width: float) -> float:
    texts = [point.anchor for point in criterion.points if point.anchor]
    return max([paper.height_of(text, width - 4, TINY) for text in texts], default=0) + 11


def _points_beside_each_other(paper: Paper, criterion: KitCriterion, width: float, height: float) -> None:
    y = paper.get_y()
    for place, point in enumerate(criterion.points):
        x = paper.l_margin + place * (width + GAP)
        paper.set_fill_color(*GROUND)
        paper.set_draw_color(*HAIR)
        paper.set_line_width(0.2)
        paper.rect(x, y, width, height, style="DF", round_corners=True, corner_radius=0.8)
        paper.box(x + 2, y + 2, 4.2)
        paper.column(x + 8, y + 1.7, width - 9, f"{point.value}", 11, "B")
        paper.column(x + 12, y + 2.4, width - 13, point.word, TINY, "B")
        if point.anchor:
            paper.column(x + 2, y + 8.5, width - 4, point.anchor, TINY, color=SOFT)
    paper.set_xy(paper.l_margin, y + height + 2.5)


def _points_below_each_other(paper: Paper, criterion: KitCriterion) -> None:
    for point in criterion.points:
        paper.keep(SMALL * LEAD * 2)
        paper.box(paper.l_margin, paper.get_y() + 0.3)
        with paper.indented(BOX + 2):
            paper.words(f"{point.value}  {point.word}", SMALL, "B", after=0.5)
            if point.anchor:
                paper.words(point.anchor, TINY, color=SOFT)


def _verdict(paper: Paper, kit: Kit) -> None:
    paper.heading("Notes", room=NOTE_LINES * WRITING + 12)
    paper.set_y(paper.get_y() - 2)
    paper.writing_lines(NOTE_LINES)
    paper.label("To who interviews next: what to cover, not what you thought", room=2 * WRITING + 6)
    paper.writing_lines(2)
    paper.heading("Recommendation", room=REASON_LINES * WRITING + 34)
    paper.words("Your judgement, not a sum of the ratings.", SMALL, color=SOFT, after=2)
    paper.choices(kit.recommendations)
    paper.label("Reason")
    paper.writing_lines(REASON_LINES)
    paper.label("Signed, date", room=WRITING + 6)
    paper.writing_lines(1)
