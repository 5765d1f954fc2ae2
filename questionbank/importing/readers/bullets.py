"""Lists of questions without answers: bullets, items with a number or plain lines under headings.

Which items are questions is judged by section and depth: the outermost depth at which most items ask. Items
above it that do not ask are sections ('- CSS'), items below it are follow-ups and belong to the question
above, as its answer. Lists below a heading that is itself a question are parts of an answer, lists of links
to other pages are resources unless they ask.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from ..answers.bodies import Style
from ..asking import asks, strength
from ..assembling import assemble
from ..foreign import is_about_repository, is_answer_label, is_around
from ..list_items import ListItem, list_items
from ..places import heading_labels
from ..prompts import CHECKBOX, clean_prompt, split_number
from ..reading import Mark, Reading, Section
from ..shapes import HEADING, MAX_PROMPT
from ..source import Source

NAME = "bullets"
MOST, SOME, ALONE, MIN_REPEATED, MAX_NAME = 0.5, 0.25, 0.7, 3, 90
BOLD_LINE = re.compile(r"^ {0,3}(?:\*\*|__)(?P<text>[^*_].{0,120}?)(?:\*\*|__)\s*:?\s*$")
BOLD_ITEM = re.compile(r"^ {0,3}[-*+]\s+(?:\*\*|__).+(?:\*\*|__)\W*$")
COLON_LINE = re.compile(r"^(?P<text>[^\W\d_#>|*-][^:?!.]{1,80})[:：]\s*$")
LINKED = re.compile(r"^\W{0,3}\[(?P<text>[^\]]{1,300})\]\((?P<url>[^)\s]{1,500})\)\W*$")
ARROW = re.compile(r"\s*\[\W{0,4}\]\([^)]{0,500}\)\W*$")


@dataclass(frozen=True)
class Part:
    """A heading on a line (None above the first) and the items of lists below it."""

    line: int | None
    name: str
    items: tuple[ListItem, ...]

    @property
    def depth(self) -> int | None:
        """The outermost depth at which most items ask, or None."""
        for depth in range(4):
            asking = [asks(item.text) for item in self.items if item.depth == depth]
            if asking and sum(asking) >= MOST * len(asking):
                return depth
        return None


def score(source: Source) -> float:
    """Return the number of items that ask, if items that ask are most of the document's lists.

    Weighed a little higher than other lists where hardly anything stands below the items, and higher than
    bold prompts where the items are bold.
    """
    marks, share = _marks(source)
    asking = sum(1 for mark in marks if asks(mark.prompt))
    if share < MOST or (asking < 2 and not _is_one_question(marks)):
        return 0.0
    headings = {line for line, _ in _headings(source)}
    alone = sum(1 for mark, following in pairwise(marks) if _is_next(source, mark, following, headings))
    if sum(1 for mark in marks if BOLD_ITEM.match(source.lines[mark.first])) >= ALONE * len(marks):
        return 0.82 * asking
    return (0.72 if alone >= ALONE * (len(marks) - 1) else 0.6) * asking


def _is_next(source: Source, mark: Mark, following: Mark, headings: set[int]) -> bool:
    """Return whether nothing but a heading stands between two prompts."""
    between = [at for at in range(mark.last + 1, following.first) if not source.blank[at]]
    return headings.issuperset(between)


def _is_one_question(marks: list[Mark]) -> bool:
    return len(marks) == 1 and strength(marks[0].prompt) == 2


def read(source: Source) -> Reading:
    """Read the items as questions; what is indented below one, or fenced, is its answer."""
    marks, _ = _marks(source)
    taken = {line for mark in marks for line in range(mark.first, mark.last + 1)}
    sections = [Section(at, at, name) for at, name in _headings(source) if at not in taken]
    sections += [
        Section(item.line, item.line, clean_prompt(item.text).rstrip(":： ")) for item in _topics(source)
    ]
    sections = sorted(
        {section.first: section for section in sections}.values(), key=lambda section: section.first
    )
    style = Style(indented=not _answered_at_margin(source, marks))
    return assemble(source, marks, _without_title(source, sections, marks), style)


def _answered_at_margin(source: Source, marks: list[Mark]) -> bool:
    """Return whether most items have a paragraph of their own at the margin below them."""
    answered = 0
    for mark, following in pairwise(marks):
        below = source.next_text(mark.last + 1, following.first)
        answered += below is not None and source.lines[below][0] not in " \t#>*-+`~<|"
    return answered >= MOST * max(len(marks) - 1, 1)


def _without_title(source: Source, sections: list[Section], marks: list[Mark]) -> list[Section]:
    """The only heading of the first depth, above all others, is the document's title."""
    tops = [section for section in sections if source.lines[section.first].startswith("# ")]
    if len(tops) == 1 and sections[0] is tops[0] and marks and tops[0].first < marks[0].first:
        return sections[1:]
    return sections


def _parts(source: Source) -> tuple[Part, ...]:
    return source.once(_find_parts)


def _find_parts(source: Source) -> tuple[Part, ...]:
    headings = _headings(source)
    lines = [line for line, _ in headings]
    items = list_items(source, frozenset(lines))
    parts: list[Part] = []
    starts = [(None, ""), *headings]
    stops = [*lines, len(source)]
    at = 0
    for (line, name), stop in zip(starts, stops, strict=True):
        below: list[ListItem] = []
        while at < len(items) and items[at].line < stop:
            below.append(items[at])
            at += 1
        parts.append(Part(line, name, tuple(below)))
    return tuple(parts)


def _headings(source: Source) -> tuple[tuple[int, str], ...]:
    return source.once(_find_headings)


def _find_headings(source: Source) -> tuple[tuple[int, str], ...]:
    """Markdown headings, bold lines and short lines with a colon above a list, each with its words."""
    found = []
    for at, line in enumerate(source.lines):
        if source.fenced[at] or source.blank[at] or len(line) > MAX_PROMPT:
            continue
        match = HEADING.match(line) or BOLD_LINE.match(line)
        if not match and line.rstrip()[-1:] in ":：" and len(line) <= MAX_NAME:
            match = COLON_LINE.match(line)
        if match:
            found.append((at, clean_prompt(match["text"]).strip(" :：")))
    return tuple(found)


def _is_foreign(part: Part, repeated: Counter[str]) -> bool:
    """Tell a list that holds no questions of the document, whatever its items say."""
    if part.line is None or heading_labels(part.name):
        return False
    name = part.name
    other = is_about_repository(name) or is_around(name) or is_answer_label(name)
    return other or asks(split_number(name)[2]) or repeated[name.lower()] >= MIN_REPEATED


def _usable(source: Source) -> list[Part]:
    parts = _parts(source)
    repeated = Counter(
        part.name.lower() for part in parts if part.line is not None and not heading_labels(part.name)
    )
    return [part for part in parts if part.items and not _is_foreign(part, repeated)]


def _marks(source: Source) -> tuple[list[Mark], float]:
    return source.once(_find_marks)


def _find_marks(source: Source) -> tuple[list[Mark], float]:
    """Return the prompts, and which share of the items that could be prompts they are."""
    usable = _usable(source)
    chosen = [(part, depth) for part in usable if (depth := part.depth) is not None]
    asked = sum(1 for part, depth in chosen for item in part.items if item.depth == depth)
    rest = sum(1 for part in usable if part.depth is None for item in part.items if item.depth == 0)
    share = asked / (asked + rest) if asked else 0.0
    if share >= MOST:
        chosen += [(part, 0) for part in usable if part.depth is None and _share(part) >= SOME]
    items = sorted(
        (item for part, depth in chosen for item in part.items if item.depth == depth), key=lambda i: i.line
    )
    return [_mark(item) for item in items if _is_prompt(item)], share


def _share(part: Part) -> float:
    tops = [asks(item.text) for item in part.items if item.depth == 0]
    return sum(tops) / len(tops) if tops else 0.0


def _is_prompt(item: ListItem) -> bool:
    """Leave out links that do not ask, and items with nothing to read."""
    linked = LINKED.match(item.text)
    return any(letter.isalpha() for letter in item.text) and (not linked or asks(linked["text"]))


def _mark(item: ListItem) -> Mark:
    text = ARROW.sub("", CHECKBOX.sub("", item.text))
    rest = item.text.strip() if LINKED.match(text) else ""
    return Mark(item.line, item.last, clean_prompt(text), item.number or None, rest=rest)


def _topics(source: Source) -> list[ListItem]:
    """Items above the questions' depth that ask nothing: sections written as bullets."""
    found = []
    for part in _usable(source):
        depth = part.depth
        if depth:
            found += [item for item in part.items if item.depth < depth and len(item.text) <= MAX_NAME]
    return found
