import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from interviews import access
from interviews.actions.decline_seat import decline_seat
from interviews.models import LoopChange
from tests.interviews.helpers import live


def test_who_declines_no_longer_sees_the_loop(in_acme):
    seat = in_acme.session.seats.get(member=in_acme.second)

    declined = decline_seat(actor=in_acme.second, seat_id=seat.pk, reason="On leave")

    assert (declined.state, declined.reason) == ("declined", "On leave")
    assert LoopChange.objects.get().told == "Sam Second gave the seat in Queues in depth back"
    assert AuditEvent.objects.get(verb="decline_seat").data == {"reason": "On leave"}
    with pytest.raises(Http404):
        access.loop_of(in_acme.second, in_acme.loop.pk)


def test_only_ones_own_seat(in_acme):
    seat = in_acme.session.seats.get(member=in_acme.second)

    with pytest.raises(Denied, match="somebody else's"):
        decline_seat(actor=in_acme.coordinator, seat_id=seat.pk)


def test_once_the_session_has_begun_the_seat_is_kept(in_acme):
    live(in_acme)

    with pytest.raises(Conflict, match="has begun"):
        decline_seat(actor=in_acme.second, seat_id=in_acme.session.seats.get(member=in_acme.second).pk)
