"""The options of a multiple-choice question as text that a person edits, and back. Pure.

One option a line. `* ` in front marks a right one, `- ` one that is known to be wrong; without a mark it is
wrong where any other is marked right, else nobody knows. `> ` below an option is its feedback, and a line
that begins with four spaces goes on with the text above it. A text that itself begins with one of these has
a backslash in front.
"""

from collections.abc import Iterable
from dataclasses import replace

from questionbank.content import Choice

RIGHT, WRONG, FEEDBACK, MORE = "* ", "- ", "> ", "    "
_ESCAPED = (RIGHT, WRONG, FEEDBACK, MORE, "\\")


def write_options(options: Iterable[Choice]) -> str:
    """The text that `read_options` reads back, except that unknown beside right comes back as wrong."""
    listed = list(options)
    key = any(option.correct for option in listed)
    lines = []
    for option in listed:
        mark = RIGHT if option.correct else WRONG if option.correct is False and not key else ""
        lines.append(mark + _more(_escape(option.text)))
        if option.feedback:
            lines.append(FEEDBACK + _more(option.feedback))
    return "\n".join(lines)


def read_options(text: str) -> tuple[Choice, ...]:
    """The options that the text says; empty lines between them mean nothing."""
    found: list[Choice] = []
    in_feedback = False
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.startswith(MORE) and found:
            found[-1] = _with_more(found[-1], line.removeprefix(MORE), in_feedback)
        elif line.startswith(FEEDBACK) and found:
            found[-1] = replace(found[-1], feedback=line.removeprefix(FEEDBACK))
            in_feedback = True
        elif line.strip():
            found.append(_option(line))
            in_feedback = False
    if any(option.correct for option in found):
        return tuple(replace(option, correct=bool(option.correct)) for option in found)
    return tuple(found)


def _option(line: str) -> Choice:
    for mark, correct in ((RIGHT, True), (WRONG, False)):
        if line.startswith(mark):
            return Choice(line.removeprefix(mark).removeprefix("\\"), correct)
    return Choice(line.removeprefix("\\"))


def _with_more(option: Choice, line: str, in_feedback: bool) -> Choice:
    if in_feedback:
        return replace(option, feedback=f"{option.feedback}\n{line}")
    return replace(option, text=f"{option.text}\n{line}")


def _escape(text: str) -> str:
    return "\\" + text if text.startswith(_ESCAPED) else text


def _more(text: str) -> str:
    return text.replace("\n", f"\n{MORE}")
