"""Tables of contents of any form: lists or tables of links into the document, or of titles that follow."""

import re
from collections.abc import Iterator

from .prompts import clean_prompt, key_of
from .shapes import HEADING, MAX_PROMPT, bullet
from .source import Source

HASH_LINKS = re.compile(
    r"^\W*(?:\d{1,4}\s*[.):]\s*)?(?:\[(?:[^\[\]]|\[[^\[\]]*\]|\\[\[\]]){1,500}\]\(#[^)]{0,2000}\)+\W*)+$"
)
TAG_LINK = re.compile(
    r"^\W*(?:<[^<>]{1,80}>\s*)*<a [^<>]{0,200}href=[\"']?#[^<>]{0,300}>.{1,300}</a>(?:\s*</[^<>]+>)*\W*$",
    re.I,
)
CELL = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"^\W*$")
NUMBER = re.compile(r"^\W*\d{0,4}\W*$")
BOLD = re.compile(r"^\s*(?:[-*+]\s+)?(?:\*\*|__).+(?:\*\*|__)\W*$")
SUMMARY = re.compile(r"<summary[^<>]{0,80}>(.+?)</summary>", re.IGNORECASE)
LINKED_SHARE, REPEATED_SHARE = 0.5, 0.6
MIN_LINKS, MIN_TITLES = 2, 3
MAX_ITEM = 4000
Run = list[int]


def contents_lines(source: Source) -> set[int]:
    """Return the lines (from 0) of the tables of contents of a document."""
    bodies = _last_lines_of_titles(source)
    found: set[int] = set()
    for run in _runs(source):
        texts = [at for at in run if not RULE.match(source.lines[at][:MAX_PROMPT])]
        linked = [at for at in run if _is_linked(source.lines[at])]
        repeated = [at for at in texts if bodies.get(_key(source.lines[at]), -1) > run[-1]]
        by_link = len(linked) >= MIN_LINKS and len(linked) >= LINKED_SHARE * len(texts)
        by_title = len(repeated) >= MIN_TITLES and len(repeated) >= REPEATED_SHARE * len(texts)
        if by_link or by_title or (len(linked) == len(texts) == 1 and _is_below_heading(source, run[0])):
            last = max((*linked, *(repeated if by_title else ())))
            found.update(at for at in run if at <= last)
    return found


def _runs(source: Source) -> Iterator[Run]:
    """Runs of items or rows with nothing but blank lines between them."""
    run: Run = []
    kind = ""
    for at, line in enumerate(source.lines):
        if source.blank[at]:
            continue
        now = "" if source.fenced[at] else "item" if bullet(line) else "row" if _is_row(line) else ""
        if run and (now != kind or (now == "item" and _starts_again(source, run[-1], at))):
            yield run
            run = []
        kind = now
        if now:
            run.append(at)
    if run:
        yield run


def _starts_again(source: Source, above: int, at: int) -> bool:
    """Tell a list after a list: a blank line between them, and from bullets to numbers or back to 1."""
    before, now = bullet(source.lines[above]), bullet(source.lines[at])
    if above == at - 1 or not before or not now or now["indent"] > before["indent"]:
        return False
    numbers = [sign[:-1] if sign[0].isdigit() else "" for sign in (before["sign"], now["sign"])]
    return bool(numbers[0]) != bool(numbers[1]) or (numbers[1] == "1" and numbers[0] != "1")


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|") and line.count("|") > 1


def _is_linked(line: str) -> bool:
    """Tell an item that is a link into the document, or a row with one and at most short words beside it."""
    if "#" not in line or len(line) > MAX_ITEM:
        return False
    if not _is_row(line):
        item = bullet(line)
        return _is_hash_link(item["text"] if item else line)
    cells = [cell.strip() for cell in CELL.split(line) if cell.strip()]
    links = [cell for cell in cells if _is_hash_link(cell)]
    return bool(links) and all(cell in links or len(cell.split()) <= 2 for cell in cells)


def _is_hash_link(text: str) -> bool:
    return "#" in text and bool(HASH_LINKS.match(text.strip()) or TAG_LINK.match(text.strip()))


def _key(line: str) -> str:
    """What an item or the widest cell of a row shares with the title that it names."""
    if len(line) > MAX_ITEM:
        return ""
    if _is_row(line):
        cells = [cell.strip() for cell in CELL.split(line)]
        return key_of(max(cells, key=len))
    item = bullet(line)
    return key_of(item["text"] if item else line)


def _last_lines_of_titles(source: Source) -> dict[str, int]:
    """For the key of each heading, bold line, fold or lone numbered line the last line it stands on."""
    found: dict[str, int] = {}
    for at, line in enumerate(source.lines):
        if source.blank[at] or source.fenced[at] or len(line) > MAX_PROMPT:
            continue
        text = _title(source, at, line)
        if text and (key := key_of(text)):
            found[key] = at
    return found


def _title(source: Source, at: int, line: str) -> str:
    heading = HEADING.match(line)
    if heading:
        return heading["text"]
    fold = SUMMARY.search(line) if "<summary" in line.lower() else None
    if fold:
        return fold[1]
    if BOLD.match(line):
        return clean_prompt(line)
    item = bullet(line)
    following = source.next_text(at + 1)
    has_body = following is not None and not bullet(source.lines[following])
    return item["text"] if item and item["sign"][0].isdigit() and has_body else ""


def _is_below_heading(source: Source, at: int) -> bool:
    above = source.last_text(at - 1)
    return above is not None and bool(HEADING.match(source.lines[above]))
