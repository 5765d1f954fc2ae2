"""What undoing an import would take back, and what keeps it from being undone."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import ForeignObjectRel, Model

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
    Topic,
)
from questionbank.queries.usage import used_questions


@dataclass(frozen=True)
class Undoing:
    """What would be deleted, taken back and removed; and the questions that block it."""

    questions: int
    merged: int
    topics: list[Topic]
    blockers: list[Question]


def undoing_of(batch: ImportBatch) -> Undoing:
    """A preview of undo_import. A query for each table that may hold on to a question or a topic."""
    ids = list(Question.objects.filter(import_item__batch=batch).values_list("pk", flat=True))
    return Undoing(
        questions=len(ids),
        merged=ImportItem.objects.filter(batch=batch, state=ItemState.MERGED).count(),
        topics=empty_topics(batch.made_topics, without=ids),
        blockers=blockers_of(batch, ids),
    )


def blockers_of(batch: ImportBatch, ids: list[uuid.UUID]) -> list[Question]:
    """Those of its questions that somebody used, revised, reviewed, flagged, reported or merged into."""
    held = {question.pk for question in used_questions(ids)}
    for model in (QuestionFlag, LeakReport, QuestionUse):
        held.update(model.objects.filter(question__in=ids).values_list("question", flat=True))
    reviews = RevisionReview.objects.filter(revision__question__in=ids)
    held.update(reviews.values_list("revision__question", flat=True))
    others = ImportItem.objects.filter(merged_into__in=ids).exclude(batch=batch)
    held.update(others.values_list("merged_into", flat=True))
    return list(Question.objects.filter(pk__in=held).select_related("current"))


def empty_topics(topic_ids: Iterable[uuid.UUID], *, without: Iterable[uuid.UUID] = ()) -> list[Topic]:
    """Those of the topics that nothing refers to, not counting revisions of the questions `without`."""
    topics = {topic.pk: topic for topic in Topic.objects.filter(pk__in=list(topic_ids))}
    if not topics:
        return []
    held: set[uuid.UUID] = set()
    for relation in Topic._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or isinstance(relation.related_model, str):
            continue
        held |= _holding(relation.related_model, relation.field.name, list(topics), list(without))
    return [topic for key, topic in topics.items() if key not in held]


def _holding(
    table: type[Model], column: str, topic_ids: list[uuid.UUID], without: list[uuid.UUID]
) -> set[uuid.UUID]:
    rows = table._default_manager.filter(**{f"{column}__in": topic_ids})
    if table is QuestionRevision:
        rows = rows.exclude(question__in=without)
    return set(rows.values_list(column, flat=True))
