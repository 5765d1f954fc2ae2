"""Moodle XML (docs.moodle.org, "Moodle XML format"): choices as multichoice, everything else as essay."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from .record import ExportOption, ExportQuestion

# What XML 1.0 cannot hold, escaped or not.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_moodle_xml(title: str, questions: Iterable[ExportQuestion]) -> Iterator[bytes]:
    """Yield a quiz; each change of topic sets the category, texts stay Markdown, which Moodle renders."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    category: tuple[str, ...] | None = None
    for question in questions:
        if question.topic != category:
            category = question.topic
            yield _category(title, category)
        yield "\n".join(_question(question)).encode() + b"\n"
    yield b"</quiz>\n"


def _category(title: str, topic: tuple[str, ...]) -> bytes:
    # A slash in a name is doubled, since Moodle reads a single one as the next step of the path.
    path = "/".join(name.replace("/", "//") for name in (title, *topic))
    return (
        f'<question type="category"><category>{text(f"$course$/top/{path}")}</category></question>\n'.encode()
    )


def _question(question: ExportQuestion) -> Iterator[str]:
    right = sum(1 for option in question.options if option.correct)
    choice = bool(question.options) and right > 0
    yield f'<question type="{"multichoice" if choice else "essay"}">'
    yield f"<name>{text(question.title)}</name>"
    prompt = question.prompt
    if question.options and not choice:
        prompt += "\n\n" + "\n".join(f"- {option.text}" for option in question.options)
    yield _markdown("questiontext", prompt)
    yield _markdown("generalfeedback", _answer(question) if choice else "")
    yield "<defaultgrade>1</defaultgrade><penalty>0</penalty><hidden>0</hidden>"
    if choice:
        yield f"<single>{str(right == 1).lower()}</single><shuffleanswers>true</shuffleanswers>"
        yield "<answernumbering>ABCD</answernumbering>"
        for option in question.options:
            yield _option(option, right, len(question.options) - right)
    else:
        yield "<responseformat>editor</responseformat><responserequired>1</responserequired>"
        yield _markdown("graderinfo", _answer(question))
    tags = [f"kind: {question.kind}", *question.tags]
    tags += [f"level: {question.level}"] if question.level else []
    tags += [f"difficulty: {question.difficulty}"] if question.difficulty else []
    yield "<tags>" + "".join(f"<tag>{text(tag)}</tag>" for tag in tags) + "</tags>"
    yield "</question>"


def _option(option: ExportOption, right: int, wrong: int) -> str:
    """A choice; where several are right, ticking all of the wrong ones takes everything away again."""
    wrong_share = 0.0 if right == 1 else -100 / max(wrong, 1)
    share = 100 / right if option.correct else wrong_share
    fraction = f"{share:.5f}".rstrip("0").rstrip(".")
    inside = f"<text>{_escaped(option.text)}</text>{_markdown('feedback', option.feedback)}"
    return f'<answer fraction={quoteattr(fraction)} format="markdown">{inside}</answer>'


def _answer(question: ExportQuestion) -> str:
    """The model answer with what helps to judge one: summary, probes, red flags, rubric."""
    parts = [f"**{question.summary}**" if question.summary else "", question.answer]
    for name, items in (("Ask further", question.probes), ("Red flags", question.red_flags)):
        parts.append("\n".join([f"**{name}**", "", *(f"- {item}" for item in items)]) if items else "")
    for criterion in question.criteria:
        anchors = [
            f"- {point}{f' ({level})' if level else ''}: {words}"
            for level, point, _, words in criterion.anchors
        ]
        parts.append("\n".join([f"**{criterion.name}**, weight {criterion.weight}", "", *anchors]))
    return "\n\n".join(part for part in parts if part)


def _markdown(tag: str, words: str) -> str:
    return f'<{tag} format="markdown">{text(words)}</{tag}>'


def text(words: str) -> str:
    """Return a text element; what XML cannot hold is shown as the sign for a broken letter."""
    return f"<text>{_escaped(words)}</text>"


def _escaped(words: str) -> str:
    return escape(FORBIDDEN.sub("\ufffd", words))
