"""Tables that lost their separators: rows whose cells stand glued together, set apart again."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..shapes import bullet
from ..source import Source

MIN_ROWS, MAX_ROWS, MAX_COLUMNS, MAX_ROW = 3, 60, 8, 400
# Where two cells may meet without a blank: small letter, digit, bracket or sign before a capital or a
# money sign;
# an acronym before a capitalised word; a money sign before a capital.
SEAM = re.compile(
    r"(?<=[a-z0-9)\]%+])(?=[A-Z$\u20ac])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[$\u20ac])(?=[A-Z])|(?<=[a-z)])(?=\d)"
)
# What tables of comparison say in a cell of its own.
VERDICTS = frozenset(
    [
        "yes",
        "no",
        "good",
        "basic",
        "excellent",
        "poor",
        "native",
        "free",
        "none",
        "limited",
        "high",
        "low",
        "medium",
        "easy",
        "steep",
        "hard",
        "partial",
        "full",
        "fast",
        "slow",
        "paid",
        "manual",
        "automatic",
        "built-in",
        "flexible",
        "open",
        "closed",
        "managed",
    ]
)
TOKEN = re.compile(r"\S+")
MARKDOWN_ROW = re.compile(r"^\s*\|.*\|\s*$")
MARKDOWN_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")


def markdown_table_end(lines: Sequence[str], start: int, stop: int) -> int | None:
    """Return the line after the Markdown table that starts at ``start``, or None."""
    if start + 1 >= stop or "|" not in lines[start] or not MARKDOWN_RULE.match(lines[start + 1][:2000]):
        return None
    if "-" not in lines[start + 1] or "|" not in lines[start + 1]:
        return None
    end = start + 2
    while end < stop and "|" in lines[end] and lines[end].strip():
        end += 1
    return end


def tabbed_table(lines: Sequence[str]) -> list[list[str]] | None:
    """Return the cells of rows set apart by tabs, or None if they are no such table."""
    rows = [[cell.strip() for cell in line.strip("\n").split("\t")] for line in lines]
    return rows if len(rows) >= 2 and len({len(row) for row in rows}) == 1 and len(rows[0]) >= 2 else None


def glued_table(source: Source, lines: Sequence[str]) -> list[list[str]] | None:
    """Return the cells of a run of lines that is a table without separators, or None.

    A number of columns is looked for into which every row can be cut so that the words that come
    out are known from elsewhere in the document ('PyTorch' is one word there), not two glued ones.
    """
    if not MIN_ROWS <= len(lines) <= MAX_ROWS or not all(may_be_row(line) for line in lines):
        return None
    known = _known_words(source, lines)
    best: tuple[float, list[list[str]]] | None = None
    for columns in range(2, MAX_COLUMNS + 1):
        cut = [_cut(line.strip(), columns, known) for line in lines]
        if any(row is None for row in cut):
            break
        cost = sum(row[0] for row in cut if row) / len(cut)
        if best is None or cost < best[0] - 0.01:
            best = (cost, [row[1] for row in cut if row])
    return best[1] if best and best[0] < 1.5 and _has_glue(lines, known) else None


def may_be_row(line: str) -> bool:
    """Return whether the line may be a row of glued cells: short, no sentence's end, a seam in it."""
    text = line.strip()
    return (
        3 < len(text) <= MAX_ROW and not bullet(line) and text[-1] not in ".:;?!" and bool(SEAM.search(text))
    )


def _has_glue(lines: Sequence[str], known: dict[str, int]) -> bool:
    """Every row has a word that stands nowhere else and has a seam in it."""
    return all(
        any(SEAM.search(word) and not _is_known(word, known) for word in TOKEN.findall(line))
        for line in lines
    )


def _known_words(source: Source, lines: Sequence[str]) -> dict[str, int]:
    own: dict[str, int] = {}
    for line in lines:
        for word in line.split():
            own[word] = own.get(word, 0) + 1
    return {
        word: count - own.get(word, 0) for word, count in source.words.items() if count > own.get(word, 0)
    }


def _is_known(word: str, known: dict[str, int]) -> bool:
    bare = word.strip("()[],;:.\"'").rstrip("/-&")
    return (
        not bare
        or bare in known
        or bare.lower() in VERDICTS
        or all(part in known for part in bare.split("/"))
    )


def _cut(text: str, columns: int, known: dict[str, int]) -> tuple[float, list[str]] | None:
    """Return the cheapest way to cut a row into so many cells, or None if it has too few seams."""
    seams = [match.start() for match in SEAM.finditer(text)]
    if len(seams) < columns - 1 or len(seams) > 40:
        return None
    places = [0, *seams, len(text)]

    @cache
    def cheapest(place: int, cells: int) -> tuple[float, tuple[int, ...]]:
        """The cheapest cut of what is right of a place into so many cells."""
        if cells == 1:
            return _cost(text[places[place] :], known), ()
        options = []
        for following in range(place + 1, len(places) - cells + 1):
            cost, cuts = cheapest(following, cells - 1)
            options.append((cost + _cost(text[places[place] : places[following]], known), (following, *cuts)))
        return min(options, default=(1e9, ()))

    cost, cuts = cheapest(0, columns)
    if cost >= 1e9:
        return None
    ends = [0, *(places[cut] for cut in cuts), len(text)]
    return cost, [text[a:b].strip() for a, b in pairwise(ends)]


def _cost(cell: str, known: dict[str, int]) -> float:
    """Return how unlikely a cell is: unknown words, more for those with a seam inside or a half word at the
    start.
    """
    cost = 0.0
    for word in cell.split():
        if _is_known(word, known):
            continue
        glued = bool(SEAM.search(word.strip("()[],;:")))
        cost += (3.0 if word[0].islower() else 2.0) if glued else 0.5
    return cost if cell.strip() else 5.0


def as_markdown(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of cells, the first being the header, as a Markdown table."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
