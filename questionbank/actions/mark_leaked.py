"""Writes down where a question was found in public."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._moving import check_step, take_step
from questionbank.enums import State
from questionbank.models import LeakReport, Question, QuestionRevision

LONGEST_PLACE = 1000


@transaction.atomic
def mark_leaked(
    *, actor: Membership, question_id: uuid.UUID, where: str, consequences: Sequence[dict[str, Any]] = ()
) -> LeakReport:
    """The question is leaked from now on; `consequences` are what interviews.report_leak did about it.

    Refuses all but curators (Denied), a missing or too long place (Invalid), and a question that is leaked
    already (Conflict).
    """
    question = hold_question(actor, question_id)
    where = where.strip()
    if not 0 < len(where) <= LONGEST_PLACE:
        problem = f"Say where it was found, in up to {LONGEST_PLACE} characters."
        raise Invalid(problem, {"where": problem})
    if question.state == State.LEAKED:
        raise Conflict("This question is reported as leaked already.")
    if question.current is None:
        raise Conflict("This question says nothing yet.")
    check_step(actor, question, State.LEAKED, where)
    data = take_step(question, State.LEAKED) | {"reason": where}
    report = LeakReport.objects.create(
        organization_id=question.organization_id,
        question=question,
        revision=question.current,
        where=where,
        reported_by=actor,
        consequences=list(consequences),
    )
    record("mark_leaked", organization=actor.organization, actor=actor, on=question, data=data)
    return report


def hold_question(actor: Membership, question_id: uuid.UUID) -> Question:
    """The question, held with its revisions until the commit, so that nobody plans it meanwhile.

    Refuses all but curators (Denied).
    """
    rules.may_read_bank(actor).require()
    rules.may_curate(actor).require()
    question = access.question_of(actor, question_id, lock=True)
    list(QuestionRevision.objects.select_for_update().filter(question=question).values_list("pk"))
    return question
