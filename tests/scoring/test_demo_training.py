"""The demonstration's modules bar nobody whom it seats, and somebody is learning."""

from interviews.enums import SeatKind
from interviews.queries.qualifications import barred_topics, training_needs
from questionbank.models import Topic
from scoring.demo_training import train_some
from tests.cast import World


def test_everybody_is_approved_but_one_who_learns(in_acme: World) -> None:
    topic = Topic.objects.create(organization=in_acme.organization, name="System Design")
    people = {"admin": in_acme.admin, "coordinator": in_acme.coordinator, "interviewer": in_acme.lead}
    modules = train_some(people)
    assert [len(module.topics.all()) for module in modules] == [1, 0]
    barred = barred_topics([in_acme.lead.pk, in_acme.second.pk])
    assert barred == {in_acme.lead.pk: frozenset(), in_acme.second.pk: {topic.pk}}
    (step,) = training_needs()
    assert (step.qualification.member, step.next_seat) == (in_acme.second, SeatKind.SHADOW)
