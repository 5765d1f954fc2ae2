"""Reads about imports: the list of documents, and one document's items in the order of their review."""

import uuid
from datetime import timedelta

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.utils import timezone

from questionbank.enums import BatchState, ItemState, PairDecision
from questionbank.models import ImportBatch, ImportItem, ImportMatch
from questionbank.rules import Actor, may_curate

# The parts of a batch that can be looked at one at a time, with their words.
VIEWS = {
    "pending": "To review",
    "warnings": "Warnings",
    "alike": "Alike",
    "accepted": "Accepted",
    "merged": "Merged",
    "rejected": "Rejected",
    "split": "Split, joined",
    "all": "All",
}
OVERDUE = timedelta(minutes=1)


def imports_of(reader: Actor) -> QuerySet[ImportBatch]:
    """All imports, newest first, with how many items they have and how many wait.

    Refuses all but curators.
    """
    may_curate(reader).require()
    rows = ImportBatch.objects.defer("text", "upload").select_related("uploaded_by__user")
    there = Count("items", filter=~Q(items__state=ItemState.SPLIT))
    waiting = Count("items", filter=Q(items__state=ItemState.PENDING))
    return rows.annotate(total=there, waiting=waiting).order_by("-created_at", "id")


def accepted_questions(batch_id: uuid.UUID) -> list[uuid.UUID]:
    """The questions that this import made. One query."""
    rows = ImportItem.objects.filter(batch=batch_id, question__isnull=False)
    return list(rows.order_by("ordinal").values_list("question_id", flat=True))


def waiting_imports() -> QuerySet[ImportBatch]:
    """Documents that wait to be read for longer than a task takes to start."""
    before = timezone.now() - OVERDUE
    return ImportBatch.objects.filter(state=BatchState.READING, created_at__lt=before).only(
        "pk", "organization_id"
    )


def items_of(batch: ImportBatch, view: str = "all") -> QuerySet[ImportItem]:
    """The items of one part of a batch (a key of VIEWS), in the order of their review.

    First those with warnings, then those like a question of the bank, then the rest, then what is decided;
    each in the order of the document. All but "split" and "all" leave out what was split or joined.
    """
    rows = ImportItem.objects.filter(batch=batch).annotate(is_alike=Exists(_open_matches()))
    if view == "warnings":
        rows = rows.filter(state=ItemState.PENDING, is_warned=True)
    elif view == "alike":
        rows = rows.filter(state=ItemState.PENDING, is_alike=True)
    elif view in ItemState.values:
        rows = rows.filter(state=view)
    place = Case(
        When(~Q(state=ItemState.PENDING), then=Value(3)),
        When(is_warned=True, then=Value(0)),
        When(is_alike=True, then=Value(1)),
        default=Value(2),
    )
    return rows.annotate(place=place).order_by("place", "first_line", "ordinal")


def with_matches(rows: QuerySet[ImportItem]) -> QuerySet[ImportItem]:
    """With all that a row of the review shows. Three queries whatever their number."""
    matches = ImportMatch.objects.select_related("question__current")
    return rows.select_related("decided_by__user", "merged_into__current").prefetch_related(
        Prefetch("matches", queryset=matches)
    )


def item_counts(batch: ImportBatch) -> dict[str, int]:
    """How many items each part of the batch has; "clean": those to accept at once. One query."""
    pending = Q(state=ItemState.PENDING)
    counts = {state: Count("pk", filter=Q(state=state)) for state in ItemState.values}
    rows = ImportItem.objects.filter(batch=batch).annotate(is_alike=Exists(_open_matches()))
    return rows.aggregate(
        **counts,
        warnings=Count("pk", filter=pending & Q(is_warned=True)),
        alike=Count("pk", filter=pending & Q(is_alike=True)),
        clean=Count("pk", filter=pending & Q(is_warned=False, is_alike=False)),
        all=Count("pk"),
    )


def place_of(rows: QuerySet[ImportItem], item_id: uuid.UUID) -> int | None:
    """Where among these the item stands, from 0; None if it is not there. One query."""
    ids = list(rows.values_list("pk", flat=True))
    return ids.index(item_id) if item_id in ids else None


def neighbours(item: ImportItem) -> tuple[ImportItem | None, ImportItem | None]:
    """The items before and after it in the document, without what was split or joined. Two queries."""
    rows = _in_document(item).exclude(state=ItemState.SPLIT)
    before = rows.filter(_before(item)).order_by("-first_line", "-ordinal").first()
    return before, rows.filter(_after(item)).first()


def next_undecided(item: ImportItem) -> ImportItem | None:
    """The next item of the document that waits for a decision; after the last comes the first. One query."""
    waiting = _in_document(item).filter(state=ItemState.PENDING)
    later = Case(When(_after(item), then=0), default=1)
    return waiting.order_by(later, "first_line", "ordinal").first()


def next_to_join(item: ImportItem) -> ImportItem | None:
    """The next undecided item below this one in the document. One query."""
    return _in_document(item).filter(_after(item), state=ItemState.PENDING).first()


def made_from(item: ImportItem) -> list[ImportItem]:
    """What this item was split off or joined of. One query, none for one that was read."""
    if not item.made_of:
        return []
    return list(ImportItem.objects.filter(batch_id=item.batch_id, pk__in=item.made_of).order_by("ordinal"))


def matches_of(item: ImportItem) -> list[ImportMatch]:
    """The questions of the bank that it resembles, most alike first. One query."""
    return list(ImportMatch.objects.filter(item=item).select_related("question__current"))


def matches_of_batch(batch: ImportBatch) -> QuerySet[ImportMatch]:
    """All questions of the bank that items of the document resemble, most alike first."""
    rows = ImportMatch.objects.filter(item__batch=batch).select_related("question__current")
    return rows.order_by("-score", "id")


def _open_matches() -> QuerySet[ImportMatch]:
    return ImportMatch.objects.filter(item=OuterRef("pk"), decision=PairDecision.OPEN)


def _in_document(item: ImportItem) -> QuerySet[ImportItem]:
    rows = ImportItem.objects.filter(batch_id=item.batch_id).exclude(pk=item.pk)
    return rows.defer("parsed").order_by("first_line", "ordinal")


def _after(item: ImportItem) -> Q:
    return Q(first_line__gt=item.first_line) | Q(first_line=item.first_line, ordinal__gt=item.ordinal)


def _before(item: ImportItem) -> Q:
    return Q(first_line__lt=item.first_line) | Q(first_line=item.first_line, ordinal__lt=item.ordinal)
