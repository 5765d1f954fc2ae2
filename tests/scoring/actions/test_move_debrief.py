"""move_debrief: what it keeps, and what it says when it refuses. Who may what: tests/scoring/debriefing."""

from datetime import timedelta

import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.models import Loop
from scoring.actions.confirm_reading import confirm_reading
from scoring.actions.move_debrief import move_debrief
from scoring.models import CommitteeSeat, DebriefStep
from scoring.queries.debriefs import debrief_of
from tests.scoring.calibrated import a_run
from tests.scoring.debriefing.people import a_debrief
from tests.scoring.debriefs import gated, move, to_state

pytestmark = pytest.mark.django_db
WHY = "The board meets in an hour."


@pytest.fixture
def debriefed(in_acme, zenith):
    return a_debrief(in_acme, zenith.committee, cards=1)


def test_an_override_over_several_steps_keeps_each_with_what_was_not_given(debriefed):
    move(debriefed["facilitator"], debriefed.loop, "voting", WHY)
    first, second = DebriefStep.objects.order_by("number")
    assert first.unmet == ["Not every card is in. Still owed by: Sam Second (In debrief)."]
    assert second.unmet == ["Still reading: Kim Committee, Other Member."]
    assert (first.reason, second.reason, second.by) == (WHY, WHY, debriefed["facilitator"])
    event = AuditEvent.objects.get(verb="move_debrief")
    assert event.data == {"target": "voting", "steps": 2, "unmet": 2, "override": True}


def test_who_looked_at_an_older_state_hears_what_happened_meanwhile(debriefed):
    move(debriefed["admin"], debriefed.loop, "reading", WHY)
    with pytest.raises(Conflict, match=r"Ada Admin took it from collecting cards to silent reading on \d\d"):
        move(debriefed["facilitator"], debriefed.loop, "voting", WHY, seen=0)
    to_state(debriefed.loop, "voting", debriefed.voters())
    with pytest.raises(Conflict, match="It went on by itself from silent reading to voting"):
        move(debriefed["facilitator"], debriefed.loop, "voting", WHY, seen=1)
    with pytest.raises(Conflict, match="has not moved yet"):
        DebriefStep.objects.all().delete()
        move(debriefed["facilitator"], debriefed.loop, "voting", WHY, seen=7)


def test_reading_anew_wants_to_be_confirmed_anew_and_the_vote_has_the_run_of_its_day(in_acme, debriefed):
    first = a_run(in_acme)
    move(debriefed["facilitator"], debriefed.loop, "voting", WHY)
    assert debrief_of(debriefed.loop).run == first
    later = a_run(in_acme, number=2)
    move(debriefed["facilitator"], debriefed.loop, "discussing", WHY)
    assert debrief_of(debriefed.loop).run == first
    move(debriefed["voter"], debriefed.loop, "reading", WHY)
    debrief = debrief_of(debriefed.loop)
    assert (debrief.round, debrief.run) == (2, None)
    for member in debriefed.voters():
        confirm_reading(actor=member, loop_id=debriefed.loop.pk)
    debrief = debrief_of(debriefed.loop)
    assert (debrief.state, debrief.run) == ("voting", later)
    move(debriefed["facilitator"], debriefed.loop, "discussing", WHY)
    move(debriefed["voter"], debriefed.loop, "reading", WHY)
    assert set(CommitteeSeat.objects.values_list("read_at", flat=True)) == {None}


def test_deadlines_are_those_of_the_blueprint_from_when_it_begins(in_acme, debriefed):
    gated(in_acme, debriefed.loop, reading_hours=24, voting_hours=48)
    read = move(debriefed["facilitator"], debriefed.loop, "reading", WHY)
    step = DebriefStep.objects.get()
    assert read.read_by - step.created_at == timedelta(hours=24)
    voted = move(debriefed["facilitator"], debriefed.loop, "voting", WHY)
    assert voted.vote_by - DebriefStep.objects.last().created_at == timedelta(hours=48)
    assert debrief_of(debriefed.loop).vote_by == voted.vote_by


def test_reasons_and_states_that_make_no_sense_are_named(debriefed):
    for fields in ({"target": "reading", "reason": "no"}, {"target": "tomorrow", "reason": WHY}):
        with pytest.raises(Invalid) as refusal:
            move_debrief(actor=debriefed["admin"], loop_id=debriefed.loop.pk, version_seen=0, **fields)
        assert list(refusal.value.fields) == [["reason", "target"][fields["target"] == "tomorrow"]]


def test_nothing_moves_in_a_loop_that_was_cancelled(debriefed):
    Loop.objects.filter(pk=debriefed.loop.pk).update(state="cancelled")
    with pytest.raises(Conflict, match="cancelled"):
        move(debriefed["facilitator"], debriefed.loop, "reading", WHY)


def test_it_is_denied_who_takes_no_part(debriefed):
    move(debriefed["admin"], debriefed.loop, "reading", WHY)
    with pytest.raises(Denied, match="Only the facilitator and committee members who take part may"):
        move(debriefed["committee"], debriefed.loop, "voting", WHY)
    assert debrief_of(debriefed.loop).state == "reading"
