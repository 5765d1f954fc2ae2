"""A document made ready for the readers of outlines: one way of writing headings, and no text about the text.

Front matter, comments of the markup and tables of contents become blank lines with a reason; headings
underlined, in tags, inside a list or without a blank after the signs are written '## heading'. No line is
added or taken away, fenced lines are left alone.
"""

import re
from dataclasses import dataclass, replace

from .asking import asks
from .contents import contents_lines
from .document import LineRange, Noise
from .front_matter import FrontMatter, find_front_matter
from .reading import Reading
from .shapes import HEADING, bullet, is_title
from .source import Source

UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})\s*$")
TAGGED = re.compile(
    r"^\s*<h(?P<depth>[1-6])(?:\s[^<>]{0,300})?>(?P<text>.+?)</h(?P=depth)>\s*$", re.IGNORECASE
)
BOLD_TAGGED = re.compile(
    r"^\s*(?:<p(?:\s[^<>]{0,80})?>\s*)?<(?P<tag>b|strong)>(?P<text>[^<>]{3,600})</(?P=tag)>(?:\s*(?:<br\s*/?>|</p>)){0,2}\s*$",
    re.IGNORECASE,
)
IN_LIST = re.compile(r"^ {0,3}(?:(?P<number>\d{1,4}[.)])|[-*+])\s+(?P<depth>#{1,6})\s+(?P<text>\S.*)$")
NUMBER_INSIDE = re.compile(r"^\W*(?:q\w*\s*)?\d{1,4}\s*[.):]", re.IGNORECASE)
TIGHT = re.compile(r"^(?P<depth>#{2,6}(?=[^#\s!])|#(?=[A-ZÀ-ÞА-Я][^\n]*[?？]\s*$))(?P<text>.*)$")
COMMENT_OPEN = re.compile(r"^\s*<!--")
MAX_UNDERLINED, MAX_COMMENT, MAX_SUMMARY = 200, 400, 6
CONTENTS, COMMENT, FRONT = "table of contents", "comment in the markup", "front matter of the file"
TAG, RULE = "tag of the markup", "rule below a heading"


@dataclass(frozen=True)
class Prepared:
    """The document as readers of outlines see it, why each line (from 0) was left out, the front matter."""

    source: Source
    left_out: dict[int, str]
    front: FrontMatter | None


def prepare(source: Source) -> Prepared:
    """Return the document made ready."""
    return source.once(_prepare)


def _prepare(source: Source) -> Prepared:
    lines = list(source.lines)
    left_out: dict[int, str] = {}
    front = find_front_matter(source)
    if front:
        left_out |= dict.fromkeys(range(front.first, front.last + 1), FRONT)
    left_out |= _comments(source, 0 if front is None else front.last + 1)
    for at in left_out:
        lines[at] = ""
    left_out |= _join_summaries(source, lines)
    left_out |= _write_headings(source, lines)
    bare = Source(source.name, tuple(lines))
    for at in contents_lines(bare):
        left_out[at] = CONTENTS
        lines[at] = ""
    return Prepared(Source(source.name, tuple(lines), source.columns), left_out, front)


def _comments(source: Source, first: int) -> dict[int, str]:
    """Lines inside '<!-- -->' that begin and end with it; a comment never closed is left alone."""
    if "<!--" not in source.text:
        return {}
    found: dict[int, str] = {}
    closing = -1
    ends: dict[int, int] = {}
    for at in range(len(source) - 1, first - 1, -1):
        closing = at if "-->" in source.lines[at] else closing
        if COMMENT_OPEN.match(source.lines[at]) and not source.fenced[at] and closing >= 0:
            ends[at] = closing
    for at in sorted(ends):
        last = ends[at]
        if at not in found and last - at < MAX_COMMENT and source.lines[last].rstrip().endswith("-->"):
            found |= dict.fromkeys(range(at, last + 1), COMMENT)
    return found


def _join_summaries(source: Source, lines: list[str]) -> dict[int, str]:
    """Write a '<summary>' that runs over a few lines on its first one."""
    joined: dict[int, str] = {}
    for at, line in enumerate(lines):
        if "<summary" not in line.lower() or source.fenced[at] or "</summary>" in line.lower():
            continue
        ends = range(at + 1, min(len(lines), at + MAX_SUMMARY))
        last = next((end for end in ends if "</summary>" in lines[end].lower()), None)
        if last is not None:
            lines[at] = " ".join(part.strip() for part in lines[at : last + 1] if part.strip())
            joined |= dict.fromkeys(range(at + 1, last + 1), TAG)
            lines[at + 1 : last + 1] = [""] * (last - at)
    return joined


def _write_headings(source: Source, lines: list[str]) -> dict[int, str]:
    rules: dict[int, str] = {}
    for at, line in enumerate(lines):
        if source.fenced[at] or not line.strip():
            continue
        if UNDERLINE.match(line) and _is_underlined(source, lines, at):
            depth = 1 if line.strip()[0] == "=" else 2
            lines[at - 1] = f"{'#' * depth} {lines[at - 1].strip()}"
            lines[at] = ""
            rules[at] = RULE
        else:
            lines[at] = _as_heading(line)
    return rules


def _is_underlined(source: Source, lines: list[str], at: int) -> bool:
    """Tell a heading above a rule: one short line with a blank line (or nothing) above it."""
    if at == 0 or source.blank[at - 1] or source.fenced[at - 1]:
        return False
    text = lines[at - 1]
    alone = at == 1 or not lines[at - 2].strip()
    plain = not text.startswith(("    ", "\t", "#", ">", "|", "<")) and not bullet(text)
    long_enough = len(lines[at].strip()) > 2 or lines[at].strip()[0] == "="
    fits = bool(text.strip()) and len(text) < MAX_UNDERLINED
    return fits and alone and plain and long_enough and (asks(text) or is_title(text))


def _untagged(line: str) -> str:
    """Write '<h3>text</h3>' and a line that is bold by a tag as Markdown does."""
    lower = line[:60].lower()
    tagged = TAGGED.match(line) if "<h" in lower else None
    if tagged:
        return f"{'#' * int(tagged['depth'])} {tagged['text'].strip()}"
    bold = BOLD_TAGGED.match(line) if "<b" in lower or "<s" in lower else None
    return f"**{bold['text'].strip()}**" if bold else line


def _as_heading(line: str) -> str:
    first = line.lstrip()[:1]
    if first == "<":
        return _untagged(line)
    if first == "#" and not HEADING.match(line):
        tight = TIGHT.match(line)
        return f"{tight['depth']} {tight['text']}" if tight else line
    listed = IN_LIST.match(line) if "# " in line[:20] else None
    if listed is None:
        return line
    number = "" if not listed["number"] or NUMBER_INSIDE.match(listed["text"]) else f"{listed['number']} "
    return f"{listed['depth']} {number}{listed['text']}"


def with_left_out(prepared: Prepared, reading: Reading) -> Reading:
    """Return a reading of the prepared document with the reasons for the lines that were left out before."""
    runs: list[tuple[LineRange, str]] = []
    for at in sorted(prepared.left_out):
        why = prepared.left_out[at]
        if runs and runs[-1][1] == why and runs[-1][0][1] == at:
            runs[-1] = ((runs[-1][0][0], at + 1), why)
        else:
            runs.append(((at + 1, at + 1), why))
    title = reading.title or (prepared.front.one("title") if prepared.front else None)
    return replace(reading, title=title, noise=(*reading.noise, *(Noise(lines, why) for lines, why in runs)))
