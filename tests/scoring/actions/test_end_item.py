"""Ending an item without beginning the next."""

import pytest

from accounts.ground.verdict import Conflict, Denied
from scoring.actions.end_item import end_item
from scoring.actions.start_item import start_item
from tests.scoring.meetings import a_meeting, items, trail
from tests.scoring.packets import decider


def test_it_ends_once_and_not_before_it_began(in_acme):
    meeting = a_meeting(in_acme, dana := decider(in_acme))
    first = items(meeting)[0]
    at = {"meeting_id": meeting.pk, "item_id": first.pk}
    with pytest.raises(Conflict, match="has not begun"):
        end_item(actor=in_acme.committee, **at)
    start_item(actor=in_acme.committee, **at)
    with pytest.raises(Denied):
        end_item(actor=dana, **at)
    over = end_item(actor=in_acme.committee, **at).ended_at
    assert end_item(actor=in_acme.committee, **at).ended_at == over
    assert len(trail("end_item")) == 1
