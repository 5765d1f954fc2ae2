"""What is exported: plain frozen records."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ExportCriterion:
    """One criterion of a rubric; anchors are (level or None for all, point 1 to 4, is a draft, text)."""

    name: str
    weight: int = 1
    anchors: tuple[tuple[str | None, int, bool, str], ...] = ()


@dataclass(frozen=True)
class ExportOption:
    """One choice of a multiple-choice question; ``correct`` is None where no key is known."""

    text: str
    correct: bool | None = None
    feedback: str = ""


@dataclass(frozen=True)
class ExportQuestion:
    """One question as its current revision has it. ``topic`` are the names from the root of the tree down."""

    id: str
    kind: str
    state: str
    prompt: str
    summary: str = ""
    answer: str = ""
    options: tuple[ExportOption, ...] = ()
    probes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    minutes: int | None = None
    topic: tuple[str, ...] = ()
    level: str | None = None
    difficulty: str | None = None
    tags: tuple[str, ...] = ()
    source: str = ""
    criteria: tuple[ExportCriterion, ...] = ()

    @property
    def title(self) -> str:
        """The first line of the prompt, at most 120 letters, cut between words."""
        first = next((line.strip() for line in self.prompt.split("\n") if line.strip()), self.id)
        first = first.lstrip("# ")
        return first if len(first) <= 120 else first[:119].rsplit(" ", 1)[0] + "\u2026"
