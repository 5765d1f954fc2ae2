"""The lines of an answer cut into blocks: paragraph, list, code, table, labels, noise."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ..foreign import is_answer_label
from ..labels import read_labels
from ..noise import reason
from ..shapes import bullet
from ..source import FENCE, Source
from . import tables
from .code import code_end, is_code, parts_by_language
from .languages import guess_language

PARAGRAPH, LIST, CODE, TABLE, LABELS, NOISE, HEADING = (
    "paragraph",
    "list",
    "code",
    "table",
    "labels",
    "noise",
    "heading",
)


@dataclass
class Block:
    """A run of lines of one kind: first and last line (from 0, both included), their text, and what was
    learned.
    """

    kind: str
    first: int
    last: int
    lines: list[str]
    language: str = ""
    rows: list[list[str]] = field(default_factory=list)
    why: str = ""

    @property
    def text(self) -> str:
        """The lines as one string."""
        return "\n".join(self.lines)


FOLD_START = re.compile(r"^(?:<details[^<>]{0,80}>\s*)?<summary[^<>]{0,80}>(?P<label>.{1,120}?)</summary>")
FOLD_END = re.compile(r"(?:\s*</(?:details|b|p|div|strong)>){1,6}$")
Taker = Callable[[Source, int, int], list[Block]]


def split_blocks(source: Source, first: int, stop: int, unfenced: bool) -> list[Block]:
    """Cut the lines from ``first`` up to but without ``stop`` into blocks; blank lines fall between them.

    With ``unfenced`` code and tables without marks are looked for; else only what is marked counts.
    """
    takers: list[Taker] = [_fence, _markdown_table, _labels, _noise]
    takers += [_bare_table, _bare_code] if unfenced else []
    takers += [_list]
    blocks: list[Block] = []
    index = first
    while index < stop:
        if source.blank[index]:
            index += 1
            continue
        taken = next((found for taker in takers if (found := taker(source, index, stop))), None)
        taken = taken or [_paragraph(source, index, stop, takers)]
        blocks += taken
        index = taken[-1].last + 1
    return blocks


def _fence(source: Source, index: int, stop: int) -> list[Block]:
    if index not in source.fences:
        return []
    last = min(source.fences[index], stop - 1)
    match = FENCE.match(source.lines[index])
    body = list(source.fence_body(index))
    while body and not body[0].strip():
        body.pop(0)
    while body and not body[-1].strip():
        body.pop()
    body = _dedented(
        [line.rstrip() for line in body], len(source.lines[index]) - len(source.lines[index].lstrip())
    )
    language = (match[2] if match else "") or guess_language("\n".join(body))
    return [Block(CODE, index, last, body, language=language)]


def _dedented(lines: list[str], indent: int) -> list[str]:
    """Take away the blanks by which the fence itself was indented."""
    return [line[min(indent, len(line) - len(line.lstrip())) :] for line in lines] if indent else lines


def _markdown_table(source: Source, index: int, stop: int) -> list[Block]:
    end = tables.markdown_table_end(source.lines, index, stop)
    return [Block(TABLE, index, end - 1, [line.strip() for line in source.lines[index:end]])] if end else []


def _labels(source: Source, index: int, stop: int) -> list[Block]:
    return [Block(LABELS, index, index, [source.lines[index]])] if read_labels(source.lines[index]) else []


def _noise(source: Source, index: int, stop: int) -> list[Block]:
    """A picture in an answer may be what it is about, all else that is noise elsewhere is noise here."""
    why = reason(source.lines[index])
    return [Block(NOISE, index, index, [source.lines[index]], why=why)] if why and why != "image" else []


def _bare_table(source: Source, index: int, stop: int) -> list[Block]:
    if index and not source.blank[index - 1]:
        return []
    end = index
    while end < min(stop, index + tables.MAX_ROWS) and _is_row(source.lines[end]):
        end += 1
    run = source.lines[index:end]
    if not run:
        return []
    rows = tables.tabbed_table(run) if "\t" in run[0] else tables.glued_table(source, run)
    return [Block(TABLE, index, end - 1, list(run), rows=rows)] if rows else []


def _is_row(line: str) -> bool:
    return ("\t" in line.strip() or tables.may_be_row(line)) and not is_code(line)


def _bare_code(source: Source, index: int, stop: int) -> list[Block]:
    end = code_end(source.lines, index, stop)
    if end is None:
        return []
    lines = [line.rstrip() for line in source.lines[index:end]]
    blocks = []
    for a, b, language in parts_by_language(lines):
        part = lines[a:b]
        while part and not part[-1]:
            part.pop()
        blocks.append(Block(CODE, index + a, index + a + len(part) - 1, part, language=language))
    return blocks


def _list(source: Source, index: int, stop: int) -> list[Block]:
    if not bullet(source.lines[index]):
        return []
    end = index + 1
    while end < stop and not source.blank[end] and index not in source.fences:
        line = source.lines[end]
        if not bullet(line) and (line[0] not in " \t" or source.fenced[end]):
            break
        end += 1
    return [Block(LIST, index, end - 1, list(source.lines[index:end]))]


def _paragraph(source: Source, index: int, stop: int, takers: list[Taker]) -> Block:
    end = index + 1
    while end < stop and not source.blank[end] and not any(taker(source, end, stop) for taker in takers):
        end += 1
    return Block(
        PARAGRAPH, index, end - 1, [_without_folds(line.strip()) for line in source.lines[index:end]]
    )


def _without_folds(line: str) -> str:
    """Leave out '<details><summary>Answer</summary>' before a text, and the closing tag behind one."""
    start = FOLD_START.match(line) if "<summary" in line else None
    text = line[start.end() :] if start and is_answer_label(start["label"]) else line
    return FOLD_END.sub("", text).strip() if text.endswith("</details>") else text
