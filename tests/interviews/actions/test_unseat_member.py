import pytest

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.seat_member import seat_member
from interviews.actions.unseat_member import unseat_member
from tests.interviews.helpers import audited, live, proposed


def _extra(world):
    return seat_member(
        actor=world.coordinator, session_id=world.session.pk, member_id=world.admin.pk, kind="shadow"
    )


def test_the_seat_is_free_again(in_acme):
    session = unseat_member(actor=in_acme.coordinator, seat_id=_extra(in_acme).pk)

    assert not session.seats.filter(member=in_acme.admin).exists()
    assert audited("unseat_member") == 1


def test_who_has_a_scorecard_keeps_the_seat(in_acme):
    seat = in_acme.session.seats.get(member=in_acme.second)

    with pytest.raises(Conflict, match="Sam Second has a scorecard"):
        unseat_member(actor=in_acme.coordinator, seat_id=seat.pk)
    assert in_acme.session.seats.filter(pk=seat.pk).exists()


def test_a_live_session_keeps_its_people(in_acme):
    seat = _extra(in_acme)
    live(in_acme)

    with pytest.raises(Conflict, match="has begun"):
        unseat_member(actor=in_acme.coordinator, seat_id=seat.pk)


def test_who_may_not_change_the_loop_unseats_nobody(in_acme):
    seat = _extra(in_acme)
    proposed(in_acme)

    with pytest.raises(Denied):
        unseat_member(actor=in_acme.lead, seat_id=seat.pk)
