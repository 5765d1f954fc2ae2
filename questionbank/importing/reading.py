"""What a reader hands to the core: questions found, passages explained; the core does the accounts."""

from dataclasses import dataclass, field

from .document import LineRange, Noise, ParsedQuestion, Unanswered


@dataclass(frozen=True)
class Mark:
    """Where a question starts: prompt on lines ``first`` to ``last`` (from 0), and what is
    printed with it.
    """

    first: int
    last: int
    prompt: str
    number: str | None = None
    level: str | None = None
    difficulty: str | None = None
    rest: str = ""
    stop: int | None = None  # the line before which the answer must end, where the document marks it
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section heading on lines ``first`` to ``last`` (from 0); ``intro`` are the lines that
    introduce it. Without a name it only ends what stands above it.
    """

    first: int
    last: int
    name: str
    intro: tuple[int, int] | None = None
    foreign: str = ""  # why its text is about no question, where it is not a section of questions

    @property
    def end(self) -> int:
        """Last line of the heading with its introduction."""
        return self.intro[1] if self.intro else self.last


@dataclass(frozen=True)
class Reading:
    """All that one reader understood of a document."""

    questions: tuple[ParsedQuestion, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    noise: tuple[Noise, ...] = ()
    headings: tuple[LineRange, ...] = ()
    title: str | None = None
    sections: tuple[str, ...] = field(default=())
    warnings: tuple[str, ...] = ()
