"""Our own Markdown: readable as it is, and read back exactly by ``importing.readers.bank_markdown``.

Every heading of ours ends with the sign ``<!-- pl -->``, which a reader of Markdown does not see. A line
of somebody's text that ends like this gets one star more inside the sign, so nothing in a text can pass for
a heading. A value that is no plain line is written as a JSON string.
"""

import json
import re
from collections.abc import Iterable, Iterator

from .record import ExportCriterion, ExportQuestion

SIGN = "<!-- pl -->"
BANK_SIGN = "<!-- pl bank 1 -->"
LIKE_SIGN = re.compile(r"<!-- pl(?P<stars>\**)(?P<rest>(?: bank 1)? -->[ \t]*)$")
LINE = re.compile(r"[^\s\"\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f])?")
PART = re.compile(r"[^\s\"\\,:\x00-\x1f\x7f](?:[^\"\\,:\x00-\x1f\x7f]*[^\s\"\\,:\x00-\x1f\x7f])?")


def to_markdown(title: str, questions: Iterable[ExportQuestion]) -> Iterator[bytes]:
    """Yield the bank as UTF-8 Markdown, one piece a question."""
    yield f"# {' '.join(title.split())} {BANK_SIGN}\n".encode()
    for number, question in enumerate(questions, start=1):
        yield ("\n" + "\n".join(_lines(number, question)) + "\n").encode()
    yield b"\n"


def _lines(number: int, question: ExportQuestion) -> Iterator[str]:
    yield f"## Question {number} {SIGN}"
    yield ""
    yield from _fields(question)
    for name in ("prompt", "summary", "answer"):
        text = getattr(question, name)
        if text or name == "prompt":
            yield from _text(name.capitalize(), text)
    if question.options:
        yield from _heading("Options")
        for option in question.options:
            mark = {True: "[x]", False: "[ ]", None: "[?]"}[option.correct]
            yield f"- {mark} {quoted(option.text)}"
            if option.feedback:
                yield f"  - Feedback: {quoted(option.feedback)}"
    for name, items in (
        ("Probes", question.probes),
        ("Hints", question.hints),
        ("Red flags", question.red_flags),
    ):
        if items:
            yield from _heading(name)
            yield from (f"- {quoted(item)}" for item in items)
    for criterion in question.criteria:
        yield from _criterion(criterion)


def _fields(question: ExportQuestion) -> Iterator[str]:
    """The values of one line. Those with nothing in them are left out."""
    yield f"- Kind: {quoted(question.kind)}"
    yield f"- State: {quoted(question.state)}"
    if question.topic:
        yield f"- Topic: {', '.join(quoted_part(name) for name in question.topic)}"
    for name in ("level", "difficulty", "minutes", "source"):
        value = getattr(question, name)
        if value not in (None, ""):
            yield f"- {name.capitalize()}: {quoted(str(value))}"
    if question.tags:
        yield f"- Tags: {', '.join(quoted_part(tag) for tag in question.tags)}"


def _text(name: str, text: str) -> Iterator[str]:
    yield from _heading(name)
    yield from (escaped(line) for line in text.split("\n"))


def _heading(name: str) -> Iterator[str]:
    yield ""
    yield f"### {name} {SIGN}"
    yield ""


def _criterion(criterion: ExportCriterion) -> Iterator[str]:
    yield from _heading("Criterion")
    yield f"- Name: {quoted(criterion.name)}"
    yield f"- Weight: {criterion.weight}"
    for level, point, is_draft, text in criterion.anchors:
        draft = " (draft)" if is_draft else ""
        whose = f" for {quoted_part(level)}" if level is not None else ""
        yield f"- Point {point}{draft}{whose}: {quoted(text)}"


def quoted(value: str) -> str:
    """Return a value that fits into a line: as it is if it is plain, else as a JSON string."""
    if LINE.fullmatch(value) and not LIKE_SIGN.search(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def quoted_part(value: str) -> str:
    """Return a value that fits between commas or before a colon."""
    return value if PART.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def escaped(line: str) -> str:
    """Return a line of a text so that it cannot pass for a heading of ours."""
    return LIKE_SIGN.sub(r"<!-- pl\g<stars>*\g<rest>", line)
