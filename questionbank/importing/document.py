"""What an import hands back: plain frozen records, and their JSON (docs: the dry-run import)."""

from dataclasses import dataclass
from typing import Any

# First and last line of a passage, counted from 1, both included.
LineRange = tuple[int, int]


@dataclass(frozen=True)
class Callout:
    """A labelled aside that follows an answer, such as a tip."""

    label: str
    text: str

    def as_json(self) -> dict[str, str]:
        """Return the two fields."""
        return {"label": self.label, "text": self.text}


@dataclass(frozen=True)
class Option:
    """One choice of a multiple-choice question; ``correct`` is None where the document marks no key."""

    text: str
    correct: bool | None = None
    feedback: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the three fields."""
        return {"text": self.text, "correct": self.correct, "feedback": self.feedback}


@dataclass(frozen=True)
class ParsedCriterion:
    """One criterion of a rubric: its weight, and texts by (level or None for all, point, is a draft)."""

    name: str
    weight: int = 1
    anchors: tuple[tuple[str | None, int, bool, str], ...] = ()


@dataclass(frozen=True)
class Details:
    """What only an export of a bank like ours says of a question."""

    probes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    minutes: int | None = None
    source: str = ""
    topic: tuple[str, ...] = ()  # names from the root of the tree down
    criteria: tuple[ParsedCriterion, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the fields, the criteria as objects with lists."""
        return {
            "probes": list(self.probes),
            "hints": list(self.hints),
            "red_flags": list(self.red_flags),
            "minutes": self.minutes,
            "source": self.source,
            "topic": list(self.topic),
            "criteria": [
                {
                    "name": line.name,
                    "weight": line.weight,
                    "anchors": [list(anchor) for anchor in line.anchors],
                }
                for line in self.criteria
            ],
        }


@dataclass(frozen=True)
class ParsedQuestion:
    """One question as the document prints it; what the document does not say is ``None``."""

    ordinal: int
    number: str | None
    section: str | None
    prompt: str
    level: str | None
    difficulty: str | None
    rarity: str | None
    summary: str | None
    answer: str
    callouts: tuple[Callout, ...]
    code_blocks: int
    tables: int
    kind: str
    lines: LineRange
    warnings: tuple[str, ...]
    options: tuple[Option, ...] = ()
    tags: tuple[str, ...] = ()
    part: str | None = None  # the file inside an archive or folder
    details: Details | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the keys of the dry-run JSON, in its order."""
        return {
            "ordinal": self.ordinal,
            "number": self.number,
            "section": self.section,
            "prompt": self.prompt,
            "level": self.level,
            "difficulty": self.difficulty,
            "rarity": self.rarity,
            "summary": self.summary,
            "answer": self.answer,
            "callouts": [callout.as_json() for callout in self.callouts],
            "code_blocks": self.code_blocks,
            "tables": self.tables,
            "kind": self.kind,
            "lines": list(self.lines),
            "warnings": list(self.warnings),
            "options": [option.as_json() for option in self.options],
            "tags": list(self.tags),
            "part": self.part,
            "details": self.details.as_json() if self.details else None,
        }


@dataclass(frozen=True)
class Unanswered:
    """A prompt that the document asks but never answers."""

    prompt: str
    lines: LineRange

    def as_json(self) -> dict[str, Any]:
        """Return prompt and lines."""
        return {"prompt": self.prompt, "lines": list(self.lines)}


@dataclass(frozen=True)
class Noise:
    """Lines that belong to no question, and why."""

    lines: LineRange
    why: str

    def as_json(self) -> dict[str, Any]:
        """Return lines and reason."""
        return {"lines": list(self.lines), "why": self.why}


@dataclass(frozen=True)
class Document:
    """One document, every line of it accounted for or listed under ``unaccounted``."""

    path: str
    title: str | None
    reader: str
    claimed: dict[str, Any] | None
    questions: tuple[ParsedQuestion, ...]
    unanswered: tuple[Unanswered, ...]
    noise: tuple[Noise, ...]
    headings: tuple[LineRange, ...]
    unaccounted: tuple[LineRange, ...]
    warnings: tuple[str, ...]
    text: str = ""  # what the lines count in: the document as read, converted to Markdown where it was none

    @property
    def found(self) -> int:
        """Number of questions with an answer."""
        return len(self.questions)

    def as_json(self) -> dict[str, Any]:
        """Return the document part of the dry-run JSON."""
        return {
            "path": self.path,
            "title": self.title,
            "reader": self.reader,
            "claimed": self.claimed,
            "found": self.found,
            "questions": [question.as_json() for question in self.questions],
            "unanswered": [prompt.as_json() for prompt in self.unanswered],
            "noise": [passage.as_json() for passage in self.noise],
            "unaccounted": [list(lines) for lines in self.unaccounted],
            "warnings": list(self.warnings),
        }
