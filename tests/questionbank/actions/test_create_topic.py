import pytest
from django.http import Http404

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.create_topic import create_topic
from tests.cast import World


def test_a_curator_adds_a_topic_below_another(in_acme: World) -> None:
    topic = create_topic(actor=in_acme.curator, name="  Dead   letters ", parent_id=in_acme.topic.pk)

    assert (topic.name, topic.parent) == ("Dead letters", in_acme.topic)
    assert AuditEvent.objects.get().verb == "create_topic"


@pytest.mark.parametrize(
    ("name", "why"), [("", "needs a name"), ("x" * 81, "too long"), ("queues", "already")]
)
def test_a_bad_name_is_refused(in_acme: World, name: str, why: str) -> None:
    with pytest.raises(Invalid, match=why) as refusal:
        create_topic(actor=in_acme.curator, name=name)

    assert "name" in refusal.value.fields


def test_the_same_name_may_stand_below_another_topic(in_acme: World) -> None:
    assert create_topic(actor=in_acme.curator, name="Queues", parent_id=in_acme.topic.pk).name == "Queues"


def test_an_interviewer_adds_none(in_acme: World) -> None:
    with pytest.raises(Denied):
        create_topic(actor=in_acme.lead, name="Mine")


def test_a_parent_of_another_organisation_does_not_exist(in_acme: World, zenith: World) -> None:
    with pytest.raises(Http404):
        create_topic(actor=in_acme.curator, name="Below", parent_id=zenith.topic.pk)
