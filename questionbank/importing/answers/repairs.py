"""What printing and converting broke in an answer, mended where that is certain and flagged where
it is not.
"""

import re

from .blocks import CODE, LIST, PARAGRAPH, Block
from .code import is_code
from .languages import parses

GLUED_ITEM = re.compile(r"(?<=\S)\s*\*\*(\d{1,2})\. (?=[^*]{1,80}\*\*)")
FIRST_ITEM = re.compile(r"^(\d{1,2})\. ")
BOLD_NUMBER = re.compile(r"^\*\*(\d{1,2})\. ")
SCRAP = re.compile(r"[a-z0-9](?:[^.:;?!]|\.(?=\d))*[a-z0-9]")
MAX_SCRAP = 8
NAMES = re.compile(r"[A-Za-z_]\w*")
BOUND = re.compile(r"^\s*(?:from [\w.]+ )?import (.+)$|^([\w, ]+?) = ", re.MULTILINE)


def mend(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """Return the blocks with broken paragraphs and cut code joined, and a warning for each doubtful place."""
    warnings: list[str] = []
    mended: list[Block] = []
    for block in blocks:
        before = mended[-1] if mended else None
        if before and _is_broken_sentence(before, block):
            before.lines[-1] = f"{before.lines[-1].rstrip()} {block.lines[0].strip()}"
            before.lines += block.lines[1:]
            before.last = block.last
        elif before and before.kind == CODE and _continues_code(before, block):
            before.lines += block.lines
            before.last = block.last
        elif before and before.kind == CODE and _is_fallen_comment(before, block):
            before.lines.append(f"# {block.lines[0].strip()}")
            before.last = block.last
        else:
            if before and before.kind == block.kind == CODE and _is_cut(before, block):
                warnings.append(
                    f"Lines {before.first + 1}-{block.last + 1}: code seems cut in two and has lost its "
                    f"indent; mend it."
                )
            mended.append(_ungluing(block))
    return mended, warnings


def _is_broken_sentence(before: Block, block: Block) -> bool:
    """Tell a sentence cut by a blank line: no end before, and it goes on in small letters."""
    if block.kind != PARAGRAPH or before.kind not in (PARAGRAPH, LIST):
        return False
    end, start = before.lines[-1].rstrip(" *"), block.lines[0].lstrip()
    return end[-1:].isalnum() and start[:1].islower() and not is_code(start) and len(end.split()) > 4


def _continues_code(before: Block, block: Block) -> bool:
    """Tell code that belongs to the code above: it stands right below and uses what was named there."""
    if block.kind == PARAGRAPH:
        inside = len(block.lines) == 1 and is_code(block.lines[0]) and "=" in block.lines[0]
        return inside and parses(block.lines[0]) and _shares_names(before, block)
    if block.kind != CODE or block.lines[:1] == [] or block.lines[0].lstrip().startswith("#"):
        return False
    return parses(before.text) and parses(block.text) and _uses(before, block)


def _is_fallen_comment(before: Block, block: Block) -> bool:
    """Tell a comment that fell out of its code and lost its sign: a scrap of a sentence below Python that
    begins with a comment.
    """
    if block.kind != PARAGRAPH or len(block.lines) != 1 or before.language != "python":
        return False
    text = block.lines[0].strip()
    scrap = SCRAP.fullmatch(text) and len(text.split()) <= MAX_SCRAP
    return bool(scrap) and before.lines[0].startswith("# ") and parses(before.text)


def _bound(block: Block) -> set[str]:
    return {name for match in BOUND.findall(block.text) for part in match for name in NAMES.findall(part)}


def _uses(before: Block, block: Block) -> bool:
    return bool(_bound(before) & set(NAMES.findall(block.text)))


def _shares_names(before: Block, block: Block) -> bool:
    return bool(set(NAMES.findall(before.text)) & set(NAMES.findall(block.lines[0].split("#")[0])))


def _is_cut(before: Block, block: Block) -> bool:
    """Tell a function cut over two fences: the first part stops where a body is due."""
    return (
        bool(before.lines)
        and before.lines[-1].rstrip().endswith((":", ",", "(", "[", "{", "\\"))
        and bool(block.lines)
    )


def _ungluing(block: Block) -> Block:
    """Set items on lines of their own that stand glued behind a first one ('1. ... **2. ...')."""
    lines: list[str] = []
    for line in block.lines:
        first = FIRST_ITEM.match(line.lstrip())
        lines += _items(line, int(first[1])) if first and block.kind in (LIST, PARAGRAPH) else [line]
    block.lines = lines
    return block


def _items(line: str, number: int) -> list[str]:
    items, start = [], 0
    for match in GLUED_ITEM.finditer(line):
        if int(match[1]) != number + 1:
            continue
        items.append(line[start : match.start()].rstrip())
        number, start = number + 1, match.start()
    items.append(line[start:])
    return [items[0], *(BOLD_NUMBER.sub(r"\1. **", item.lstrip()) for item in items[1:])]
