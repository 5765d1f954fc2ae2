"""Recording a decision."""

import uuid

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.enums import LoopState, SeatKind
from interviews.models import Loop
from questionbank.models import Level
from scoring.actions.calibrate import calibrate
from scoring.models import Decision
from scoring.queries.packet import read_packet
from scoring.snapshot import digest_of
from tests.cast import make_seat
from tests.scoring.packets import (
    a_year,
    another_loop,
    complete_loop,
    decide,
    decider,
    hand_in_at_once,
)


@pytest.fixture
def loop(in_acme):
    return complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])


def test_the_decision_keeps_the_packet_its_digest_and_the_run_and_closes_the_loop(in_acme, loop):
    run = calibrate(actor=None, organization=in_acme.organization)
    seen = read_packet(in_acme.committee, loop.pk)
    decision = decide(in_acme.committee, loop, dissent="  Sam would wait. ", digest_seen=seen.digest)
    decision.refresh_from_db()
    loop.refresh_from_db()
    assert decision.snapshot == seen.packet
    assert decision.digest == seen.digest == digest_of(decision.snapshot), (
        "it can be verified from the row alone"
    )
    assert (decision.run, decision.decided_by, decision.dissent) == (
        run,
        in_acme.committee,
        "Sam would wait.",
    )
    assert loop.state == LoopState.DECIDED


def test_adjusted_values_that_were_shown_are_in_the_snapshot_and_others_are_not(in_acme, loop):
    a_year(in_acme)
    run = calibrate(actor=None, organization=in_acme.organization)
    assert read_packet(in_acme.committee, loop.pk).packet["adjusted"] is None
    in_acme.organization.show_adjusted = True
    in_acme.organization.save()
    decision = decide(in_acme.committee, loop)
    decision.refresh_from_db()
    shown = decision.snapshot["adjusted"]
    assert shown["run"]["number"] == run.number
    assert {one["name"] for one in shown["interviewers"]} == {"Lea Lead", "Sam Second"}
    assert digest_of(decision.snapshot) == decision.digest


def test_a_new_run_in_between_changes_the_packet_only_where_its_values_are_shown(in_acme, loop):
    seen = read_packet(in_acme.committee, loop.pk).digest
    calibrate(actor=None, organization=in_acme.organization)
    assert read_packet(in_acme.committee, loop.pk).digest == seen
    in_acme.organization.show_adjusted = True
    in_acme.organization.save()
    assert read_packet(in_acme.committee, loop.pk).digest != seen


def test_the_snapshot_holds_no_private_note_and_no_name_of_the_candidate(in_acme, loop):
    card = loop.sessions.get().seats.first().scorecard
    card.private_note = "for my eyes"
    card.save()
    text = str(decide(in_acme.committee, loop).snapshot)
    assert "for my eyes" not in text
    assert loop.candidate.person.name not in text
    assert loop.candidate.pseudonym in text


def test_it_is_in_the_audit_trail_without_reasons_or_scores(in_acme, loop):
    decision = decide(in_acme.committee, loop)
    event = AuditEvent.objects.get(verb="record_decision")
    assert event.subject_id == str(decision.pk)
    assert event.data == {"loop": str(loop.pk), "outcome": "hire", "digest": decision.digest}


def test_the_database_refuses_to_change_or_delete_a_decision(in_acme, loop):
    decision = decide(in_acme.committee, loop)
    for attempt in (
        lambda: Decision.objects.update(outcome="no_hire"),
        decision.delete,
        lambda: Decision.objects.update(snapshot={}),
    ):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            attempt()
    assert Decision.objects.get().outcome == "hire"


def test_a_card_that_is_owed_stops_it_and_the_refusal_names_whose(in_acme):
    waiting = another_loop(in_acme, title="Waiting")
    hand_in_at_once(waiting, in_acme.lead, [1, 1, 1, 1])
    make_seat(waiting.sessions.get(), in_acme.second, SeatKind.SECOND)
    with pytest.raises(Conflict, match=r"Still owed by: Sam Second \(Waiting\)\."):
        decide(in_acme.committee, waiting)
    assert not Decision.objects.exists()


def test_a_loop_without_a_card_that_counts_cannot_be_decided(in_acme):
    empty = another_loop(in_acme)
    with pytest.raises(Conflict, match="nothing to decide on"):
        decide(in_acme.committee, empty)
    hand_in_at_once(empty, in_acme.lead, [1, 1, 1, 1], kind=SeatKind.SHADOW)
    with pytest.raises(Conflict, match="nothing to decide on"):
        decide(in_acme.committee, empty)


def test_a_cancelled_loop_cannot_be_decided(in_acme, loop):
    seen = read_packet(in_acme.committee, loop.pk).digest
    Loop.objects.filter(pk=loop.pk).update(state=LoopState.CANCELLED)
    with pytest.raises(Conflict, match="This loop is cancelled"):
        decide(in_acme.committee, loop, digest_seen=seen)


def test_a_packet_that_is_no_longer_what_was_read_is_not_decided_on(in_acme, loop):
    with pytest.raises(Conflict, match="changed while you were reading"):
        decide(in_acme.committee, loop, digest_seen="0" * 64)
    loop.refresh_from_db()
    assert loop.state == LoopState.PLANNED


def test_a_loop_is_decided_once_and_the_second_hears_by_whom(in_acme, loop):
    seen = read_packet(in_acme.committee, loop.pk).digest
    decide(in_acme.committee, loop)
    with pytest.raises(Conflict, match=r"Kim Committee decided this loop on .*: hire"):
        decide(decider(in_acme), loop, outcome="no_hire", digest_seen=seen)
    assert Decision.objects.get().outcome == "hire"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"outcome": "maybe"}, "outcome"),
        ({"reasons": " \n"}, "reasons"),
        ({"outcome": "hire_other_level"}, "level"),
    ],
)
def test_what_is_missing_is_named(in_acme, loop, fields, wrong):
    with pytest.raises(Invalid) as refusal:
        decide(in_acme.committee, loop, **fields)
    assert list(refusal.value.fields) == [wrong]


def test_another_level_must_be_another_and_ours(in_acme, loop, zenith):
    mid = Level.objects.get(name="Mid", organization=in_acme.organization)
    for level, outcome in ((in_acme.level, "hire_other_level"), (mid, "hire")):
        with pytest.raises(Invalid):
            decide(in_acme.committee, loop, outcome=outcome, level_id=level.pk)
    with pytest.raises(Http404):
        decide(in_acme.committee, loop, outcome="hire_other_level", level_id=zenith.level.pk)
    assert decide(in_acme.committee, loop, outcome="hire_other_level", level_id=mid.pk).level == mid


@pytest.mark.parametrize("part", ["admin", "lead"])
def test_only_committee_members_decide(in_acme, loop, part):
    with pytest.raises(Denied, match="Only a committee member"):
        decide(getattr(in_acme, part), loop)


def test_a_committee_member_who_interviewed_is_a_witness_and_does_not_decide(in_acme, loop):
    hand_in_at_once(loop, in_acme.committee, [3, 3, 3, 3], kind=SeatKind.SHADOW)
    with pytest.raises(Denied, match="You interviewed in this loop"):
        decide(in_acme.committee, loop)


@pytest.mark.parametrize("part", ["nobody", "curator"])
def test_for_everybody_else_there_is_no_such_loop(in_acme, loop, part):
    with pytest.raises(Http404):
        decide(getattr(in_acme, part), loop, digest_seen="x")
    with pytest.raises(Http404):
        decide(in_acme.committee, Loop(pk=uuid.uuid4()), digest_seen="x")
