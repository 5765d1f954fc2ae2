"""What many questions that would go live at once still lack, counted; gates: questionbank/lifecycle.py."""

import uuid
from collections import Counter
from collections.abc import Sequence

from django.db.models import Prefetch

from accounts.ground.verdict import Invalid
from questionbank.lifecycle import FIRST_USE, Facts, missing
from questionbank.models import Anchor, QuestionRevision, RubricCriterion
from questionbank.queries.life import policy_of, rubric_gaps
from questionbank.rules import Actor

WAYS_OUT = {
    "topic": "{count} of {all} have none: choose one for them.",
    "level": "{count} of {all} have none: choose one for them.",
    "minutes": "{count} of {all} have none: choose one for them.",
    "rubric": "{count} of {all} have none with all anchors: accept them as draft, and write it.",
    "approval": "{count} of {all} have none of a second person: accept them as draft, send them to review.",
}


def require_ready(actor: Actor, organization_id: uuid.UUID, revisions: Sequence[QuestionRevision]) -> None:
    """Invalid, with how many lack what, unless each of these first revisions may go live as it is.

    They are saved. The operator at the console vouches for what they do, so no approval is asked of them.
    Three queries, however many revisions.
    """
    second_eyes = actor is not None and policy_of(organization_id).second_eyes
    lines = _lines([row.rubric_id for row in revisions if row.rubric_id])
    lacking = Counter(word for row in revisions for word in _lacks(row, lines, second_eyes))
    fields = {
        name: text.format(count=lacking[name], all=len(revisions))
        for name, text in WAYS_OUT.items()
        if lacking[name]
    }
    if fields:
        raise Invalid(
            f"Live questions need {', '.join(fields)}: set what is missing, or accept as draft.", fields
        )


def _lacks(
    row: QuestionRevision, lines: dict[uuid.UUID, list[RubricCriterion]], second_eyes: bool
) -> set[str]:
    rubric = rubric_gaps(lines.get(row.rubric_id, []) if row.rubric_id else [], row.level_id)
    known = Facts(
        topic=row.topic_id is not None,
        level=row.level_id is not None,
        minutes=bool(row.minutes),
        rubric_gaps=("rubric",) if rubric else (),
        second_eyes=second_eyes,
    )
    words = missing(FIRST_USE, known)
    return {word if word in WAYS_OUT else "approval" for word in words}


def _lines(rubric_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[RubricCriterion]]:
    anchors = Prefetch("anchors", queryset=Anchor.objects.order_by("point"))
    rows = RubricCriterion.objects.filter(rubric__in=rubric_ids).select_related("criterion")
    found: dict[uuid.UUID, list[RubricCriterion]] = {}
    for row in rows.prefetch_related(anchors):
        found.setdefault(row.rubric_id, []).append(row)
    return found
