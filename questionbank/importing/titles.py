"""The title of a document: its first heading, or the first line above the questions that looks like one."""

from dataclasses import dataclass

from .document import LineRange
from .labels import read_labels
from .noise import reason
from .prompts import clean_prompt
from .shapes import HEADING, is_title
from .source import Source

ABOUT_QUESTIONS = (
    "question",
    "interview",
    "q&a",
    "fragen",
    "pregunta",
    "pergunta",
    "\u0432\u043e\u043f\u0440\u043e\u0441",
)
MAX_LOOK = 60


@dataclass(frozen=True)
class Title:
    """The text of a title, or None, and the lines it stands on."""

    text: str | None
    lines: tuple[LineRange, ...] = ()


def find_title(source: Source, stop: int) -> Title:
    """Return the title found above line ``stop`` (from 0)."""
    lines = [at for at in range(min(stop, MAX_LOOK)) if not source.blank[at] and not source.fenced[at]]
    for at in lines:
        match = HEADING.match(source.lines[at])
        if match:
            return Title(clean_prompt(match["text"]) or None, ((at + 1, at + 1),))
    plain = [at for at in lines if _may_be_title(source.lines[at])]
    if not plain:
        return Title(None)
    first = plain[0]
    taken = [first]
    for at in (at for at in lines if at > first):
        text = source.lines[at].strip()
        goes_on = text[0].islower() and at == taken[-1] + 1
        about = _is_about(text) and at in plain and not any(_is_about(source.lines[t]) for t in taken)
        if at > taken[-1] + 2 or not (goes_on or about):
            break
        taken.append(at)
    return Title(" ".join(source.lines[at].strip() for at in taken), tuple((at + 1, at + 1) for at in taken))


def _may_be_title(line: str) -> bool:
    return (
        is_title(line)
        and not line.lstrip().startswith(("[", "<"))
        and len(line.split()) > 1
        and not reason(line)
        and not read_labels(line)
    )


def _is_about(line: str) -> bool:
    return any(word in line.lower() for word in ABOUT_QUESTIONS)
