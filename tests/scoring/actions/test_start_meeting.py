"""Starting a meeting's clock."""

import pytest

from accounts.ground.verdict import Conflict, Denied
from scoring.actions.end_meeting import end_meeting
from scoring.actions.start_meeting import start_meeting
from tests.scoring.meetings import a_meeting, trail
from tests.scoring.packets import decider


def test_it_starts_once_and_not_after_its_end(in_acme):
    meeting = a_meeting(in_acme)
    first = start_meeting(actor=in_acme.committee, meeting_id=meeting.pk).started_at
    assert first is not None
    assert start_meeting(actor=in_acme.admin, meeting_id=meeting.pk).started_at == first
    assert len(trail("start_meeting")) == 1
    end_meeting(actor=in_acme.committee, meeting_id=meeting.pk)
    with pytest.raises(Conflict):
        start_meeting(actor=in_acme.committee, meeting_id=meeting.pk)


def test_whoever_is_only_invited_does_not_start_it(in_acme):
    meeting = a_meeting(in_acme, dana := decider(in_acme))
    with pytest.raises(Denied):
        start_meeting(actor=dana, meeting_id=meeting.pk)
