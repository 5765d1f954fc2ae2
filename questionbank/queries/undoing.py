"""What undoing an import would take back, and what keeps it from being undone."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, ForeignObjectRel, Model, OuterRef, Q

from questionbank.enums import ItemState
from questionbank.models import (
    ImportBatch,
    ImportItem,
    LeakReport,
    Question,
    QuestionFlag,
    QuestionRevision,
    QuestionUse,
    RevisionReview,
    SearchCount,
    SearchRow,
    Topic,
)

# Tables of the bank itself whose rows are somebody's work on a question; what only describes it goes along.
HOLDING = (QuestionFlag, LeakReport, QuestionUse, RevisionReview)
DERIVED = (SearchRow, SearchCount)  # of the search: they follow the questions


@dataclass(frozen=True)
class Undoing:
    """What would be deleted, taken back and removed; and the questions that block it."""

    questions: int
    merged: int
    topics: list[Topic]
    blockers: list[Question]


def undoing_of(batch: ImportBatch) -> Undoing:
    """A preview of undo_import. Four queries."""
    ids = list(Question.objects.filter(import_item__batch=batch).values_list("pk", flat=True))
    return Undoing(
        questions=len(ids),
        merged=ImportItem.objects.filter(batch=batch, state=ItemState.MERGED).count(),
        topics=empty_topics(batch.made_topics, without=ids),
        blockers=blockers_of(batch, ids),
    )


def blockers_of(batch: ImportBatch, ids: list[uuid.UUID]) -> list[Question]:
    """Those of its questions that somebody used, revised, reviewed, flagged, reported or merged into.

    One query. Used is what a table above the bank points at, whichever there are.
    """
    if not ids:
        return []
    others = ImportItem.objects.filter(merged_into=OuterRef("pk")).exclude(batch=batch)
    revised = QuestionRevision.objects.filter(question=OuterRef("pk"), number__gt=1)
    held = Q(Exists(others)) | Q(Exists(revised))
    for table, column in _pointing_at(Question):
        held |= Q(Exists(table._default_manager.filter(**{column: OuterRef("pk")})))
    for table, column in _pointing_at(QuestionRevision):
        held |= Q(Exists(table._default_manager.filter(**{f"{column}__question": OuterRef("pk")})))
    return list(Question.objects.filter(held, pk__in=ids).select_related("current"))


def empty_topics(topic_ids: Iterable[uuid.UUID], *, without: Iterable[uuid.UUID] = ()) -> list[Topic]:
    """Those of the topics that nothing but the questions `without` refers to. One query."""
    wanted = list(topic_ids)
    if not wanted:
        return []
    held = Q(pk__isnull=True)  # nothing
    for relation in _relations(Topic):
        table = relation.related_model
        if table in DERIVED:
            continue
        rows = table._default_manager.filter(**{relation.field.name: OuterRef("pk")})
        if table is QuestionRevision:
            rows = rows.exclude(question__in=list(without))
        held |= Q(Exists(rows))
    return list(Topic.objects.filter(~held, pk__in=wanted))


def _pointing_at(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """The tables, with their column, that make an undo impossible by pointing at the model."""
    for relation in _relations(model):
        table = relation.related_model
        if table in HOLDING or table._meta.app_label != model._meta.app_label:
            yield table, relation.field.name


def _relations(model: type[Model]) -> Iterator[Any]:
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not isinstance(relation.related_model, str):
            yield relation
