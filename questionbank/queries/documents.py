"""An imported document line by line: a window of it, with what became of each line and why."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from questionbank.comparison import passages
from questionbank.enums import ItemState
from questionbank.models import ImportBatch, ImportItem, ImportMatch
from questionbank.queries.comparisons import FieldDifference

WINDOW = 300  # lines shown at a time: a document of any length opens at once


@dataclass(frozen=True)
class Line:
    """One line of a document: its number from 1, its text, and what it is part of."""

    number: int
    text: str
    item: ImportItem | None
    note: str
    starts: bool  # the first line of its item or note
    asks: bool = False  # an unanswered prompt begins here that nobody took yet
    is_chosen: bool = False  # part of the item that is looked at


@dataclass(frozen=True)
class Window:
    """Some lines of a document, and where the lines before and after them begin."""

    lines: list[Line]
    total: int

    @property
    def first(self) -> int:
        """The number of the first line shown."""
        return self.lines[0].number if self.lines else 0

    @property
    def last(self) -> int:
        """The number of the last line shown."""
        return self.lines[-1].number if self.lines else 0

    @property
    def before(self) -> int | None:
        """The line at which the window before this one begins; None at the top."""
        return max(1, self.first - WINDOW) if self.first > 1 else None

    @property
    def after(self) -> int | None:
        """The line at which the window after this one begins; None at the end."""
        return self.last + 1 if self.last < self.total else None


def window_at(line: int, total: int) -> int:
    """The first line of a window in which this line can be read with what stands before it."""
    return max(1, min(line - WINDOW // 5, total - WINDOW + 1))


def document_window(batch: ImportBatch, start: int, chosen: ImportItem | None = None) -> Window:
    """The lines from `start` on, each with the item that has it, or why no item does. Two queries."""
    texts = batch.text.split("\n")
    start = max(1, min(start, len(texts)))
    end = min(len(texts), start + WINDOW - 1)
    owners = _owners(batch, start, end)
    notes, asked = _notes(batch, owners)
    own = (
        {number for first, last in _places(chosen) for number in range(first, last + 1)} if chosen else set()
    )
    lines = []
    before: tuple[ImportItem | None, str] = (None, "")
    for number in range(start, end + 1):
        item = owners.get(number)
        now = (item, "" if item else notes.get(number, ""))
        starts = now != before and now != (None, "")
        lines.append(Line(number, texts[number - 1], *now, starts, number in asked, number in own))
        before = now
    return Window(lines, len(texts))


def remarks_of(batch: ImportBatch) -> dict[str, Any]:
    """What there is to say of the whole document: its claims, false ones first, warnings, and the rest."""
    report = batch.report
    statements = (report.get("claimed") or {}).get("statements", [])
    return {
        "claims": sorted(statements, key=lambda claim: bool(claim["true"])),
        "warnings": report.get("warnings", []),
        "unanswered": report.get("unanswered", []),
        "noise": report.get("noise", []),
        "unaccounted": report.get("unaccounted", []),
        "alike": report.get("alike", []),  # pairs of ordinals of items that ask the same, and why
    }


def item_lines(batch: ImportBatch, item: ImportItem) -> list[tuple[int, str]]:
    """The lines of the document that are its source, with their numbers."""
    texts = batch.text.split("\n")
    return [
        (number, texts[number - 1])
        for first, last in _places(item)
        for number in range(first, min(last, len(texts)) + 1)
    ]


def _owners(batch: ImportBatch, start: int, end: int) -> dict[int, ImportItem]:
    near = Q(first_line__lte=end, last_line__gte=start) | ~Q(made_of=[])  # joined ones have several places
    rows = ImportItem.objects.filter(near, batch=batch).exclude(state=ItemState.SPLIT)
    owners: dict[int, ImportItem] = {}
    # Of two that have a line (a question inside another one's answer) the later one shows.
    for item in rows.order_by("first_line", "-last_line", "ordinal"):
        for first, last in _places(item):
            owners.update(dict.fromkeys(range(max(first, start), min(last, end) + 1), item))
    return owners


def _places(item: ImportItem) -> list[list[int]]:
    return item.parsed.get("sources") or [item.parsed["lines"]]


def _notes(batch: ImportBatch, owners: dict[int, ImportItem]) -> tuple[dict[int, str], set[int]]:
    """The reason for each line that is in no item, and the lines at which an unanswered prompt begins."""
    notes: dict[int, str] = {}
    report = batch.report
    passages = [(entry["lines"], entry["why"]) for entry in report.get("noise", [])]
    passages += [(entry["lines"], "asked here but not answered") for entry in report.get("unanswered", [])]
    passages += [(lines, "not understood") for lines in report.get("unaccounted", [])]
    for (first, last), why in passages:
        notes.update(dict.fromkeys(range(first, last + 1), why))
    asked = {entry["lines"][0] for entry in report.get("unanswered", [])}
    return notes, asked - owners.keys()


def compare_match(match: ImportMatch) -> list[FieldDifference]:
    """Prompt, summary and answer of the question in the bank against those of the item. No query."""
    revision, item = match.question.current, match.item
    pairs = [
        ("Prompt", revision.prompt if revision else "", item.value("prompt")),
        ("Summary", revision.summary if revision else "", item.value("summary")),
        ("Answer", revision.answer if revision else "", item.value("answer")),
    ]
    return [
        FieldDifference(label, passages(was.strip(), str(now or "").strip()))
        for label, was, now in pairs
        if was or now
    ]
