"""A file that is one question: its title is the prompt, the rest of it the answer."""

from dataclasses import replace

from .answers.bodies import Style
from .asking import strength
from .assembling import assemble
from .document import ParsedQuestion
from .front_matter import FrontMatter
from .headings import headings_of
from .preparing import prepare, with_left_out
from .prompts import clean_prompt, split_number
from .reading import Mark, Reading
from .source import Source

PROMPTS = ("question", "prompt", "frage", "pregunta", "pergunta", "title", "name")
SAYS_SO = ("question", "prompt", "frage", "pregunta", "pergunta", "difficulty", "level", "seniority")
SECTIONS = ("section", "topic", "category", "categories", "subject")


def single_question(source: Source, sure: bool = False) -> Reading | None:
    """Return a document read as one question, or None if it has no title.

    The prompt is the title in the front matter or the first heading, whichever asks more surely; level,
    difficulty, section and tags are those of the front matter. With ``sure`` only a document that says that
    it is a question is taken: by a field, or by a title that asks.
    """
    prepared = prepare(source)
    ready, front = prepared.source, prepared.front
    mark = _mark(ready, front)
    if mark is None or (sure and not _says_so(front, mark)):
        return None
    reading = assemble(ready, [mark], [], Style())
    questions = tuple(_with_fields(question, front) for question in reading.questions)
    return with_left_out(prepared, replace(reading, title=mark.prompt, questions=questions))


def _mark(source: Source, front: FrontMatter | None) -> Mark | None:
    """Return the prompt on the line of the first heading if that comes first, else on the last field's."""
    first = source.next_text(0)
    heading = next((each for each in headings_of(source) if each.line == first), None)
    printed = split_number(clean_prompt((front.one(*PROMPTS) if front else None) or ""))
    if heading is None:
        return Mark(front.last, front.last, printed[2], printed[0]) if front and printed[2] else None
    asks_more = strength(printed[2]) > heading.force or not heading.prompt
    number, prompt = (printed[0], printed[2]) if asks_more else (heading.number, heading.prompt)
    return Mark(heading.line, heading.line, prompt, number) if prompt else None


def _says_so(front: FrontMatter | None, mark: Mark) -> bool:
    if strength(mark.prompt) == 2:
        return True
    return front is not None and (says_question(front) or strength(mark.prompt) > 0)


def says_question(front: FrontMatter) -> bool:
    """Return whether front matter says that its file is one question: by a field, or by a title that asks."""
    return front.one(*SAYS_SO) is not None or strength(front.one("title", "name") or "") > 0


def _with_fields(question: ParsedQuestion, front: FrontMatter | None) -> ParsedQuestion:
    if front is None:
        return question
    return replace(
        question,
        section=question.section or front.one(*SECTIONS),
        level=question.level or front.one("level", "seniority"),
        difficulty=question.difficulty or front.one("difficulty"),
        tags=(*question.tags, *(tag for tag in front.fields.get("tags", []) if tag not in question.tags)),
    )
