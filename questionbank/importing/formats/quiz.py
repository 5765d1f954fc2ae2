"""Questions that a quiz format spells out: their parts, and the text in which a person sees them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..document import LineRange, Noise, Option, ParsedQuestion
from ..kinds import kind_of
from ..reading import Reading
from ..records import KINDS
from ..without_answers import NO_ANSWER


@dataclass
class QuizItem:
    """One question of a quiz, in Markdown; ``answer`` is the explanation beside what the options say."""

    prompt: str
    answer: str = ""
    options: list[Option] = field(default_factory=list)
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    number: str | None = None
    level: str | None = None
    difficulty: str | None = None
    kind: str | None = None
    warnings: list[str] = field(default_factory=list)

    def whole_answer(self) -> str:
        """Return the right options, then the explanation."""
        right = [option.text for option in self.options if option.correct]
        key = right[0] if len(right) == 1 else "\n".join(f"- {text}" for text in right)
        more = self.answer.strip()
        return "\n\n".join(part for part in (key, more if more != key else "") if part)


def one_line(text: str) -> str:
    """Return a prompt in one line, unless code, a list or a table in it needs its lines."""
    keeps = any(line.lstrip().startswith(("```", "- ", "| ", "1. ")) for line in text.split("\n"))
    return text.strip() if keeps else " ".join(text.split())


def question_of(item: QuizItem, ordinal: int, lines: LineRange) -> ParsedQuestion:
    """Return the item as a question that stands on these lines."""
    answer = item.whole_answer()
    warnings = list(item.warnings) if answer or item.options else [*item.warnings, NO_ANSWER]
    return ParsedQuestion(
        ordinal=ordinal,
        number=item.number,
        section=item.section,
        prompt=one_line(item.prompt),
        level=item.level,
        difficulty=item.difficulty,
        rarity=None,
        summary=None,
        answer=answer,
        callouts=(),
        code_blocks=f"\n{answer}".count("\n```") // 2,
        tables=answer.count("\n| ---") + answer.startswith("| ---"),
        kind=item.kind if item.kind in KINDS else kind_of(item.prompt, answer),
        lines=lines,
        warnings=tuple(warnings),
        options=tuple(item.options),
        tags=tuple(item.tags),
    )


def written(items: Iterable[QuizItem | str], title: str | None = None) -> tuple[tuple[str, ...], Reading]:
    """Return the text of a quiz and its reading; a bare text among the items is kept as noise."""
    lines: list[str] = [f"# {title}", ""] if title else []
    headings: list[LineRange] = [(1, 1)] if title else []
    questions: list[ParsedQuestion] = []
    noise: list[Noise] = []
    section: str | None = None
    for item in items:
        if isinstance(item, QuizItem) and item.section and item.section != section:
            section = item.section
            lines += [f"## {section}", ""]
            headings.append((len(lines) - 1, len(lines) - 1))
        first = len(lines) + 1
        lines += (_text_of(item) if isinstance(item, QuizItem) else item).split("\n")
        if isinstance(item, QuizItem):
            questions.append(question_of(item, len(questions) + 1, (first, len(lines))))
        else:
            noise.append(Noise((first, len(lines)), "text between the questions, no question itself"))
        lines.append("")
    return tuple(lines), Reading(tuple(questions), (), tuple(noise), tuple(headings), title)


def _text_of(item: QuizItem) -> str:
    parts = [f"**{one_line(item.prompt)}**" if "\n" not in item.prompt.strip() else item.prompt.strip()]
    marks = {True: "x", False: " ", None: " "}
    options = [
        f"- [{marks[option.correct]}] {option.text}" + (f" — {option.feedback}" if option.feedback else "")
        for option in item.options
    ]
    parts += ["\n".join(options)] if options else []
    parts += [item.answer.strip()] if item.answer.strip() else []
    return "\n\n".join(parts)
