import pytest

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.decline_seat import decline_seat
from interviews.actions.replace_seat import replace_seat
from interviews.models import LoopChange
from tests.interviews.helpers import audited, live
from tests.interviews.panels import held, interviewers, limited


def test_a_seat_that_was_given_back_goes_to_somebody_else_and_the_reason_stays(in_acme):
    [iris] = interviewers(in_acme, 1)
    seat = in_acme.session.seats.get(member=in_acme.second)
    decline_seat(actor=in_acme.second, seat_id=seat.pk, reason="On leave")

    new = replace_seat(actor=in_acme.coordinator, seat_id=seat.pk, member_id=iris.pk, why="Rested.")

    seat.refresh_from_db()
    assert (seat.state, seat.reason) == ("declined", "On leave")
    assert (new.kind, new.why) == ("second", "Rested.")
    assert held(in_acme.session) == {"lead": "Lea Lead", "second": "Iris 00"}
    assert LoopChange.objects.first().told == "Iris 00 in place of Sam Second in Queues in depth"
    assert audited("replace_seat") == 1


def test_two_who_replace_the_same_seat_do_not_fill_it_twice(in_acme):
    iris, other = interviewers(in_acme, 2)
    seat = in_acme.session.seats.get(member=in_acme.second)
    decline_seat(actor=in_acme.second, seat_id=seat.pk)
    replace_seat(actor=in_acme.coordinator, seat_id=seat.pk, member_id=iris.pk)

    with pytest.raises(Conflict, match="Iris 00 took this seat in Queues in depth meanwhile"):
        replace_seat(actor=in_acme.admin, seat_id=seat.pk, member_id=other.pk)


def test_somebody_who_sits_is_replaced_unless_they_have_a_scorecard(in_acme):
    [iris] = interviewers(in_acme, 1)
    seat = in_acme.session.seats.get(member=in_acme.second)
    with pytest.raises(Conflict, match="has a scorecard"):
        replace_seat(actor=in_acme.coordinator, seat_id=seat.pk, member_id=iris.pk)

    in_acme.second_card.delete()
    replace_seat(actor=in_acme.coordinator, seat_id=seat.pk, member_id=iris.pk)
    assert held(in_acme.session)["second"] == "Iris 00"


def test_what_speaks_against_somebody_needs_a_reason(in_acme):
    [iris] = interviewers(in_acme, 1)
    limited(iris, most_a_week=0)
    seat = in_acme.session.seats.get(member=in_acme.second)
    decline_seat(actor=in_acme.second, seat_id=seat.pk)
    asked = {"actor": in_acme.coordinator, "seat_id": seat.pk, "member_id": iris.pk}

    with pytest.raises(Conflict, match="at the limit of 0 a week"):
        replace_seat(**asked)
    assert replace_seat(**asked, override="Agreed with Iris.").why.endswith("Agreed with Iris.")


def test_the_same_person_again_a_begun_session_and_who_has_no_say_are_refused(in_acme):
    seat = in_acme.session.seats.get(member=in_acme.second)
    asked = {"seat_id": seat.pk, "member_id": in_acme.second.pk}
    with pytest.raises(Conflict, match="sits there already"):
        replace_seat(actor=in_acme.coordinator, **asked)
    with pytest.raises(Denied):
        replace_seat(actor=in_acme.lead, **asked)
    live(in_acme)
    with pytest.raises(Conflict, match="has begun"):
        replace_seat(actor=in_acme.coordinator, **asked)
