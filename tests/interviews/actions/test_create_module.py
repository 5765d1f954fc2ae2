"""Making a module."""

from typing import Any

import pytest

from accounts.ground.verdict import Denied, Invalid
from interviews.actions.create_module import create_module
from interviews.models import Module
from interviews.queries.qualifications import barred_topics
from tests.cast import World
from tests.interviews.helpers import audited
from tests.interviews.modules import make_module


def test_from_then_on_only_the_approved_lead_its_topics(in_acme: World) -> None:
    module = create_module(
        actor=in_acme.coordinator, name=" Queues ", shadows=1, reverse_shadows=0, topic_ids=[in_acme.topic.pk]
    )
    assert (module.name, module.shadows, module.reverse_shadows) == ("Queues", 1, 0)
    assert barred_topics([in_acme.lead.pk]) == {in_acme.lead.pk: {in_acme.topic.pk}}
    assert audited("create_module") == 1


@pytest.mark.parametrize("part", ["lead", "committee", "curator", "nobody"])
def test_only_coordinators_and_administrators_make_one(in_acme: World, part: str) -> None:
    with pytest.raises(Denied):
        create_module(actor=in_acme.people()[part], name="Queues")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Taken"}, "name"),
        ({"name": "Retired"}, "name"),
        ({"shadows": 21}, "shadows"),
        ({"reverse_shadows": -1}, "reverse_shadows"),
        ({"description": "x" * 2001}, "description"),
    ],
)
def test_what_makes_no_sense_is_named(in_acme: World, fields: dict[str, Any], wrong: str) -> None:
    make_module(in_acme, "Taken")
    make_module(in_acme, "Retired", retired_at="2026-01-01T00:00:00Z")
    with pytest.raises(Invalid) as refused:
        create_module(actor=in_acme.coordinator, **({"name": "Queues"} | fields))
    assert list(refused.value.fields) == [wrong]
    assert Module.objects.count() == 2


def test_topics_of_others_are_refused(in_acme: World, zenith: World) -> None:
    with pytest.raises(Invalid) as refused:
        create_module(actor=in_acme.coordinator, name="Queues", topic_ids=[zenith.topic.pk])
    assert list(refused.value.fields) == ["topics"]
