import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.add_question import add_question
from interviews.actions.ban_question import ban_question
from interviews.actions.lift_ban import lift_ban
from interviews.models import Ban
from tests.interviews.helpers import audited


def test_the_question_may_be_asked_again(in_acme):
    ban_question(actor=in_acme.coordinator, planned_id=in_acme.session.planned.first().pk)
    question = in_acme.questions[0]

    lift_ban(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, question_id=question.pk, seen=1)

    assert not Ban.objects.exists()
    assert add_question(actor=in_acme.coordinator, session_id=in_acme.session.pk, question_id=question.pk)
    assert audited("lift_ban") == 1


def test_what_is_not_banned_or_not_theirs_is_not_lifted(in_acme):
    words = {"loop_id": in_acme.loop.pk, "question_id": in_acme.questions[0].pk}
    with pytest.raises(Http404):
        lift_ban(actor=in_acme.coordinator, **words)
    with pytest.raises(Denied):
        lift_ban(actor=in_acme.second, **words)
    ban_question(actor=in_acme.coordinator, planned_id=in_acme.session.planned.first().pk)
    with pytest.raises(Conflict, match="Banned a question"):
        lift_ban(actor=in_acme.admin, seen=0, **words)
