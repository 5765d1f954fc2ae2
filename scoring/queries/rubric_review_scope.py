"""Which revisions' ratings are a rubric's: statistics never cross "not comparable"."""

from dataclasses import dataclass
from uuid import UUID

from questionbank.enums import Meaning
from questionbank.models import QuestionRevision, Rubric


@dataclass(frozen=True)
class Scope:
    """Revisions that mean the same as those with a rubric, and the questions that have it now, each with the
    revision from which on it means the same, as the calibration names it.
    """

    revisions: list[UUID]
    questions: list[tuple[UUID, UUID]]


def scope_of(rubric: Rubric, *, current: bool = False) -> Scope:
    """Of all revisions that have, or had, this rubric; `current`: only of those that questions now have.

    One query. See `queries.ratings.comparable_roots`, which this follows.
    """
    wanted = QuestionRevision.objects.filter(rubric=rubric)
    if current:
        wanted = wanted.filter(current_of__isnull=False)
    rows = QuestionRevision.objects.filter(question__in=wanted.order_by().values("question"))
    rows = rows.order_by("question__created_at", "question_id", "number")
    root_of: dict[UUID, UUID] = {}
    anchors: set[UUID] = set()
    questions = []
    root = None
    for pk, question, meaning, its_rubric, now in rows.values_list(
        "pk", "question_id", "meaning", "rubric_id", "current_of"
    ):
        root = root if root and meaning == Meaning.SAME else pk
        root_of[pk] = root
        if its_rubric == rubric.pk and (now is not None or not current):
            anchors.add(root)
        if its_rubric == rubric.pk and now is not None:
            questions.append((question, root))
    return Scope([pk for pk, root in root_of.items() if root in anchors], questions)
