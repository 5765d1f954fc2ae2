import pytest

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.decline_seat import decline_seat
from interviews.actions.swap_seats import swap_seats
from interviews.models import LoopChange, Seat, Session
from tests.cast import World, make_seat
from tests.interviews.helpers import audited
from tests.interviews.panels import held, in_days, interviewers, limited, open_loop, session_of


def pair(world: World) -> tuple[Seat, Seat]:
    """Lead and second of a loop without cards."""
    session = session_of(open_loop(world))
    return make_seat(session, world.lead), make_seat(session, world.second, "second")


def test_lead_and_second_change_seats(in_acme):
    one, other = pair(in_acme)

    swap_seats(actor=in_acme.coordinator, seat_id=one.pk, other_id=other.pk)

    assert held(one.session) == {"lead": "Sam Second", "second": "Lea Lead"}
    assert "Lea Lead (Queues interview) and Sam Second" in LoopChange.objects.first().told
    assert audited("swap_seats") == 1


def test_people_of_two_sessions_change_places(in_acme):
    one, _ = pair(in_acme)
    [iris] = interviewers(in_acme, 1)
    second = Session.objects.create(
        organization=in_acme.organization, loop=one.session.loop, position=1, title="Design", minutes=45
    )
    lead = make_seat(second, iris)

    swap_seats(actor=in_acme.coordinator, seat_id=one.pk, other_id=lead.pk)

    assert held(second) == {"lead": "Lea Lead"}
    assert held(one.session) == {"lead": "Iris 00", "second": "Sam Second"}


def test_who_could_not_be_there_then_stays(in_acme):
    one, _ = pair(in_acme)
    [iris] = interviewers(in_acme, 1)
    limited(iris, most_a_day=1)
    Session.objects.filter(pk=one.session_id).update(scheduled_at=in_days(3))
    busy = session_of(open_loop(in_acme, "Uma Test"), in_days(3, hour=15))
    make_seat(busy, iris)
    second = Session.objects.create(
        organization=in_acme.organization, loop=one.session.loop, position=1, title="Design", minutes=45
    )
    lead = make_seat(second, iris)

    with pytest.raises(Conflict, match="at the limit of 1 a day"):
        swap_seats(actor=in_acme.coordinator, seat_id=one.pk, other_id=lead.pk)
    assert held(second) == {"lead": "Iris 00"}


def test_seats_that_cannot_be_swapped(in_acme):
    one, other = pair(in_acme)
    own = in_acme.session.seats.get(member=in_acme.second)
    card = in_acme.session.seats.get(member=in_acme.lead)
    for first, then, words in (
        (one, own, "different loops"),
        (one, one, "two people"),
        (card, own, "has a scorecard"),
    ):
        with pytest.raises(Conflict, match=words):
            swap_seats(actor=in_acme.coordinator, seat_id=first.pk, other_id=then.pk)
    with pytest.raises(Denied):
        swap_seats(actor=in_acme.lead, seat_id=one.pk, other_id=other.pk)
    decline_seat(actor=in_acme.second, seat_id=other.pk)
    with pytest.raises(Conflict, match="gave this seat back"):
        swap_seats(actor=in_acme.coordinator, seat_id=one.pk, other_id=other.pk)
