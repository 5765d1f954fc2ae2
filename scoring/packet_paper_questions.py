"""One interview of a packet on paper: its questions as they were asked, and what every card says of them."""

from collections.abc import Iterable

from scoring.packet_parts import Asked, Cell, Line, Part
from scoring.printing.paper import LEAD, SMALL, SOFT, TINY, Paper
from scoring.printing.prose import prose
from scoring.snapshot import Packet

FURTHER_IN = 5.0  # mm


def interview(paper: Paper, part: Part) -> None:
    """The interview's head, then its questions."""
    session, fidelity = part.session, part.fidelity
    paper.heading(session["title"], room=50)
    told = [f"{session['minutes']} min", session["purpose"]]
    if fidelity and fidelity.planned:
        told.append(f"{fidelity.as_planned} of {fidelity.planned} questions asked as planned")
        told += [f"{fidelity.within} replaced within the rules"] if fidelity.within else []
        told += [f"{fidelity.against} replaced against a rule"] if fidelity.against else []
        told += [f"{fidelity.skipped} skipped"] if fidelity.skipped else []
        told += [f"{fidelity.used} minutes used"] if fidelity.used is not None else []
    paper.words(" · ".join(text for text in told if text), SMALL, color=SOFT)
    for asked in part.questions:
        _question(paper, asked)


def _question(paper: Paper, asked: Asked) -> None:
    paper.label(" · ".join(_about(asked)), room=30)
    prose(paper, asked.question["prompt"])
    for letter, option in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", asked.question.get("options", []), strict=False):
        paper.words(f"{letter}  {option}", SMALL, after=0.5)
    for words in _became(asked):
        paper.words(words, SMALL, color=SOFT, after=0.8)
    with paper.indented(FURTHER_IN):
        for line in asked.lines if asked.rated else []:
            _line(paper, line)
    paper.space(2)


def _about(asked: Asked) -> Iterable[str]:
    question: Packet = asked.question
    yield asked.place
    yield from (question[name] for name in ("topic", "level") if question[name])
    yield f"revision {question['number']}"
    if question.get("minutes"):
        used = question["used"]
        yield f"{question['minutes']} min planned" if used is None else f"{used} of {question['minutes']} min"
    yield question["state_word"].lower()


def _became(asked: Asked) -> Iterable[str]:
    question: Packet = asked.question
    if question["reason"]:
        yield f"{question['state_word']}: {question['reason']}"
    if asked.instead:
        yield f"Asked instead: {asked.instead['prompt']}"
    if question.get("override"):
        yield f"Against a rule: {question['override']}"
    hints = question.get("hints") or {"given": [], "of": 0}
    if hints["of"]:
        yield f"{len(hints['given'])} of {hints['of']} hints given."
    for hint in hints["given"]:
        yield f"Hint {hint['number']}: {hint['text']}"


def _line(paper: Paper, line: Line) -> None:
    apart = f", {line.gap} points apart" if line.gap >= 2 else ""
    mean = f"mean {line.summary.mean:.1f}, n {line.summary.n}" if line.summary.n else "no rating"
    paper.keep(26)
    paper.words(f"{line.criterion['name']} ({mean}{apart})", SMALL, "B", after=0.8)
    for point in line.points:
        paper.words(f"{point.value}  {point.anchor or point.word}", TINY, color=SOFT, after=0.2)
    paper.space(TINY * LEAD * 0.3)
    for cell in line.cells:
        paper.words(_said(cell), SMALL, after=1)


def _said(cell: Cell) -> str:
    who = cell.card["name"] + ("" if cell.card["counted"] else " (not counted)")
    if not cell.rating:
        return f"{who}: nothing recorded"
    rating = cell.rating
    verdict = f"{rating['value']}, {cell.word.lower()}" if rating["value"] else "not assessed"
    first = f" (amended; first: {cell.first})" if cell.first else ""
    texts = [text for text in (rating["reason"] if not rating["value"] else "", rating["evidence"]) if text]
    return f"{who}: {verdict}{first}. {' '.join(texts)}".strip()
