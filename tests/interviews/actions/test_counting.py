"""What interviews write down of who asked what, and what they never plan."""

import importlib

import pytest
from django.db import connection

from accounts.ground.verdict import Conflict
from interviews.actions import plan_loop as module
from interviews.actions.mark_question import mark_question
from interviews.models import Loop
from interviews.queries.uses import uses_of
from questionbank.enums import State
from questionbank.models import Question, QuestionUse
from tests.cast import World
from tests.interviews.helpers import live, planned


def test_what_leaks_between_choosing_and_writing_is_not_planned(
    in_acme: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chosen_then_leaked(request):  # type: ignore[no-untyped-def]  # as assemble
        plan = module_assemble(request)
        taken = [choice.question.question for choice in plan.choices]
        Question.objects.filter(pk__in=taken).update(state=State.LEAKED)
        return plan

    module_assemble = module.assemble
    monkeypatch.setattr(module, "assemble", chosen_then_leaked)
    before = Loop.objects.count()

    with pytest.raises(Conflict, match="just been reported as leaked"):
        planned(in_acme)

    assert Loop.objects.count() == before


def test_what_was_asked_before_the_bank_kept_count_is_counted_once(in_acme: World) -> None:
    mark_question(actor=in_acme.lead, planned_id=live(in_acme).pk, state="asked")
    QuestionUse.objects.all().delete()
    statement = importlib.import_module("interviews.migrations.0004_uses").COUNT

    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    (use,) = uses_of([in_acme.questions[0].pk])
    row = QuestionUse.objects.get()
    assert (row.question_id, row.member_id, row.times, row.last_at) == (
        use.question_id,
        use.member_id,
        use.times,
        use.last_at,
    )
    assert use.member_id == in_acme.lead.pk
