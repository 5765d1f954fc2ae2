"""Releasing a decision, an act of its own."""

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from interviews.enums import LoopState
from scoring.actions.release_decision import release_decision
from scoring.models import Debrief, DebriefStep, Decision
from scoring.queries.packet import read_packet
from tests.scoring.packets import complete_loop, decide, decider, discussing


@pytest.fixture
def loop(in_acme):
    made = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])
    decide(in_acme.committee, made, release=False)
    made.refresh_from_db()
    return made


def outcome_for(member, loop):
    decision = read_packet(member, loop.pk).decision
    return decision.outcome if decision else None


def test_before_it_the_committee_alone_reads_the_outcome_and_after_it_everybody_with_the_packet(
    in_acme, loop
):
    assert loop.state == LoopState.CLOSED
    assert outcome_for(in_acme.committee, loop) == "hire"
    assert [outcome_for(member, loop) for member in (in_acme.lead, in_acme.admin)] == [None, None]
    release_decision(actor=in_acme.committee, loop_id=loop.pk)
    loop.refresh_from_db()
    assert (loop.state, loop.debrief.state) == (LoopState.DECIDED, "released")
    assert [outcome_for(member, loop) for member in (in_acme.lead, in_acme.admin)] == ["hire", "hire"]
    assert DebriefStep.objects.get(target="released").by == in_acme.committee
    event = AuditEvent.objects.get(verb="release_decision")
    assert (event.subject_id, event.data) == (
        str(Decision.objects.get().pk),
        {"loop": str(loop.pk), "number": 1},
    )


def test_an_administrator_and_the_facilitator_release_too(in_acme, loop):
    assert release_decision(actor=in_acme.admin, loop_id=loop.pk).outcome == "hire"
    another = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3], title="Another")
    decide(in_acme.committee, another, release=False)
    leader = decider(in_acme, "Fay Facilitator")
    Debrief.objects.filter(loop=another).update(facilitator=leader)
    assert release_decision(actor=leader, loop_id=another.pk).outcome == "hire"


def test_others_do_not(in_acme, loop):
    for member in (in_acme.lead, decider(in_acme)):
        with pytest.raises(Denied, match="may release"):
            release_decision(actor=member, loop_id=loop.pk)
    with pytest.raises(Http404):
        release_decision(actor=in_acme.nobody, loop_id=loop.pk)


def test_it_is_released_once_and_not_before_it_is_decided(in_acme, loop):
    release_decision(actor=in_acme.committee, loop_id=loop.pk)
    with pytest.raises(Conflict, match="released already"):
        release_decision(actor=in_acme.committee, loop_id=loop.pk)
    undecided = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3], title="Undecided")
    discussing(undecided, in_acme.committee)
    with pytest.raises(Conflict, match="Nothing is decided yet"):
        release_decision(actor=in_acme.committee, loop_id=undecided.pk)
