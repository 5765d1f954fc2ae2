"""Changing an agenda: order, minutes, people; by whoever leads, until it is over."""

import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from scoring.actions.change_agenda import PlannedItem, change_agenda
from scoring.actions.end_meeting import end_meeting
from scoring.actions.start_item import start_item
from tests.scoring.meetings import a_meeting, items, trail
from tests.scoring.packets import complete_loop, decider


def change(actor, meeting, wanted, **fields):
    ids = {"items": [PlannedItem(item.pk, 5) for item in wanted], "member_ids": []}
    return change_agenda(actor=actor, meeting_id=meeting.pk, **({"title": "Anew"} | ids | fields))


def test_items_are_ordered_taken_off_and_added_at_the_end(in_acme):
    meeting = a_meeting(in_acme, in_acme.admin)
    further = complete_loop(in_acme, [3, 3], [2, 3], title="Further", questions=1)
    far, near = items(meeting)
    change(in_acme.committee, meeting, [near, far], loop_ids=[further.pk])
    assert [(item.loop.name, item.minutes) for item in items(meeting)] == [
        ("Near", 5),
        ("Far", 5),
        ("Further", 15),
    ]
    change(in_acme.admin, meeting, [far])
    assert [item.loop.name for item in items(meeting)] == ["Far"]
    assert set(meeting.members.all()) == {in_acme.committee}, "who called it stays"
    assert len(trail("change_agenda")) == 2


def test_what_was_begun_stays_and_what_is_over_is_not_changed(in_acme):
    meeting = a_meeting(in_acme)
    far, near = items(meeting)
    start_item(actor=in_acme.committee, meeting_id=meeting.pk, item_id=far.pk)
    with pytest.raises(Conflict, match="begun"):
        change(in_acme.committee, meeting, [near])
    end_meeting(actor=in_acme.committee, meeting_id=meeting.pk)
    with pytest.raises(Conflict, match="ended"):
        change(in_acme.committee, meeting, [near, far])


def test_who_does_not_lead_changes_nothing_and_foreign_items_are_refused(in_acme):
    meeting = a_meeting(in_acme, dana := decider(in_acme))
    wanted = items(meeting)
    with pytest.raises(Denied):
        change(dana, meeting, wanted)
    with pytest.raises(Invalid):
        change(in_acme.committee, meeting, [*wanted, wanted[0]])
    with pytest.raises(Invalid):
        change(in_acme.committee, meeting, [])
    with pytest.raises(Invalid):
        change(in_acme.committee, meeting, wanted, member_ids=[in_acme.nobody.pk])
    assert meeting.members.count() == 2
