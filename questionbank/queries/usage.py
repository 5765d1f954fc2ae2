"""Which questions something outside the bank holds on to. Knows no table above: it walks the references."""

import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.db.models import (
    Count,
    ForeignObjectRel,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from questionbank.models import Criterion, Question, QuestionRevision

# What the apps above count of criteria, by its plural in words: each answers {criterion id: how many} in one
# query for the open scope. They register here when Django starts, since this app knows none of them.
CRITERION_COUNTERS: dict[str, Callable[[], dict[uuid.UUID, int]]] = {}


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


def with_sessions(rows: QuerySet[QuestionRevision]) -> QuerySet[QuestionRevision]:
    """Annotates `sessions`: in how many sessions the revision was put, whatever table above holds them."""
    counts: Combinable = Value(0)
    for table, column in _tables_above(QuestionRevision):
        if any(field.name == "session" for field in table._meta.get_fields()):
            mine = table._default_manager.filter(**{column: OuterRef("pk")}).order_by().values(column)
            count = mine.annotate(count=Count("session", distinct=True)).values("count")
            counts = counts + Coalesce(Subquery(count, output_field=IntegerField()), 0)
    return rows.annotate(sessions=counts)


@dataclass(frozen=True)
class UsedCriterion:
    """A criterion and how often it is used, by the plural of what uses it."""

    criterion: Criterion
    questions: int
    elsewhere: dict[str, int]


def criteria_in_use(organization_id: uuid.UUID) -> list[UsedCriterion]:
    """All criteria by name, with how many questions' current rubrics rate them, and what apps above count.

    Two queries, and one for each counter.
    """
    questions = dict(
        Question.objects.filter(current__rubric__lines__isnull=False)
        .order_by()
        .values_list("current__rubric__lines__criterion")
        .annotate(Count("pk", distinct=True))
    )
    counted = {plural: counter() for plural, counter in CRITERION_COUNTERS.items()}
    return [
        UsedCriterion(
            row, questions.get(row.pk, 0), {plural: found.get(row.pk, 0) for plural, found in counted.items()}
        )
        for row in Criterion.objects.filter(organization_id=organization_id)
    ]


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
