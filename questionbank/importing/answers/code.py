"""Code that lost its fences: where it starts and ends among the lines of an answer, told by the
lines' shape.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..shapes import bullet
from .languages import SHELL, guess_language, parses

MAX_CODE_LINE = 500
TRAILING_COMMENT = re.compile(r"\s#\s.*$")
NAME = r"\*{0,2}[A-Za-z_][\w.]*(?:\[.{0,120}\])?"
STATEMENT = re.compile(
    r"\s*(?:(?:async )?def \w+\(.*|class \w+ ?[(:].*|from [\w.]+ import .+|"
    r"import [\w.]+(?: as \w+)?(?:, .*)?|"
    r"@[\w.]+(?:\(.*)?|(?:async )?(?:for|while|if|elif|with)\b.*:|(?:try|else|finally|except)\b.{0,80}:|"
    r"(?:return|raise|yield|assert|del|await|global)\b.*[\w)\]}\"'.]|pass|break|continue|return|"
    rf"{NAME}(?: ?, ?{NAME})* {{0,3}}(?:: ?[\w\[\], .|]+)? {{0,3}}(?:[-+*/%|&]|//|\*\*)?=(?!=).*|"
    rf"{NAME}\((?:.*[)\]}}(,\[{{;\"'])?)"
)
SENTENCE_END = re.compile(r"[a-z]{2}\.$")
CLOSING = re.compile(r"^[)\]}]")
OPENING = re.compile(r"^\s*(?:[{\[]|\w+ [{\[]|\"\"\"|''')\s*$")
COMMENT = re.compile(r"^\s*(?:#(?!#)|//)\s*\S")
KEY = re.compile(r"^\s*(?:- )?[a-z][\w.-]*:(?:\s+\S.*)?$|^\s+-\s+\S")
BARE_CALL = re.compile(r"^[\w.]+\(\)$")
TOKEN = re.compile(r"'''|\"\"\"|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|#.*|[()\[\]{}]")
OPEN, CLOSE = "([{", ")]}"


@dataclass
class _State:
    """Where in a piece of code we are: open brackets, an open long string, whether it is a list of keys."""

    depth: int = 0
    quote: str | None = None
    keys: bool = False
    previous: str = ""

    def take(self, line: str) -> None:
        """Go over one line of code."""
        if self.quote is None:
            self.keys = bool(KEY.match(line)) or (self.keys and bool(COMMENT.match(line)))
        self.previous = line
        for token in TOKEN.findall(line[:MAX_CODE_LINE]):
            if self.quote:
                self.quote = None if token == self.quote else self.quote
            elif token in ("'''", '"""'):
                self.quote = token
            elif token in OPEN:
                self.depth += 1
            elif token in CLOSE:
                self.depth = max(0, self.depth - 1)


def code_end(lines: Sequence[str], start: int, stop: int) -> int | None:
    """Return the line after the code that starts at ``start`` (before ``stop``), or None if none starts
    there.
    """
    if not _starts(lines, start, stop):
        return None
    state = _State()
    end = index = start
    while index < stop:
        line = lines[index]
        if not line.strip():
            if state.quote is None and not _goes_on(lines, index, stop, state):
                break
        elif not _belongs(line, state):
            break
        else:
            state.take(line)
            end = index + 1
        index += 1
    return end if _is_enough(lines[start:end]) else None


def _starts(lines: Sequence[str], start: int, stop: int) -> bool:
    line = lines[start]
    if len(line) > MAX_CODE_LINE or _is_listed(line):
        return False
    if COMMENT.match(line):
        following = start + 1
        while following < stop and following < start + 6 and (COMMENT.match(lines[following])):
            following += 1
        return following < stop and _may_follow_comment(lines[following])
    return is_code(line)


def _may_follow_comment(line: str) -> bool:
    return (
        bool(line.strip())
        and not COMMENT.match(line)
        and not _is_listed(line)
        and (is_code(line) or not line[0].isupper())
    )


def is_code(line: str) -> bool:
    """Return whether a line alone looks like code (a comment or a bare key does not)."""
    return bool(OPENING.match(line) or _is_statement(line) or (SHELL.match(line) and " " in line.strip()))


def _is_statement(line: str) -> bool:
    if len(line) > MAX_CODE_LINE or SENTENCE_END.search(line):
        return False
    return bool(STATEMENT.fullmatch(TRAILING_COMMENT.sub("", line).rstrip()))


def _is_listed(line: str) -> bool:
    """Return whether the line is an item of a list of prose."""
    item = bullet(line)
    return bool(item) and item["sign"] not in "-*+" if item else False


def _belongs(line: str, state: _State) -> bool:
    if state.quote:
        return True
    if _is_listed(line):
        return False
    if state.depth or COMMENT.match(line) or is_code(line) or CLOSING.match(line):
        return True
    if line[0] in " \t" and state.previous:
        return True
    after_comment = bool(COMMENT.match(state.previous)) and line[0].islower()
    return after_comment or (bool(KEY.match(line)) and (state.keys or after_comment))


def _goes_on(lines: Sequence[str], index: int, stop: int, state: _State) -> bool:
    """Return whether code continues after a blank line."""
    following = index
    while following < stop and not lines[following].strip():
        following += 1
    if following >= stop or _is_listed(lines[following]):
        return False
    line = lines[following]
    if BARE_CALL.match(line) and (following + 1 >= stop or not lines[following + 1].strip()):
        return False
    if COMMENT.match(line):
        return True
    indented = line[0] in " \t" and (
        state.previous[:1] in (" ", "\t") or state.previous.rstrip().endswith(":")
    )
    return bool(state.depth) or is_code(line) or indented or bool(state.keys and KEY.match(line))


def _is_enough(code: Sequence[str]) -> bool:
    """A single word with brackets between paragraphs is a title, not a block of code."""
    solid = [line for line in code if line.strip() and not COMMENT.match(line)]
    return len(solid) > 1 or (len(solid) == 1 and not BARE_CALL.match(solid[0].strip()))


def parts_by_language(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """Split code where one language ends and another begins: (first, end, language), at a blank line only."""
    whole = "\n".join(lines)
    if guess_language(whole) == "json":
        return [(0, len(lines), "json")]
    if parses(whole):
        return [(0, len(lines), "python")]
    chunks = _chunks(lines)
    named = [guess_language("\n".join(lines[first:end])) for first, end in chunks]
    if len({name for name in named if name}) < 2 or "yaml" not in named:
        return [(0, len(lines), guess_language(whole))]
    parts: list[tuple[int, int, str]] = []
    for (first, end), name in zip(chunks, named, strict=True):
        if parts and (name in ("", parts[-1][2]) or lines[first][:1].isspace()):
            parts[-1] = (parts[-1][0], end, parts[-1][2])
        else:
            parts.append((first, end, name))
    return parts


def _chunks(lines: Sequence[str]) -> list[tuple[int, int]]:
    chunks: list[tuple[int, int]] = []
    first = None
    for index, line in enumerate([*lines, ""]):
        if line.strip() and first is None:
            first = index
        elif not line.strip() and first is not None:
            chunks.append((first, index))
            first = None
    return chunks
