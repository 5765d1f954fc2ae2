"""Labels that open a question or its answer: 'Q:', 'Question 3.', '**Antwort:**', 'Réponse :', '问：'."""

import re

from . import words
from .prompts import clean_prompt

SIGNED = r"\s*(?:no[.:]*|nr\.?|n[°º]|number|[#№.-])?\s*"
NUMBER = rf"(?:{SIGNED}(?P<number>\d{{1,4}}))?"
LEAD = (
    r"^ {0,3}(?:>\s*)?(?:[-*+]\s+)?(?:(?P<item>\d{1,4})[.)]\s+)?(?:#{1,6}\s+)?"
    r"(?P<em>\*\*\*|\*\*|__|\*|_)?\W{0,2}"
)
CLOSED = r"[*_]{1,3}"
# Between label and text: a colon; after a letter or number also a full stop, bracket or dash; or bold ends.
SIGN = rf"\s*(?:{CLOSED})?\s*[:：](?:{CLOSED})?"
WEAK_SIGN = rf"\s*\)?\s*[.):：–—-]{{1,2}}(?:{CLOSED})?"
ENDS = rf"(?:{CLOSED})?\s*$|(?(em){CLOSED}(?=\s)|(?!))"
LETTER_SIGN = rf"(?:{SIGN}|\s*\)?\s*[.)](?:{CLOSED})?(?=\s|$))"
ASKERS = r"面试官|interviewer|interviewerin|entrevistador[a]?|интервьюер"
ANSWERERS = r"候选人|求职者|应聘者|面试者|我|candidate|interviewee|you|entrevistad[oa]|candidat[oa]?|кандидат"
PREFIX = (
    r"(?:(?:the|my|your|a|sample|model|suggested|possible|expected|ideal|short|long|good|detailed|example|"
    r"proposed)\s+){0,2}"
)
LETTERS = {"Q": "A", "F": "A", "P": "R", "В": "О"}
QUESTION_WORD = re.compile(
    rf"{LEAD}(?:{words.pattern(words.ONE_QUESTION)}|问|{ASKERS}){NUMBER}"
    rf"(?:{SIGN}|(?<=\d)(?:{WEAK_SIGN}|{ENDS}))\s*(?P<text>.*)$",
    re.IGNORECASE,
)
QUESTION_LETTER = re.compile(
    rf"{LEAD}(?:(?P<letter>[FPВ]){NUMBER}{SIGN}|(?P<q>[Qq])(?:{SIGNED}(?P<q_number>\d{{1,4}}))?{LETTER_SIGN})"
    r"\s*(?P<text>.*)$"
)
ANSWER_WORD = re.compile(
    rf"{LEAD}{PREFIX}(?:{words.pattern(words.ANSWER)}|{ANSWERERS}){NUMBER}"
    rf"(?:{SIGN}|(?<=\d){WEAK_SIGN}|\s*\.(?:{CLOSED})?(?=\s|$)|\s*[–—-](?=\s|$)|{ENDS})\s*(?P<text>.*)$",
    re.IGNORECASE,
)
ANSWER_LETTER = re.compile(rf"{LEAD}(?P<letter>[AaRО]){NUMBER}{LETTER_SIGN}\s*(?P<text>.*)$")
MAX_LABELLED = 2000


def question_label(line: str) -> tuple[str, str | None, str] | None:
    """Return the label's letter ('' for a word), number and text of a line that opens a question, or None."""
    if len(line) > MAX_LABELLED:
        return None
    match = QUESTION_LETTER.match(line)
    if match:
        number = match["number"] or match["q_number"] or match["item"]
        return (match["letter"] or match["q"]).upper(), number, _text(match)
    match = QUESTION_WORD.match(line)
    return ("", match["number"] or match["item"], _text(match)) if match else None


def answer_label(line: str) -> tuple[str, str] | None:
    """Return the label's letter ('' for a word) and text of a line that opens an answer, or None."""
    if len(line) > MAX_LABELLED:
        line = line[:MAX_LABELLED]
    match = ANSWER_LETTER.match(line)
    if match:
        return match["letter"].upper(), match["text"]
    match = ANSWER_WORD.match(line)
    return ("", match["text"]) if match else None


def fits(question: str, answer: str) -> bool:
    """Return whether two labels belong together: 'Q' with 'A', 'P' with 'R', words with words or with 'A'."""
    return LETTERS.get(question) == answer or (question in ("", "Q") and answer in ("", "A"))


def _text(match: re.Match[str]) -> str:
    text = match["text"].strip()
    em = match["em"]
    return clean_prompt(text[: -len(em)] if em and text.endswith(em) and em not in text[: -len(em)] else text)
