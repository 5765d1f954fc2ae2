"""Which questions something outside the bank holds on to. Knows no table above: it walks the references."""

import uuid
from collections import Counter
from collections.abc import Collection, Iterator

from django.db.models import Count, ForeignObjectRel, Model, QuerySet

from questionbank.models import Question, QuestionRevision


def used_questions(question_ids: Collection[uuid.UUID]) -> list[Question]:
    """Those of the questions that a loop, kit or card points at, or that a person revised; oldest first.

    One query for each kind of reference, whatever the number of questions.
    """
    used: set[uuid.UUID] = set()
    for rows, column in _references(question_ids):
        used.update(rows.values_list(column, flat=True).distinct())
    revised = QuestionRevision.objects.filter(question__in=question_ids, number__gt=1)
    used.update(revised.values_list("question", flat=True))
    return list(Question.objects.filter(pk__in=used).select_related("current"))


def sessions_by_revision(question_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """In how many sessions each revision of the question was put, by the revision's id; others are missing.

    One query for each table outside the bank that has a session beside its revision.
    """
    found: Counter[uuid.UUID] = Counter()
    for table, column in _tables_above(QuestionRevision):
        if not any(field.name == "session" for field in table._meta.get_fields()):
            continue
        rows = table._default_manager.filter(**{f"{column}__question": question_id}).order_by()
        found.update(dict(rows.values_list(column).annotate(Count("session", distinct=True))))
    return dict(found)


def _references(
    question_ids: Collection[uuid.UUID],
) -> Iterator[tuple[QuerySet[Model], str]]:
    """The rows above that point at the questions, and the path from each to its question."""
    for model, path in ((Question, ""), (QuestionRevision, "__question")):
        for table, name in _tables_above(model):
            column = f"{name}{path}"
            yield table._default_manager.filter(**{f"{column}__in": question_ids}), column


def _tables_above(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """The tables outside the bank that point at this one, with the column that does."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or isinstance(relation.related_model, str):
            continue
        if relation.related_model._meta.app_label != Question._meta.app_label:
            yield relation.related_model, relation.field.name
