"""Taking a decided debrief up again."""

import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.actions.declare_conflict import declare_conflict
from interviews.enums import LoopState
from interviews.models import Seat
from scoring.actions.reopen_debrief import reopen_debrief
from scoring.models import Decision
from scoring.queries.decision_page import decision_part
from scoring.queries.packet import read_packet
from scoring.queries.verification import verify
from tests.scoring.packets import complete_loop, decide, discussing

WHY = "A reference told us something new."


@pytest.fixture
def loop(in_acme):
    return complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])


@pytest.mark.parametrize("released", [True, False])
def test_the_decision_stays_and_no_longer_counts_and_the_next_has_the_next_number(in_acme, loop, released):
    first = decide(in_acme.committee, loop, release=released)
    step = reopen_debrief(actor=in_acme.committee, loop_id=loop.pk, reason=WHY)
    loop.refresh_from_db()
    assert (loop.state, loop.debrief.state, step.reason) == (LoopState.PLANNED, "discussing", WHY)
    reading = read_packet(in_acme.committee, loop.pk)
    assert reading.decision is None
    assert decision_part(in_acme.committee, reading).earlier == [first]
    second = decide(in_acme.committee, loop, outcome="no_hire")
    assert (first.number, second.number) == (1, 2)
    found = read_packet(in_acme.lead, loop.pk)
    assert found.decision == second
    assert decision_part(in_acme.lead, found).earlier == [first]
    assert Decision.objects.get(number=1).outcome == "hire"
    assert AuditEvent.objects.filter(verb="reopen_debrief").count() == 1


def test_both_are_verified_and_of_the_first_it_is_said_that_it_was_reopened(in_acme, loop):
    first = decide(in_acme.committee, loop)
    reopen_debrief(actor=in_acme.admin, loop_id=loop.pk, reason=WHY)
    second = decide(in_acme.committee, loop, outcome="no_hire")
    assert (verify(first).sound, verify(second).sound) == (True, True)
    assert "reopened since" in verify(first).notes[0]
    assert verify(second).notes == ()


def test_it_needs_a_reason_a_part_and_a_decision(in_acme, loop):
    with pytest.raises(Conflict, match="nothing to reopen"):
        reopen_debrief(actor=in_acme.committee, loop_id=loop.pk, reason=WHY)
    discussing(loop, in_acme.committee)
    with pytest.raises(Conflict, match="nothing to reopen"):
        reopen_debrief(actor=in_acme.committee, loop_id=loop.pk, reason=WHY)
    decide(in_acme.committee, loop)
    with pytest.raises(Invalid):
        reopen_debrief(actor=in_acme.committee, loop_id=loop.pk, reason="No.")
    with pytest.raises(Denied, match="may reopen"):
        reopen_debrief(actor=in_acme.lead, loop_id=loop.pk, reason=WHY)


def test_who_came_into_a_conflict_while_it_was_closed_is_recused_and_their_card_counts_no_more(in_acme, loop):
    decide(in_acme.committee, loop)
    declare_conflict(actor=in_acme.lead, candidate_id=loop.candidate_id, reason="We are married by now.")
    states = Seat.objects.filter(session__loop=loop).order_by("kind").values_list("kind", "state")
    assert list(states.all()) == [("lead", "seated"), ("second", "seated")]  # decided, it stays as it was
    reopen_debrief(actor=in_acme.committee, loop_id=loop.pk, reason=WHY)
    assert list(states.all()) == [("lead", "recused"), ("second", "seated")]
    packet = read_packet(in_acme.committee, loop.pk).packet
    assert [card["name"] for card in packet["cards"]] == ["Sam Second"]
    event = AuditEvent.objects.get(verb="reopen_debrief")
    assert event.data["recused"] == [str(Seat.objects.get(session__loop=loop, kind="lead").pk)]
