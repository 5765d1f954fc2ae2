from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.rest_question import rest_question
from questionbank.enums import State
from questionbank.models import Question
from tests.cast import World, make_question

SOON = timezone.now().date() + timedelta(days=30)


def test_it_rests_until_the_day(in_acme: World) -> None:
    question = rest_question(
        actor=in_acme.curator, question_id=in_acme.questions[0].pk, until=SOON, reason="Asked a lot."
    )

    assert (question.state, question.resting_until) == (State.RESTING, SOON)
    assert AuditEvent.objects.get().data == {
        "before": "live",
        "after": "resting",
        "reason": "Asked a lot.",
        "until": SOON.isoformat(),
    }


def test_without_a_day_it_rests_until_somebody_wakes_it(in_acme: World) -> None:
    question = rest_question(actor=in_acme.curator, question_id=in_acme.questions[0].pk)

    assert (question.state, question.resting_until) == (State.RESTING, None)


def test_the_day_can_be_changed_and_the_same_day_changes_nothing(in_acme: World) -> None:
    pk = in_acme.questions[0].pk
    for until in (SOON, SOON, None):
        rest_question(actor=in_acme.curator, question_id=pk, until=until)

    assert Question.objects.get(pk=pk).resting_until is None
    assert AuditEvent.objects.count() == 2


def test_a_day_that_is_over_is_refused(in_acme: World) -> None:
    with pytest.raises(Invalid) as refusal:
        rest_question(actor=in_acme.curator, question_id=in_acme.questions[0].pk, until=timezone.now().date())
    assert "until" in refusal.value.fields


def test_a_draft_has_nothing_to_rest_from(in_acme: World) -> None:
    draft = make_question(in_acme.organization, "New?", state=State.DRAFT)

    with pytest.raises(Conflict):
        rest_question(actor=in_acme.curator, question_id=draft.pk)


def test_only_curators_let_it_rest(in_acme: World) -> None:
    with pytest.raises(Denied):
        rest_question(actor=in_acme.lead, question_id=in_acme.questions[0].pk)
