"""Which questions something outside the bank holds on to. Knows no table above: it walks the references."""

import uuid
from collections.abc import Collection

from django.db.models import ForeignObjectRel

from questionbank.models import Question, QuestionRevision


def used_questions(question_ids: Collection[uuid.UUID]) -> list[Question]:
    """Those of the questions that a loop, kit or card points at, or that a person revised; oldest first.

    One query for each kind of reference, whatever the number of questions.
    """
    used: set[uuid.UUID] = set()
    for model, path in ((Question, ""), (QuestionRevision, "__question")):
        for relation in model._meta.get_fields(include_hidden=True):
            if not isinstance(relation, ForeignObjectRel):
                continue
            table = relation.related_model
            if isinstance(table, str) or table._meta.app_label == Question._meta.app_label:
                continue
            column = f"{relation.field.name}{path}"
            rows = table._default_manager.filter(**{f"{column}__in": question_ids})
            used.update(rows.values_list(column, flat=True).distinct())
    revised = QuestionRevision.objects.filter(question__in=question_ids, number__gt=1)
    used.update(revised.values_list("question", flat=True))
    return list(Question.objects.filter(pk__in=used).select_related("current"))
