"""What the live sheet asks: the questions of a session in order, and what is rated on each."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from interviews.enums import PlannedState
from interviews.models import PlannedQuestion, Session
from questionbank.models import Anchor, Criterion, RubricCriterion


@dataclass(frozen=True)
class RatedCriterion:
    """A criterion on a question: its weight, and the anchor of each point that has one."""

    criterion: Criterion
    weight: int
    anchors: dict[int, str]


Rated = dict[uuid.UUID, list[RatedCriterion]]


def planned_questions(session: Session) -> list[PlannedQuestion]:
    """The session's questions in order, with the frozen revision each shows. One query."""
    rows = PlannedQuestion.objects.filter(session=session)
    return list(rows.select_related("revision__topic", "revision__level", "revision__question"))


def numbered(planned: Iterable[PlannedQuestion]) -> dict[uuid.UUID, int]:
    """Each question's number on the sheet: 1, 2, 3… among those not replaced, 0 for those that were."""
    found, last = {}, 0
    for question in planned:
        replaced = question.state == PlannedState.REPLACED
        last += not replaced
        found[question.pk] = 0 if replaced else last
    return found


def criteria_by_question(session: Session, planned: Iterable[PlannedQuestion]) -> Rated:
    """What is rated on each planned question, by its id.

    The lines of the question's own rubric; where it has none, the stage's criteria; where that names none,
    all of the organisation's. Two queries, up to two more when a question has no rubric.
    """
    planned = list(planned)
    lines = _rubric_lines(session, {p.revision.rubric_id for p in planned if p.revision.rubric_id})
    found = {p.pk: lines.get(p.revision.rubric_id, []) for p in planned}
    if all(found.values()):
        return found
    usual = _usual_criteria(session)
    return {key: rated or usual for key, rated in found.items()}


def _rubric_lines(
    session: Session, rubrics: set[uuid.UUID | None]
) -> dict[uuid.UUID | None, list[RatedCriterion]]:
    level = session.loop.level_id
    anchors = Anchor.objects.filter(Q(level=None) | Q(level=level)).order_by("point", "level_id")
    rows = RubricCriterion.objects.filter(rubric__in=rubrics).select_related("criterion")
    lines: dict[uuid.UUID | None, list[RatedCriterion]] = {}
    for line in rows.prefetch_related(Prefetch("anchors", queryset=anchors)):
        everyone = {a.point: a.text for a in line.anchors.all() if a.level_id is None}
        own = {a.point: a.text for a in line.anchors.all() if a.level_id is not None}
        lines.setdefault(line.rubric_id, []).append(
            RatedCriterion(criterion=line.criterion, weight=line.weight, anchors=everyone | own)
        )
    return lines


def _usual_criteria(session: Session) -> list[RatedCriterion]:
    chosen = list(session.stage.criteria.all()) if session.stage else []
    criteria = chosen or list(Criterion.objects.filter(organization=session.organization_id))
    return [RatedCriterion(criterion=criterion, weight=1, anchors={}) for criterion in criteria]
