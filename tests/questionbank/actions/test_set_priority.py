import pytest

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.set_priority import set_priority
from questionbank.enums import Priority
from questionbank.models import Question
from tests.cast import World


def test_a_curator_says_how_gladly_it_is_seen_and_it_is_on_record(in_acme: World) -> None:
    pk = in_acme.questions[0].pk

    set_priority(actor=in_acme.curator, question_id=pk, priority=Priority.HIGH)

    assert Question.objects.get(pk=pk).priority == Priority.HIGH
    event = AuditEvent.objects.get(verb="set_priority")
    assert event.data == {"before": 0, "after": 1}


def test_the_same_again_changes_nothing(in_acme: World) -> None:
    set_priority(actor=in_acme.curator, question_id=in_acme.questions[0].pk, priority=0)

    assert not AuditEvent.objects.filter(verb="set_priority").exists()


def test_others_may_not_and_there_are_only_three(in_acme: World) -> None:
    pk = in_acme.questions[0].pk
    with pytest.raises(Denied):
        set_priority(actor=in_acme.lead, question_id=pk, priority=1)
    with pytest.raises(Invalid, match="no such priority"):
        set_priority(actor=in_acme.curator, question_id=pk, priority=2)
