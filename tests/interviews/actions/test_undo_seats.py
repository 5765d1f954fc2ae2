"""Taking a change of seats back, through undo_change: nobody ends up in two interviews at once."""

import pytest

from accounts.ground.verdict import Conflict
from interviews.actions.seat_panel import seat_panel
from interviews.actions.undo_change import undo_change
from interviews.actions.unseat_member import unseat_member
from tests.cast import make_seat
from tests.interviews.panels import held, in_days, interviewers, open_loop, session_of, wanted


def test_a_panel_is_taken_back_and_done_again(in_acme):
    loop = open_loop(in_acme)
    session = session_of(loop, in_days(3))
    seat_panel(actor=in_acme.coordinator, loop_id=loop.pk, seats=[wanted(session, in_acme.lead)])

    undo_change(actor=in_acme.coordinator, loop_id=loop.pk)
    assert held(session) == {}
    undo_change(actor=in_acme.coordinator, loop_id=loop.pk, number=2)
    assert held(session) == {"lead": "Lea Lead"}


def test_nobody_is_put_back_who_is_in_another_interview_by_now(in_acme):
    [iris] = interviewers(in_acme, 1)
    loop, other = open_loop(in_acme), open_loop(in_acme, "Uma Test")
    session = session_of(loop, in_days(3))
    seat = make_seat(session, iris)
    unseat_member(actor=in_acme.coordinator, seat_id=seat.pk)
    there = session_of(other, in_days(3))
    seat_panel(actor=in_acme.coordinator, loop_id=other.pk, seats=[wanted(there, iris)])

    with pytest.raises(Conflict, match="Iris 00 is in another interview at the time of Queues interview"):
        undo_change(actor=in_acme.coordinator, loop_id=loop.pk)
