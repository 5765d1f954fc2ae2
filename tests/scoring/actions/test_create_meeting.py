"""Calling a meeting: by whom, over whom, in which order."""

import uuid

import pytest

from accounts.ground.verdict import Denied, Invalid
from scoring.actions.create_meeting import create_meeting
from scoring.models import Meeting
from tests.scoring.meetings import a_meeting, items, trail, two_loops


def test_it_is_ordered_by_disagreement_and_its_caller_is_invited(in_acme):
    meeting = a_meeting(in_acme, in_acme.admin, minutes=20)
    assert [(item.loop.name, item.position, item.minutes) for item in items(meeting)] == [
        ("Far", 1, 20),
        ("Near", 2, 20),
    ]
    assert set(meeting.members.all()) == {in_acme.committee, in_acme.admin}
    assert meeting.created_by == in_acme.committee
    assert len(trail("create_meeting")) == 1


@pytest.mark.parametrize("part", ["lead", "coordinator", "curator", "nobody"])
def test_others_call_none(in_acme, part):
    with pytest.raises(Denied):
        create_meeting(actor=getattr(in_acme, part), title="Mine", loop_ids=[])


def test_what_makes_no_sense_is_refused_by_the_name_of_its_field(in_acme):
    ready = [loop.pk for loop in two_loops(in_acme)]
    for wrong, field in (
        ({"title": "  "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"loop_ids": []}, "loops"),
        ({"loop_ids": [*ready, in_acme.loop.pk]}, "loops"),
        ({"loop_ids": [uuid.uuid4()]}, "loops"),
        ({"member_ids": [in_acme.nobody.pk]}, "members"),
        ({"minutes": 0}, "minutes"),
    ):
        with pytest.raises(Invalid) as refused:
            create_meeting(actor=in_acme.committee, **({"title": "Debriefs", "loop_ids": ready} | wrong))
        assert field in refused.value.fields
    assert not Meeting.objects.exists()
