"""Which column of a table means what: by its name, a name that is nearly known, or what stands in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .asking import strength
from .record_names import field_of
from .words import difficulty_of

Rows = Sequence[Sequence[str]]
NEARLY = {"front": "prompt", "back": "answer", "term": "prompt", "definition": "answer"}
BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
HEAD_FIRST = re.compile(
    r"\s(?:de|del|da|do|du|des|d|di|für|fuer|for|of|para|pour|по|для|на|к|to|from)\s", re.IGNORECASE
)
NUMBER = re.compile(r"^[#№]?\d{1,6}[.)]?$")
SAMPLE, MAX_NAME, MOSTLY = 200, 60, 0.6


@dataclass(frozen=True)
class Columns:
    """For each column its field by our names or None; the header's cells, empty if there is none."""

    fields: tuple[str | None, ...]
    header: tuple[str, ...]

    def described(self) -> str:
        """Return in words which column was taken as what, numbered from 1."""
        names = [f"'{name.strip()}'" if name.strip() else "" for name in self.header] or [""] * len(
            self.fields
        )
        taken = [
            f"{field} = {at} {name}".rstrip()
            for at, (field, name) in enumerate(zip(self.fields, names, strict=False), 1)
            if field
        ]
        left = [
            name or f"column {at}"
            for at, (field, name) in enumerate(zip(self.fields, names, strict=False), 1)
            if not field
        ]
        return f"Columns: {', '.join(taken)}" + (
            f"; not taken over: {', '.join(left[:10])}." if left else "."
        )


def columns_of(rows: Rows, said: Mapping[str, str]) -> Columns | None:
    """Return what the columns mean, or None if none holds questions.

    ``said`` is what a person says (field -> name or number from 1); it goes before every guess.
    """
    if not rows:
        return None
    first = [cell.strip() for cell in rows[0]]
    by_name = _by_name(first)
    is_header = "prompt" in by_name and not any(
        strength(cell) > 1 for cell in first if len(cell) > MAX_NAME // 2
    )
    is_header = is_header or (bool(by_name) and len(first) > 1 and _is_unlike(first, rows[1:]))
    body = rows[1:] if is_header else rows
    width = max(len(row) for row in rows)
    fields = [*(by_name if is_header else []), *[None] * width][:width]
    if "prompt" not in fields or "answer" not in fields:
        fields = _by_content(fields, body)
    fields = _corrected(fields, first if is_header else [], said)
    return Columns(tuple(fields), tuple(first) if is_header else ()) if "prompt" in fields else None


def _by_name(header: Sequence[str]) -> list[str | None]:
    """Return the fields that the cells of a header name, each field once; empty if none is known."""
    exact = [field_of(BRACKETS.sub("", cell)) if len(cell) <= MAX_NAME else None for cell in header]
    taken = {field for field in exact if field}
    found: list[str | None] = []
    for cell, field in zip(header, exact, strict=True):
        nearly = None if field or len(cell) > MAX_NAME else _nearly(cell)
        if nearly and nearly not in taken:
            taken.add(nearly)
            field = nearly
        found.append(None if field in found and field in ("prompt", "answer") else field)
    return found if any(found) else []


def _nearly(name: str) -> str | None:
    """Return the field of a name such as 'Interview Question' by its main word."""
    bare = BRACKETS.sub("", name).split("/")[0].strip()
    words = re.findall(r"[^\W\d_]+", bare)
    if not words:
        return None
    main = words[0] if HEAD_FIRST.search(bare) else words[-1]
    other = words[-1] if main is words[0] else words[0]
    return field_of(main) or NEARLY.get(main.lower()) or field_of(other)


def _is_unlike(first: Sequence[str], body: Rows) -> bool:
    """Tell a header of which some names are known: short cells, no question, unlike what stands below."""
    return all(cell and len(cell) <= MAX_NAME and strength(cell) < 2 for cell in first) and bool(body)


def _by_content(known: Sequence[str | None], body: Rows) -> list[str | None]:
    """Fill in the columns of questions and answers by what stands in them."""
    sample = body[:SAMPLE]
    fields = list(known)
    columns = [[row[at].strip() if at < len(row) else "" for row in sample] for at in range(len(fields))]
    free = [at for at, field in enumerate(fields) if field is None and any(columns[at])]
    if "prompt" not in fields:
        asking = {at: sum(strength(cell) > 0 for cell in columns[at]) / max(len(sample), 1) for at in free}
        best = max(free, key=lambda at: asking[at], default=None)
        if best is None or asking[best] < MOSTLY:
            return fields
        fields[best] = "prompt"
        free.remove(best)
    if "answer" not in fields and free:
        lengths = {at: sum(map(len, columns[at])) for at in free if not _plain_field(columns[at])}
        answer = max(lengths, key=lambda at: lengths[at], default=None)
        if answer is not None and (len(known) > 1 and lengths[answer] > 2 * len(sample)):
            fields[answer] = "answer"
            free.remove(answer)
    for at in free if not any(known) else []:
        plain = _plain_field(columns[at])
        fields[at] = plain if plain not in fields else None
    return fields


def _plain_field(cells: Sequence[str]) -> str | None:
    """Return 'number', 'difficulty' or 'section' for a column of nothing but such words."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return None
    if all(NUMBER.match(cell) for cell in filled):
        return "number"
    if all(difficulty_of(cell) and not cell.isdigit() for cell in filled):
        return "difficulty"
    short = all(len(cell) <= 40 and len(cell.split()) <= 4 for cell in filled)
    return "section" if short and len(set(filled)) * 2 <= len(filled) else None


def _corrected(fields: list[str | None], header: Sequence[str], said: Mapping[str, str]) -> list[str | None]:
    for field, place in said.items():
        names = [cell.lower() for cell in header]
        wanted = str(place).strip()
        at = (
            int(wanted) - 1
            if wanted.isdigit()
            else names.index(wanted.lower())
            if wanted.lower() in names
            else -1
        )
        if 0 <= at < len(fields):
            fields = [None if old == field else old for old in fields]
            fields[at] = field
    return fields
