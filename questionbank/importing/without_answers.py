"""Prompts that stand in the outline of a document but have no answer: questions all the same, or previews."""

from dataclasses import replace

from .document import ParsedQuestion, Unanswered
from .shapes import asks

NO_ANSWER = "The document gives no answer."
MIN_PREVIEW = 3


def sort_out(found: list[ParsedQuestion]) -> tuple[list[ParsedQuestion], list[Unanswered]]:
    """Return the questions, numbered anew, and the prompts that only announce them.

    A prompt without an answer is a question, with an empty answer and a warning, as in a plain list of
    questions. Where most prompts have an answer it is a preview instead if the same prompt is answered
    elsewhere, if it stands in a run of three or more above the first answer and the numbers start again
    there, or if it neither asks nor has a number.
    """
    answered = {_key(question) for question in found if question.answer or question.callouts}
    if not answered:
        return _numbered([_flagged(question) for question in found]), []
    first = next(place for place, question in enumerate(found) if _has_answer(question))
    again = any(question.number == "1" for question in found[1 : first + 2])
    announced = first >= MIN_PREVIEW and found[0].number == "1" and again
    mostly = 2 * sum(map(_has_answer, found)) > len(found)
    questions: list[ParsedQuestion] = []
    previews: list[Unanswered] = []
    for place, question in enumerate(found):
        preview = _key(question) in answered or (mostly and place < first and announced)
        doubtful = mostly and not question.number and not asks(question.prompt)
        if not _has_answer(question) and (preview or doubtful):
            previews.append(Unanswered(question.prompt, question.lines))
        else:
            questions.append(_flagged(question))
    return _numbered(questions), previews


def _has_answer(question: ParsedQuestion) -> bool:
    return bool(question.answer or question.callouts or question.options)


def _key(question: ParsedQuestion) -> str:
    return "".join(letter for letter in question.prompt.lower() if letter.isalnum())


def _flagged(question: ParsedQuestion) -> ParsedQuestion:
    return question if _has_answer(question) else replace(question, warnings=(*question.warnings, NO_ANSWER))


def _numbered(questions: list[ParsedQuestion]) -> list[ParsedQuestion]:
    return [replace(question, ordinal=ordinal) for ordinal, question in enumerate(questions, 1)]
