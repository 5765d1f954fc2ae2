"""Markdown with folded answers: '<details>', the prompt in '<summary>', the answer up to '</details>'."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ..answers.bodies import Style
from ..asking import strength
from ..assembling import assemble
from ..foreign import is_answer_label
from ..headings import PART, headings_of
from ..prompts import clean_prompt, key_of, split_number
from ..reading import Mark, Reading, Section
from ..shapes import MAX_PROMPT
from ..source import Source

NAME = "folded-details"
TAGS = re.compile(r"<(?P<close>/?)details\b[^<>]{0,200}>", re.IGNORECASE)
SUMMARY = re.compile(r"<summary[^<>]{0,200}>(?P<prompt>.+?)</summary>(?P<rest>.*)$", re.IGNORECASE)
TAG = re.compile(r"<[^<>]{1,80}>")
WEIGHT, NUMBERED, OTHER = 0.95, 0.6, 0.3
MIN_REPEATED, MIN_INSIDE = 3, 2


@dataclass
class _Fold:
    """A fold: where it opens, the line after it closes, what it says, and how many folds it holds."""

    first: int
    stop: int
    line: int = -1
    prompt: str = ""
    number: str | None = None
    labelled: bool = False
    rest: str = ""
    holds: int = 0

    @property
    def worth(self) -> float:
        """How surely it is a question."""
        return 1.0 if self.labelled or strength(self.prompt) else NUMBERED if self.number else OTHER


def score(source: Source) -> float:
    """Return the number of folded blocks with a prompt."""
    return WEIGHT * sum(fold.worth for fold in source.once(_prompts))


def read(source: Source) -> Reading:
    """Read the folded blocks; the tags around them are noise, headings outside them are sections."""
    marks = marks_of(source)
    return assemble(source, marks, _sections(source, marks), Style())


def marks_of(source: Source) -> list[Mark]:
    """Return the prompts alone."""
    return [
        Mark(fold.line, fold.line, fold.prompt, fold.number, rest=fold.rest, stop=fold.stop)
        for fold in source.once(_prompts)
    ]


def _sections(source: Source, marks: list[Mark]) -> list[Section]:
    inside = {at for mark in marks for at in range(mark.first, mark.stop or mark.last + 1)}
    found = [
        Section(heading.line, heading.line, heading.prompt)
        for heading in headings_of(source)
        if heading.line not in inside and heading.kind != PART
    ]
    groups = source.once(_groups)
    found += [Section(fold.line, fold.line, fold.prompt) for fold in groups if fold.line not in inside]
    found.sort(key=lambda section: section.first)
    first = headings_of(source)[:1]
    alone = bool(first) and first[0].depth == 1 and sum(h.depth == 1 for h in headings_of(source)) == 1
    is_title = alone and found and marks and found[0].first == first[0].line < marks[0].first
    return found[1:] if is_title else found


def _prompts(source: Source) -> list[_Fold]:
    """Return the folds that are questions: no fold of folds, no 'Answer', no label that is repeated."""
    folds = source.once(_folds)
    counts = Counter(key_of(fold.prompt) for fold in folds if not strength(fold.prompt))
    groups = {id(fold) for fold in source.once(_groups)}
    covered = -1
    found = []
    for fold in folds:
        repeated = counts[key_of(fold.prompt)] >= MIN_REPEATED
        if id(fold) in groups or repeated or is_answer_label(fold.prompt) or fold.line < covered:
            continue
        covered = fold.stop
        found.append(fold)
    return found


def _groups(source: Source) -> list[_Fold]:
    """Folds that hold a part of the document: several folds, or several headings that ask."""
    asking = [heading.line for heading in headings_of(source) if heading.strong]
    return [
        fold
        for fold in source.once(_folds)
        if (fold.holds >= MIN_INSIDE and strength(fold.prompt) < 2)
        or bisect_left(asking, fold.stop) - bisect_left(asking, fold.line) >= MIN_INSIDE
    ]


def _folds(source: Source) -> list[_Fold]:
    """Return the folds with a prompt in order of lines; one never closed ends where the next opens."""
    found: list[_Fold] = []
    stack: list[_Fold] = []
    for at, line in enumerate(source.lines):
        lower = line[: 3 * MAX_PROMPT].lower()
        if source.fenced[at] or ("<summary" not in lower and "details" not in lower):
            continue
        for tag in TAGS.finditer(line[: 3 * MAX_PROMPT]):
            _take_tag(tag, at, len(source), stack, found)
        summary = SUMMARY.search(line) if "<summary" in lower and len(line) < MAX_PROMPT else None
        if summary:
            _name(summary, at, len(source), stack, found)
    open_still = {id(fold) for fold in stack}
    for fold, following in pairwise(found):
        if id(fold) in open_still and following.first > fold.first:
            fold.stop = following.first
    return sorted((fold for fold in found if fold.prompt), key=lambda fold: fold.line)


def _take_tag(tag: re.Match[str], at: int, size: int, stack: list[_Fold], found: list[_Fold]) -> None:
    if not tag["close"]:
        stack.append(_Fold(at, size))
        found.append(stack[-1])
    elif stack:
        closed = stack.pop()
        closed.stop = at + 1
        if stack and closed.prompt:
            stack[-1].holds += 1


def _name(summary: re.Match[str], at: int, size: int, stack: list[_Fold], found: list[_Fold]) -> None:
    """Give the open fold its prompt; a summary outside any fold opens one."""
    fold = next((each for each in reversed(stack) if not each.prompt), None)
    if fold is None or at - fold.first > MIN_REPEATED:
        fold = next((each for each in reversed(found) if each.stop == at + 1 and not each.prompt), None)
    if fold is None:
        fold = _Fold(at, size)
        found.append(fold)
    number, labelled, prompt = split_number(clean_prompt(summary["prompt"]))
    fold.line, fold.number, fold.labelled, fold.prompt = at, number, labelled, prompt
    fold.rest = TAG.sub("", summary["rest"]).strip()
