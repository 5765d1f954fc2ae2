"""Reads about imports."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Q, QuerySet, When

from questionbank.enums import ItemState
from questionbank.models import ImportBatch, ImportItem
from questionbank.rules import Actor, may_curate

# The parts of a batch that can be looked at one at a time, with their words.
VIEWS = {
    "pending": "To review",
    "warnings": "With warnings",
    "accepted": "Accepted",
    "rejected": "Rejected",
    "all": "All",
}
_WARNED = Q(state=ItemState.PENDING) & ~Q(parsed__warnings=[])


def imports_of(reader: Actor) -> QuerySet[ImportBatch]:
    """All imports, newest first, with how many items they have and how many wait.

    Refuses all but curators.
    """
    may_curate(reader).require()
    rows = ImportBatch.objects.defer("text").select_related("uploaded_by__user")
    waiting = Count("items", filter=Q(items__state=ItemState.PENDING))
    return rows.annotate(total=Count("items"), waiting=waiting).order_by("-created_at", "id")


def items_of(batch: ImportBatch, view: str = "all") -> QuerySet[ImportItem]:
    """The items of one part of a batch (a key of VIEWS), in the order of the document."""
    rows = ImportItem.objects.filter(batch=batch).select_related("question", "decided_by__user")
    if view == "warnings":
        return rows.filter(_WARNED)
    if view in ItemState.values:
        return rows.filter(state=view)
    return rows


def item_counts(batch: ImportBatch) -> dict[str, int]:
    """How many items each part of the batch has. One query."""
    states = {state: Count("pk", filter=Q(state=state)) for state in ItemState.values}
    warned = Count("pk", filter=_WARNED)
    return ImportItem.objects.filter(batch=batch).aggregate(**states, warnings=warned, all=Count("pk"))


def neighbours(item: ImportItem) -> tuple[ImportItem | None, ImportItem | None]:
    """The item before and the one after it in the document. Two queries."""
    rows = ImportItem.objects.filter(batch_id=item.batch_id).only("id", "ordinal", "batch_id")
    before = rows.filter(ordinal__lt=item.ordinal).order_by("-ordinal").first()
    return before, rows.filter(ordinal__gt=item.ordinal).first()


def next_undecided(item: ImportItem) -> ImportItem | None:
    """The next item of the document that waits for a decision; after the last comes the first. One query."""
    waiting = ImportItem.objects.filter(batch_id=item.batch_id, state=ItemState.PENDING).exclude(pk=item.pk)
    return waiting.order_by(Case(When(ordinal__gt=item.ordinal, then=0), default=1), "ordinal").first()


@dataclass(frozen=True)
class Line:
    """One line of a document: its number from 1, its text, and what it is part of."""

    number: int
    text: str
    item: ImportItem | None
    note: str
    starts: bool  # the first line of its item or note


def document_lines(batch: ImportBatch, items: Iterable[ImportItem]) -> list[Line]:
    """Every line of the document with the item that has it, or why no item does."""
    owners: dict[int, ImportItem] = {}
    for item in items:
        first, last = item.parsed["lines"]
        owners.update(dict.fromkeys(range(first, last + 1), item))
    notes = _notes(batch)
    lines = []
    before: tuple[ImportItem | None, str] = (None, "")
    for number, text in enumerate(batch.text.split("\n"), start=1):
        now = (owners.get(number), "" if number in owners else notes.get(number, ""))
        lines.append(Line(number, text, now[0], now[1], now != before and now != (None, "")))
        before = now
    return lines


def _notes(batch: ImportBatch) -> dict[int, str]:
    notes: dict[int, str] = {}
    report = batch.report
    passages = [(entry["lines"], entry["why"]) for entry in report.get("noise", [])]
    passages += [(entry["lines"], "asked here but not answered") for entry in report.get("unanswered", [])]
    passages += [(lines, "not understood") for lines in report.get("unaccounted", [])]
    for (first, last), why in passages:
        notes.update(dict.fromkeys(range(first, last + 1), why))
    return notes
