import pytest

from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from questionbank.actions.rest_question import rest_question
from questionbank.actions.wake_question import wake_question
from questionbank.enums import State
from questionbank.models import Question
from tests.cast import World, make_question


def test_it_is_live_again_and_its_uses_count_from_now(in_acme: World) -> None:
    question = in_acme.questions[0]
    rest_question(actor=in_acme.curator, question_id=question.pk)

    for _ in range(2):
        wake_question(actor=in_acme.curator, question_id=question.pk)

    question.refresh_from_db()
    assert (question.state, question.resting_until) == (State.LIVE, None)
    assert question.live_since is not None
    assert AuditEvent.objects.filter(verb="wake_question").count() == 1


def test_a_shut_gate_keeps_it_asleep(in_acme: World) -> None:
    question = make_question(in_acme.organization, "Bare?", state=State.RESTING)

    with pytest.raises(Conflict, match="still needs: topic; level; rubric"):
        wake_question(actor=in_acme.curator, question_id=question.pk)

    assert Question.objects.get(pk=question.pk).state == State.RESTING


def test_what_does_not_rest_is_not_woken(in_acme: World) -> None:
    retired = make_question(in_acme.organization, "Gone?", state=State.RETIRED)

    with pytest.raises(Conflict, match="retired can only become"):
        wake_question(actor=in_acme.curator, question_id=retired.pk)
    with pytest.raises(Denied):
        wake_question(actor=in_acme.lead, question_id=in_acme.questions[0].pk)
