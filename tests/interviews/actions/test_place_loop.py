"""Several times at once: all or none, as one change."""

import uuid

import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.place_loop import place_loop
from interviews.actions.start_session import start_session
from interviews.models import LoopChange, Session
from tests.interviews.helpers import audited
from tests.interviews.placing import another_session, at


def test_all_get_their_times_in_one_change(in_acme):
    other = another_session(in_acme)
    times = {in_acme.session.pk: at(10), other.pk: at(11)}
    place_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, times=times, seen=0)
    assert dict(Session.objects.values_list("pk", "scheduled_at")) == times
    assert [row.told for row in LoopChange.objects.all()] == ["Put 2 interviews on their times"]
    assert audited("place_loop") == 1


def test_two_may_change_places_since_both_move_at_once(in_acme):
    other = another_session(in_acme, minutes=45)
    for first, second in ((at(10), at(11)), (at(11), at(10))):
        times = {in_acme.session.pk: first, other.pk: second}
        place_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, times=times)
    in_acme.session.refresh_from_db()
    assert in_acme.session.scheduled_at == at(11)


def test_one_that_clashes_stops_all_and_is_named_with_its_title(in_acme):
    times = {in_acme.session.pk: at(10), another_session(in_acme).pk: at(10, 30)}
    with pytest.raises(
        Conflict, match=r"Queues in depth: Design is held then.*Design: Queues in depth is held"
    ):
        place_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, times=times)
    assert not Session.objects.exclude(scheduled_at=None).exists()
    place_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, times=times, despite="A joint session.")
    assert "A joint session." in LoopChange.objects.get().told


def test_sessions_of_other_loops_and_none_at_all_are_refused(in_acme):
    for times in ({}, {uuid.uuid4(): at(10)}):
        with pytest.raises(Invalid, match="sessions of this loop"):
            place_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, times=times)


def test_what_has_begun_and_what_is_not_theirs_stays(in_acme):
    times = {in_acme.session.pk: at(10)}
    with pytest.raises(Denied):
        place_loop(actor=in_acme.lead, loop_id=in_acme.loop.pk, times=times)
    start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    with pytest.raises(Conflict, match="has begun"):
        place_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, times=times)
