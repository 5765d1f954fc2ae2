import pytest
from django.http import Http404

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.create_topic import create_topic
from questionbank.actions.rename_topic import rename_topic
from questionbank.models import Topic
from tests.cast import World


def test_a_curator_renames_a_topic(in_acme: World) -> None:
    rename_topic(actor=in_acme.curator, topic_id=in_acme.topic.pk, name="Message queues")

    assert Topic.objects.get(pk=in_acme.topic.pk).name == "Message queues"
    assert AuditEvent.objects.get().data == {"before": "Queues", "after": "Message queues"}


def test_a_name_that_is_taken_beside_it_is_refused(in_acme: World) -> None:
    create_topic(actor=in_acme.curator, name="Caches")

    with pytest.raises(Invalid, match="already"):
        rename_topic(actor=in_acme.curator, topic_id=in_acme.topic.pk, name="caches")


def test_only_the_case_may_change(in_acme: World) -> None:
    assert rename_topic(actor=in_acme.curator, topic_id=in_acme.topic.pk, name="QUEUES").name == "QUEUES"


def test_the_same_name_changes_nothing(in_acme: World) -> None:
    rename_topic(actor=in_acme.curator, topic_id=in_acme.topic.pk, name="Queues")

    assert not AuditEvent.objects.exists()


def test_an_interviewer_renames_none(in_acme: World) -> None:
    with pytest.raises(Denied):
        rename_topic(actor=in_acme.lead, topic_id=in_acme.topic.pk, name="Mine")


def test_a_topic_of_another_organisation_does_not_exist(in_acme: World, zenith: World) -> None:
    with pytest.raises(Http404):
        rename_topic(actor=in_acme.curator, topic_id=zenith.topic.pk, name="Ours")
