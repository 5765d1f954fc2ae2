"""Aiken: a question, options 'A. …' or 'A) …', and a line 'ANSWER: B'."""

import re
from dataclasses import dataclass, field

from ..document import Option, ParsedQuestion
from ..formats.quiz import QuizItem, one_line, question_of
from ..leftovers import explain
from ..reading import Reading
from ..source import Source

NAME = "aiken"
OPTION = re.compile(r"^\s*(?P<letter>[A-Z])[.)]\s+(?P<text>\S.*)$")
ANSWER = re.compile(r"^\s*ANSWER\s*:\s*(?P<letters>[A-Z](?:\s*,\s*[A-Z])*)\s*\.?\s*$")
MORE = re.compile(r"^\s*(?:FEEDBACK|EXPLANATION)\s*:\s*(?P<text>\S.*)$")
NUMBER = re.compile(
    r"^\s*(?:Q(?:uestion)?\s*)?(?P<number>\d{1,4})\s*[.):]\s+(?P<text>\S.*)$", re.I | re.DOTALL
)


@dataclass
class _Block:
    first: int
    last: int
    prompt: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    key: tuple[str, ...] = ()
    explanation: str = ""


def score(source: Source) -> float:
    """Return the number of whole blocks."""
    return 0.98 * len(_blocks(source))


def read(source: Source) -> Reading:
    """Read the blocks; what stands between them is explained."""
    questions: list[ParsedQuestion] = []
    for block in _blocks(source):
        item = _item(block)
        questions.append(question_of(item, len(questions) + 1, (block.first + 1, block.last + 1)))
    taken = {at - 1 for question in questions for at in range(question.lines[0], question.lines[1] + 1)}
    others = [at for at in range(len(source)) if at not in taken]
    unanswered, noise = explain(source, others, "passage between the questions")
    return Reading(tuple(questions), tuple(unanswered), tuple(noise))


def _item(block: _Block) -> QuizItem:
    prompt = "\n".join(block.prompt)
    number = NUMBER.match(prompt)
    item = QuizItem(one_line(prompt[number.start("text") :] if number else prompt), block.explanation)
    item.number = number["number"] if number else None
    item.options = [Option(text, letter in block.key) for letter, text in block.options]
    if not any(option.correct for option in item.options):
        item.warnings.append(f"The answer {', '.join(block.key)} is none of the options.")
    return item


def _blocks(source: Source) -> list[_Block]:
    return source.once(_split)


def _split(source: Source) -> list[_Block]:
    found: list[_Block] = []
    current: _Block | None = None
    for at, line in enumerate(source.lines):
        if source.blank[at]:
            if current and current.prompt and not current.options:
                current = None
            continue
        option, answer, more = OPTION.match(line), ANSWER.match(line), MORE.match(line)
        if more and found and (current is None) and found[-1].last >= at - 2:
            found[-1].explanation, found[-1].last = more["text"], at
        elif answer and current and len(current.options) > 1:
            current.key = tuple(letter.strip() for letter in answer["letters"].split(","))
            current.last = at
            found.append(current)
            current = None
        elif option and current and current.prompt:
            current.options.append((option["letter"], option["text"].strip()))
        elif current and not current.options:
            current.prompt.append(line.strip())
        else:
            current = _Block(at, at, [line.strip()])
    return found
