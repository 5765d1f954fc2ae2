"""Ending a meeting."""

import pytest

from accounts.ground.verdict import Conflict, Denied
from scoring.actions.end_meeting import end_meeting
from scoring.actions.start_item import start_item
from tests.scoring.meetings import a_meeting, items, trail
from tests.scoring.packets import decider


def test_the_item_that_runs_ends_with_it(in_acme):
    meeting = a_meeting(in_acme)
    with pytest.raises(Conflict, match="has not begun"):
        end_meeting(actor=in_acme.committee, meeting_id=meeting.pk)
    start_item(actor=in_acme.committee, meeting_id=meeting.pk, item_id=items(meeting)[0].pk)
    over = end_meeting(actor=in_acme.committee, meeting_id=meeting.pk).ended_at
    assert items(meeting)[0].ended_at is not None
    assert end_meeting(actor=in_acme.committee, meeting_id=meeting.pk).ended_at == over
    assert len(trail("end_meeting")) == 1


def test_whoever_is_only_invited_does_not_end_it(in_acme):
    meeting = a_meeting(in_acme, dana := decider(in_acme))
    with pytest.raises(Denied):
        end_meeting(actor=dana, meeting_id=meeting.pk)
