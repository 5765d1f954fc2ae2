"""The headings of a document, each with what its words say, and whether the document is about questions."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from .answers.code import is_code
from .asking import strength
from .foreign import is_about_repository, is_answer_label, is_around, is_contents
from .noise import reason
from .prompts import clean_prompt, key_of, split_number
from .reading import Section
from .shapes import HEADING, MAX_PROMPT, bullet
from .source import Source

ABOUT_QUESTIONS = re.compile(
    r"interview|questions?\b|q ?& ?a\b|\bq and a\b|quiz|\bexams?\b|fragen|preguntas?|perguntas?|"
    r"entrevista|entretien|"
    r"vorstellungsgespräch|собеседовани|вопрос|питан|面试|面經|面经|问题|题|問題",
    re.IGNORECASE,
)
# 'For questions join the chat' says nothing about what the document holds.
ASK_US = re.compile(
    r"\b(?:for|any|have|got|ask|asking|with|more|further|bugs?,?|issues?,?)"
    r"(?: (?:any|more|further|other|or|and))? questions?\b|"
    r"questions? (?:or|and) (?:suggestions|feedback|comments|issues|bugs)",
    re.IGNORECASE,
)
FOREIGN = (
    "table of contents",
    "about the document or its makers",
    "introduction, conclusion or resources",
    "line of the page that is repeated",
)
REPOSITORY, AROUND, PART, REPEATED = "repository", "around", "part", "repeated"
MIN_REPEATED, MIN_WORDS = 3, 4
MAX_FIRST_LINES, MAX_FIRST = 3, 120
LINK_LINE = re.compile(r"^\W*(?:\[[^\]]*\]\(|https?://|<)")


@dataclass(frozen=True)
class Heading:
    """A heading on a line (from 0).

    ``force``: how surely it asks, 0 to 2. ``kind``: '' or what it opens: text about the repository, text
    around the questions, or a part of an answer. ``own``: a text follows before the next heading. ``prose``:
    it is more than links. ``inner``: prompts of other shapes in it. ``about``: it speaks of questions.
    """

    line: int
    depth: int
    prompt: str
    number: str | None
    labelled: bool
    force: int
    kind: str
    own: bool
    prose: bool
    inner: int
    about: bool

    @property
    def strong(self) -> bool:
        """Whether it is a prompt by its words or its label."""
        return self.labelled or self.force > 0


def headings_of(source: Source) -> tuple[Heading, ...]:
    """Return the Markdown headings of a document, outside code."""
    return source.once(_headings)


def is_about_questions(source: Source) -> bool:
    """Return whether the document's name, its first headings or its first short lines speak of questions."""
    return source.once(_about)


def _about(source: Source) -> bool:
    if ABOUT_QUESTIONS.search(source.name.replace("_", " ").replace("-", " ")):
        return True
    texts = [source.lines[at] for at, _, _ in _found(source)[:MAX_FIRST_LINES]]
    plain = [line for at, line in enumerate(source.lines[:40]) if not source.blank[at]]
    texts += [line for line in plain[:MAX_FIRST_LINES] if len(line) < MAX_FIRST]
    return any(
        ABOUT_QUESTIONS.search(text) and strength(text) < 2 and not ASK_US.search(text) for text in texts
    )


def _found(source: Source) -> list[tuple[int, int, str]]:
    found = []
    for at, line in enumerate(source.lines):
        if "#" in line[:10] and len(line) < MAX_PROMPT and not source.fenced[at]:
            match = HEADING.match(line)
            if match and not is_comment(source, at):
                found.append((at, len(match["depth"]), match["text"]))
    return found


def _headings(source: Source) -> tuple[Heading, ...]:
    found = _found(source)
    stops = [*(at for at, _, _ in found[1:]), len(source)][: len(found)]
    keys = [key_of(text) for _, _, text in found]
    counts = Counter(keys)
    headings = [
        _heading(source, entry, stop, counts[key] >= MIN_REPEATED)
        for entry, stop, key in zip(found, stops, keys, strict=True)
    ]
    bare = Counter(
        key for key, heading in zip(keys, headings, strict=True) if not heading.own and not heading.number
    )
    headings = [
        replace(heading, kind=REPEATED) if bare[key] >= max(MIN_REPEATED, counts[key]) else heading
        for key, heading in zip(keys, headings, strict=True)
    ]
    inside = [False] * len(headings)
    above = 7
    for place, heading in enumerate(headings):
        inside[place] = heading.depth > above
        above = above if inside[place] else 7
        if heading.kind == REPOSITORY and not is_contents(heading.prompt):
            above = heading.depth
    strong = sum(heading.strong for heading in headings)
    if 2 * sum(h.strong for h, below in zip(headings, inside, strict=True) if below) > strong:
        return tuple(headings)
    return tuple(
        replace(heading, kind=REPOSITORY) if below and heading.kind != PART else heading
        for heading, below in zip(headings, inside, strict=True)
    )


def _heading(source: Source, found: tuple[int, int, str], stop: int, repeated: bool) -> Heading:
    line, depth, text = found
    number, labelled, prompt = split_number(clean_prompt(text))
    below = [at for at in range(line + 1, stop) if not source.blank[at] and not reason(source.lines[at])]
    force = strength(prompt)
    return Heading(
        line,
        depth,
        prompt,
        number,
        labelled,
        force,
        _kind(text, force, labelled or bool(number), repeated),
        own=bool(below),
        prose=any(_is_prose(source.lines[at]) for at in below),
        about=bool(ABOUT_QUESTIONS.search(prompt)) and force < 2,
        inner=sum(1 for at in below if not source.fenced[at] and _asks_inside(source.lines[at])),
    )


def _kind(text: str, force: int, marked: bool, repeated: bool) -> str:
    if is_answer_label(text) or (repeated and not force and not marked):
        return PART
    if is_about_repository(text):
        return REPOSITORY
    return AROUND if not force and is_around(text) else ""


def _is_prose(line: str) -> bool:
    item = bullet(line)
    return not LINK_LINE.match(item["text"] if item else line)


def foreign_reason(heading: Heading) -> str:
    """Return why the text below a heading is about no question, or ''."""
    if is_contents(heading.prompt):
        return FOREIGN[0]
    if heading.kind == REPOSITORY:
        return FOREIGN[1]
    if heading.kind == REPEATED:
        return FOREIGN[3]
    return FOREIGN[2] if heading.kind == AROUND else ""


def section_of(heading: Heading) -> Section:
    """Return a heading as a section; a line that is only repeated has no name."""
    name = "" if heading.kind == REPEATED else heading.prompt
    return Section(heading.line, heading.line, name, foreign=foreign_reason(heading))


def is_comment(source: Source, index: int) -> bool:
    """Return whether a line with one '#' is a comment in unfenced code: glued below a line, or above code."""
    if source.fences or not source.lines[index].lstrip().startswith("# "):
        return False
    if index > 0 and not source.blank[index - 1]:
        return True
    below = source.lines[index + 1] if index + 1 < len(source) else ""
    return bool(below.strip()) and not _is_sentence(below)


def _is_sentence(line: str) -> bool:
    item = bullet(line)
    text = item["text"] if item else line.strip()
    return not is_code(line) and not text.startswith("#") and (len(text.split()) >= MIN_WORDS or bool(item))


def _asks_inside(line: str) -> bool:
    """A bold line, a fold or a numbered line with a question mark."""
    if "?" not in line and "\uff1f" not in line:
        return False
    text = line.strip()
    marked = text.startswith(("**", "__", "<summary", "<details", "- **", "* **", "1.")) or text[:1].isdigit()
    return marked and strength(clean_prompt(text[:MAX_PROMPT])) == 2
