"""settle_debriefs: what goes on by itself though nobody touched it; and what settles as cards come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from interviews.enums import SeatKind, SessionState
from interviews.models import Seat, Session
from scoring.actions.excuse_seat import excuse_seat
from scoring.actions.return_seat import return_seat
from scoring.actions.settle_debriefs import settle_debriefs
from scoring.enums import CardState
from scoring.models import Debrief, Scorecard
from scoring.queries.debriefs import debrief_of, protocol_of
from tests.cast import make_seat
from tests.scoring.debriefs import move, to_state
from tests.scoring.packets import another_loop, complete_loop, hand_in_at_once
from tests.scoring.sheets import amend, hand_in

pytestmark = pytest.mark.django_db


def settle(world):
    return [step.target for step in settle_debriefs(actor=None, organization=world.organization)]


def state(loop):
    return debrief_of(loop).state


def test_the_last_card_begins_reading_and_not_the_trainees(in_acme):
    loop = another_loop(in_acme)
    session = loop.sessions.get()
    for member, kind in ((in_acme.lead, SeatKind.LEAD), (in_acme.second, SeatKind.SECOND)):
        make_seat(session, member, kind)
    make_seat(session, in_acme.admin, SeatKind.SHADOW)
    Session.objects.filter(pk=session.pk).update(state=SessionState.AWAITING, started_at=timezone.now())
    session.refresh_from_db()
    hand_in(in_acme.lead, session)
    assert state(loop) == "collecting"
    hand_in(in_acme.second, session)
    assert state(loop) == "reading"
    amend(in_acme.lead, session, "A slip of the pen.", {"notes": "More of it."})
    hand_in(in_acme.admin, session)
    assert state(loop) == "reading"


def test_who_is_declared_out_is_waited_for_no_more_and_when_they_owe_again_it_does_not_go_back(in_acme):
    loop = another_loop(in_acme)
    hand_in_at_once(loop, in_acme.lead, [3, 3, 3, 3])
    seat = make_seat(loop.sessions.get(), in_acme.second, SeatKind.SECOND)
    Session.objects.filter(loop=loop).update(state=SessionState.AWAITING)
    excuse_seat(actor=in_acme.coordinator, seat_id=seat.pk, reason="They fell ill that day.")
    assert state(loop) == "reading"
    return_seat(actor=in_acme.coordinator, seat_id=seat.pk)
    assert settle(in_acme) == []
    protocol = protocol_of(in_acme.committee, loop, debrief_of(loop))
    assert protocol.state == "reading"
    assert protocol.owed_anew == (
        "Reading has begun, and a card is still owed by: Sam Second (Another loop)."
    )


def test_the_clock_takes_on_what_nobody_touched_once(in_acme):
    complete, waiting = (
        complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3]),
        another_loop(in_acme, title="Half"),
    )
    hand_in_at_once(waiting, in_acme.lead, [3, 3, 3, 3])
    owed = make_seat(waiting.sessions.get(), in_acme.second, SeatKind.SECOND)
    assert settle(in_acme) == ["reading"]
    assert (state(complete), state(waiting)) == ("reading", "collecting")
    Seat.objects.filter(pk=owed.pk).update(state="declined")
    assert settle(in_acme) == ["reading"]
    assert settle(in_acme) == []
    assert AuditEvent.objects.filter(verb="settle_debriefs").count() == 2


def test_a_loop_with_an_interview_that_nobody_sits_in_waits_for_a_person(in_acme):
    loop = complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3])
    Session.objects.create(
        organization=in_acme.organization, loop=loop, position=1, title="Coding", minutes=45
    )
    assert settle(in_acme) == []
    assert to_state(loop, "reading").state == "reading"


def test_what_somebody_took_back_waits_for_a_card_or_a_person(in_acme):
    loop = complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3])
    to_state(loop, "reading")
    move(in_acme.committee, loop, "collecting", "A third view is wanted.")
    assert settle(in_acme) == []
    third = make_seat(loop.sessions.get(), in_acme.admin, SeatKind.SECOND)
    now = timezone.now()
    Scorecard.objects.create(
        organization=in_acme.organization, seat=third, state=CardState.SUBMITTED, submitted_at=now
    )
    assert settle(in_acme) == ["reading"]


def test_time_that_is_over_opens_and_closes_the_vote(in_acme):
    loop = complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3])
    to_state(loop, "reading")
    Debrief.objects.update(read_by=timezone.now() - timedelta(minutes=1))
    assert settle(in_acme) == ["voting"]
    Debrief.objects.update(vote_by=timezone.now() - timedelta(minutes=1))
    assert settle(in_acme) == []  # one vote at least
