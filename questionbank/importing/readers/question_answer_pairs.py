"""Pairs: a line 'Q: ...' or 'Question 3: ...', then 'A: ...' or 'Answer: ...', in several languages.

Label and text may stand on different lines and labels may be headings or bold. The prompt is the first
paragraph after the label; what else stands before the answer (code, a table) begins the answer.
"""

import re
from dataclasses import dataclass, replace

from ..answers.bodies import Style
from ..assembling import CLEAR_MAJORITY, assemble
from ..options import find_options, options_at
from ..pair_labels import answer_label, fits, question_label
from ..prompts import clean_prompt
from ..reading import Mark, Reading
from ..sections import find_sections
from ..shapes import HEADING, MAX_PROMPT, bullet
from ..source import Source

NAME = "question-answer-pairs"
MAX_OPTION, MIN_ALONE = 6, 3
SAME_LINE = re.compile(
    r"^(?P<prompt>.{3,}?[?？])\s+\**(?:A|Ans|Answer|Antwort|Respuesta|Resposta|R|Réponse|Ответ|答)\s*[:：]\**\s*(?P<answer>\S.*)$"
)


@dataclass(frozen=True)
class Pair:
    """A question's label on a line (from 0) with what stands beside it, and the answer's line and text."""

    line: int
    letter: str
    number: str | None
    text: str
    answer_line: int | None = None
    answer: str = ""


def score(source: Source) -> float:
    """Return the number of questions that an answer follows; less where answers carry no label.

    Headings with a label for the question alone are left to the reader of headings.
    """
    pairs = _pairs(source)
    paired = sum(1 for pair in pairs if pair.answer_line is not None)
    if paired and paired >= CLEAR_MAJORITY * len(pairs):
        return 0.92 * paired
    alone = sum(1 for pair in pairs if not HEADING.match(source.lines[pair.line]))
    return 0.65 * alone if alone >= MIN_ALONE else 0.0


def read(source: Source) -> Reading:
    """Read the pairs under their headings."""
    pairs = _pairs(source)
    stops = [*(pair.line for pair in pairs), len(source)][1:]
    found = (_mark(source, pair, stop) for pair, stop in zip(pairs, stops, strict=True))
    marks = [mark for mark in found if mark.prompt]
    sections = find_sections(source, marks, restarting=False)
    return assemble(source, marks, sections, Style(unfenced=not source.fences))


def _pairs(source: Source) -> list[Pair]:
    return source.once(_find_pairs)


def _find_pairs(source: Source) -> list[Pair]:
    """Return the pairs; letters other than Q only count where most of them have their answer."""
    opened = []
    for at, line in enumerate(source.lines):
        label = None if source.blank[at] or source.fenced[at] else question_label(line)
        if label:
            opened.append(Pair(at, *label))
    kept = []
    for letter in dict.fromkeys(pair.letter for pair in opened):
        group = _answered(source, [pair for pair in opened if pair.letter == letter])
        paired = sum(1 for pair in group if pair.answer_line is not None)
        if letter in ("", "Q") or paired >= CLEAR_MAJORITY * len(group):
            kept += group
    return _answered(source, sorted(kept, key=lambda pair: pair.line))


def _answered(source: Source, pairs: list[Pair]) -> list[Pair]:
    stops = [*(pair.line for pair in pairs), len(source)][1:]
    return [_with_answer(source, pair, stop) for pair, stop in zip(pairs, stops, strict=True)]


def _with_answer(source: Source, pair: Pair, stop: int) -> Pair:
    if pair.answer_line == pair.line:
        return pair
    same = SAME_LINE.match(pair.text) if len(pair.text) < MAX_PROMPT else None
    if same:
        return replace(pair, text=same["prompt"], answer_line=pair.line, answer=same["answer"])
    for at in range(pair.line + 1, stop):
        label = None if source.blank[at] or source.fenced[at] else answer_label(source.lines[at])
        if label and fits(pair.letter, label[0]) and not _is_option(source, at, label[0]):
            return replace(pair, answer_line=at, answer=label[1].strip())
    return replace(pair, answer_line=None)


def _is_option(source: Source, at: int, letter: str) -> bool:
    """'A. rose' above 'B. grass' is the first option, not the answer."""
    return letter == "A" and bool(options_at(source, at, min(len(source), at + MAX_OPTION)))


def _mark(source: Source, pair: Pair, stop: int) -> Mark:
    """Return where the question starts: its prompt, its lines up to the answer, what begins the answer."""
    if pair.answer_line == pair.line:
        return Mark(pair.line, pair.line, clean_prompt(pair.text), pair.number, rest=pair.answer)
    end = stop if pair.answer_line is None else pair.answer_line
    last, prompt = _prompt(source, pair, end)
    mark = Mark(pair.line, last, prompt, pair.number)
    if pair.answer_line is None or find_options(source, last + 1, end):
        return mark
    between = "\n".join(source.lines[last + 1 : end]).strip("\n")
    rest = "\n\n".join(part for part in (between, pair.answer) if part.strip())
    return replace(mark, last=pair.answer_line, rest=rest)


def _prompt(source: Source, pair: Pair, end: int) -> tuple[int, str]:
    """Return the last line of the prompt and the prompt: the first paragraph after the label."""
    at, parts = pair.line, [pair.text] if pair.text else []
    if not parts:
        start = source.next_text(pair.line + 1, end)
        if start is None or source.fenced[start]:
            return pair.line, ""
        at, parts = start, [HEADING.sub(r"\g<text>", source.lines[start]).strip()]
    while at + 1 < end and _goes_on(source, at + 1, parts):
        at += 1
        parts.append(source.lines[at].strip())
    return at, clean_prompt(" ".join(parts))


def _goes_on(source: Source, at: int, parts: list[str]) -> bool:
    line = source.lines[at]
    if source.blank[at] or source.fenced[at] or bullet(line) or line.lstrip()[:1] in ("|", "#", ">", "<"):
        return False
    fits_in = len(line) + sum(map(len, parts)) < MAX_PROMPT
    return fits_in and not options_at(source, at, min(at + MAX_OPTION, len(source)))
