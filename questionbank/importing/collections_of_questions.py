"""Whether a document is a collection of questions at all, or a guide, an essay or a list of steps."""

import re

from .asking import is_order, strength
from .foreign import plain_title
from .headings import AROUND, headings_of, is_about_questions
from .prompts import clean_prompt, split_number
from .reading import Reading
from .shapes import HEADING
from .source import Source

# Readers whose shape says question and answer by itself.
SURE = frozenset(("question-answer-pairs", "markdown-tables", "web-page", "answer-labels"))
LISTS = frozenset(("bullets", "plain-lines", "numbered-article", "numbered-sections"))
GUIDE = re.compile(
    r"install(?:ation|ing)?(?: .{1,30})?|usage|getting started|quick ?start(?: guide)?|configur(?:ation|ing)|"
    r"requirements|prerequisites|features|api(?: reference)?|documentation|examples?|develop(?:ment|ing)|"
    r"build(?:ing)?(?: .{1,30})?|deploy(?:ment|ing)?|set ?up|running(?: .{1,30})?|test(?:s|ing)?|"
    r"commands?|options|"
    r"dependencies|troubleshooting|upgrad(?:e|ing)|migrat(?:ion|ing)|"
    r"how (?:to|do i) (?:install|use|run|build|set ?up|configure|deploy)(?: .{1,40})?|"
    r"verwendung|konfiguration|voraussetzungen|instalación|uso|configuración|requisitos|instalação|"
    r"utilisation|prérequis|установка|использование|настройка|安装|使用|快速开始|配置",
    re.IGNORECASE,
)
HOW_TO = re.compile(r"^\W*how to\b", re.IGNORECASE)
ALONE = "No questions were taken: a single line asks, and the document does not say that it holds any."
HALF, MIN_GUIDE, FEW = 0.5, 2, 3


def why_not(source: Source, reading: Reading, reader: str) -> str | None:
    """Return one sentence why what looks like questions is none, or None if they are questions.

    The document's name, title and labels decide first; without them most prompts must ask, and the
    document must not have the headings of a guide to a tool or of an essay.
    """
    if not reading.questions or reader in SURE or is_about_questions(source) or _is_labelled(source, reading):
        return None
    headings = headings_of(source)
    guide = {
        title
        for heading in headings
        if GUIDE.fullmatch(title := plain_title(heading.prompt).lower().rstrip("? "))
    }
    if len(guide) >= MIN_GUIDE:
        return (
            f"No questions were taken: with headings such as '{sorted(guide)[0]}' the document reads like a "
            "guide, not like a collection of questions."
        )
    if len(reading.questions) == 1 and reader in LISTS:
        return ALONE
    worth = sum(_worth(question.prompt) for question in reading.questions)
    if worth < HALF * len(reading.questions):
        return (
            "No questions were taken: hardly any of the headings or numbered lines asks anything, and the "
            "document does not say that it holds questions."
        )
    if len(reading.questions) <= FEW and any(heading.kind == AROUND for heading in headings):
        return (
            "No questions were taken: a few headings ask, but with its introduction or conclusion "
            "the document reads like an article, not like a collection of questions."
        )
    return None


def _is_labelled(source: Source, reading: Reading) -> bool:
    """Whether most questions are called so, or the document prints levels, difficulties or options."""
    questions = reading.questions
    said = sum(bool(q.level or q.difficulty or q.rarity or q.options) for q in questions)
    labelled = sum(_has_label(source.lines[question.lines[0] - 1]) for question in questions)
    return max(said, labelled) >= HALF * len(questions)


def _has_label(line: str) -> bool:
    match = HEADING.match(line)
    return split_number(clean_prompt(match["text"] if match else line.lstrip("-*+ ")))[1]


def _worth(prompt: str) -> float:
    if strength(prompt) == 2:
        return 1.0
    return HALF if strength(prompt) and not HOW_TO.match(prompt) and not is_order(prompt) else 0.0
