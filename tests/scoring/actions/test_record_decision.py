"""Recording a decision."""

import uuid

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent, Membership
from interviews.enums import LoopState, SeatKind
from interviews.models import Loop
from questionbank.models import Level
from scoring.actions.calibrate import calibrate
from scoring.actions.record_decision import record_decision
from scoring.models import Debrief, Decision, Veto
from scoring.queries.packet import read_packet
from scoring.queries.verification import verify
from scoring.snapshot import decided_in, digest_of, packet_in, protocol_in
from tests.cast import make_seat
from tests.scoring.packets import (
    WHY,
    a_year,
    another_loop,
    complete_loop,
    decide,
    decider,
    discussing,
    first_evidence,
    hand_in_at_once,
)


def record(actor, loop, **fields):
    """A decision just as the debrief stands."""
    reading = read_packet(in_committee(loop), loop.pk)
    wanted = {"digest_seen": reading.digest, "cites": first_evidence(reading.packet)}
    wanted |= {"outcome": "hire", "reasons": WHY}
    return record_decision(actor=actor, loop_id=loop.pk, **wanted | fields)


def in_committee(loop):
    return Membership.objects.get(user__name="Kim Committee", organization=loop.organization)


@pytest.fixture
def loop(in_acme):
    return complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])


def test_the_decision_keeps_the_packet_the_protocol_and_the_run_and_closes_the_loop(in_acme, loop):
    run = calibrate(actor=None, organization=in_acme.organization)
    seen = read_packet(in_acme.committee, loop.pk)
    dissent = "  Sam would wait. "
    decision = decide(in_acme.committee, loop, release=False, dissent=dissent, digest_seen=seen.digest)
    decision.refresh_from_db()
    loop.refresh_from_db()
    assert packet_in(decision.snapshot) == seen.packet
    assert decision.digest == digest_of(decision.snapshot), "it can be verified from the row alone"
    assert (decision.run, decision.decided_by, decision.dissent) == (
        run,
        in_acme.committee,
        "Sam would wait.",
    )
    assert loop.state == LoopState.CLOSED, "it takes no more cards, and nobody else hears what was decided"
    protocol = protocol_in(decision.snapshot)
    assert [(vote["name"], vote["ballot"]) for vote in protocol["votes"]] == [("Kim Committee", "yes")]
    assert protocol["steps"][-1]["target"] == "decided"
    assert decided_in(decision.snapshot)["present"] == [
        {"member": str(in_acme.committee.pk), "name": "Kim Committee", "part": "Committee"}
    ]


def test_adjusted_values_that_were_shown_are_in_the_snapshot_and_others_are_not(in_acme, loop):
    a_year(in_acme)
    run = calibrate(actor=None, organization=in_acme.organization)
    assert read_packet(in_acme.committee, loop.pk).packet["adjusted"] is None
    in_acme.organization.show_adjusted = True
    in_acme.organization.save()
    decision = decide(in_acme.committee, loop)
    decision.refresh_from_db()
    shown = packet_in(decision.snapshot)["adjusted"]
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


def test_it_is_in_the_audit_trail_without_what_was_decided(in_acme, loop):
    decision = decide(in_acme.committee, loop)
    event = AuditEvent.objects.get(verb="record_decision")
    assert event.subject_id == str(decision.pk)
    assert event.data == {"loop": str(loop.pk), "number": 1, "digest": decision.digest}


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


@pytest.mark.parametrize("state", ["collecting", "reading", "voting"])
def test_before_the_vote_is_closed_nothing_is_decided_and_what_is_missing_is_said(in_acme, loop, state):
    Debrief.objects.filter(pk=discussing(loop, in_acme.committee).pk).update(state=state)
    with pytest.raises(Conflict, match="Not yet: "):
        record(in_acme.committee, loop)
    assert not Decision.objects.exists()


def test_an_override_goes_over_a_card_that_is_owed_and_keeps_what_it_went_over(in_acme):
    waiting = another_loop(in_acme, title="Waiting")
    hand_in_at_once(waiting, in_acme.lead, [1, 1, 1, 1])
    make_seat(waiting.sessions.get(), in_acme.second, SeatKind.SECOND)
    with pytest.raises(Denied, match="You have no vote here"):
        record(in_acme.admin, waiting)
    decision = record(in_acme.admin, waiting, outcome="no_hire", override="They withdrew their application.")
    decided = decided_in(decision.snapshot)
    assert decided["unmet"][0] == "Not every card is in. Still owed by: Sam Second (Waiting)."
    assert "Ada Admin has no vote in this committee." in decided["unmet"]
    steps = protocol_in(decision.snapshot)["steps"]
    assert [step["target"] for step in steps] == ["reading", "voting", "discussing", "decided"]
    assert "withdrew" not in str(steps), "steps are read before the decision is released"
    assert verify(decision).sound


def test_a_committee_member_without_a_seat_and_one_with_an_override_over_cards_are_refused(in_acme, loop):
    with pytest.raises(Denied, match="who takes part in this debrief"):
        record(in_acme.committee, loop)
    Debrief.objects.filter(pk=discussing(loop, in_acme.committee).pk).update(state="voting")
    with pytest.raises(Denied, match="Only the facilitator or an administrator goes over"):
        record(in_acme.committee, loop, override="We are in a hurry today.")


def test_evidence_is_cited_or_it_is_said_why_not(in_acme, loop):
    discussing(loop, in_acme.committee)
    with pytest.raises(Invalid) as refusal:
        record(in_acme.committee, loop, cites=[])
    assert list(refusal.value.fields) == ["cites"]
    decision = record(in_acme.committee, loop, cites=[], override="No card says anything that matters.")
    assert decided_in(decision.snapshot)["unmet"] == ["No evidence is cited."]


def test_what_is_cited_stands_in_this_packet_and_is_quoted(in_acme, loop):
    discussing(loop, in_acme.committee)
    elsewhere = complete_loop(in_acme, [1, 1, 1, 1], [1, 1, 1, 1], title="Elsewhere")
    packet = read_packet(in_acme.committee, elsewhere.pk).packet
    with pytest.raises(Invalid, match="not complete") as refusal:
        record(in_acme.committee, loop, cites=first_evidence(packet))
    assert "not in the packet" in refusal.value.fields["cites"]
    decision = record(in_acme.committee, loop)
    quoted = decided_in(decision.snapshot)["cites"][0]
    assert (quoted["name"], quoted["text"]) == ("Lea Lead", "Lea Lead heard 2")
    assert decision.cites == [{key: quoted[key] for key in ("card", "planned", "criterion")}]


def test_only_an_override_that_goes_over_something_is_kept(in_acme, loop):
    discussing(loop, in_acme.committee)
    with pytest.raises(Invalid) as refusal:
        record(in_acme.committee, loop, override="Just in case it is needed.")
    assert list(refusal.value.fields) == ["override"]


def test_more_evidence_names_its_topics_and_nothing_else_does(in_acme, loop):
    discussing(loop, in_acme.committee)
    for fields in ({"outcome": "more_evidence"}, {"outcome": "hire", "topic_ids": [in_acme.topic.pk]}):
        with pytest.raises(Invalid) as refusal:
            record(in_acme.committee, loop, **fields)
        assert list(refusal.value.fields) == ["topics"]
    decision = record(
        in_acme.committee, loop, outcome="more_evidence", topic_ids=[in_acme.topic.pk, in_acme.topic.pk]
    )
    assert list(decision.topics.all()) == [in_acme.topic]
    assert verify(decision).sound


def test_who_was_there_is_of_the_loop_and_the_decider_always(in_acme, loop):
    discussing(loop, in_acme.committee)
    with pytest.raises(Invalid) as refusal:
        record(in_acme.committee, loop, present=[in_acme.nobody.pk])
    assert list(refusal.value.fields) == ["present"]
    decision = record(in_acme.committee, loop, present=[in_acme.lead.pk])
    assert [(one["name"], one["part"]) for one in decision.present] == [
        ("Kim Committee", "Committee"),
        ("Lea Lead", "Interviewer"),
    ]


@pytest.mark.parametrize("outcome", ["hire", "hire_other_level"])
def test_while_a_veto_stands_nobody_hires_whatever_their_reason(in_acme, loop, outcome):
    debrief = discussing(loop, in_acme.committee)
    veto = Veto.objects.create(
        organization=in_acme.organization, debrief=debrief, member=in_acme.admin, round=1, reason="Unfair."
    )
    level = Level.objects.get(name="Mid", organization=in_acme.organization)
    fields = {"outcome": outcome, "level_id": level.pk if outcome != "hire" else None}
    for member, override in ((in_acme.committee, ""), (in_acme.admin, "I want it all the same.")):
        with pytest.raises(Conflict, match="Ada Admin forbids a hire: Unfair"):
            record(member, loop, override=override, **fields)
    Veto.objects.filter(pk=veto.pk).update(withdrawn_at=timezone.now(), withdrawn_reason="Fair after all.")
    assert record(in_acme.committee, loop, **fields).outcome == outcome


def test_under_a_veto_no_hire_is_recorded(in_acme, loop):
    debrief = discussing(loop, in_acme.committee)
    Veto.objects.create(
        organization=in_acme.organization, debrief=debrief, member=in_acme.admin, round=1, reason="Unfair."
    )
    assert record(in_acme.committee, loop, outcome="no_hire").outcome == "no_hire"


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
    with pytest.raises(Conflict, match="This loop was cancelled"):
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


@pytest.mark.parametrize(("part", "why"), [("admin", "You have no vote here"), ("lead", "You interviewed")])
def test_only_committee_members_decide(in_acme, loop, part, why):
    discussing(loop, in_acme.committee)
    with pytest.raises(Denied, match=why):
        record(getattr(in_acme, part), loop)


def test_a_facilitator_without_a_vote_does_not_decide_alone(in_acme, loop):
    debrief = discussing(loop, in_acme.committee)
    leader = decider(in_acme, "Fay Facilitator")
    Debrief.objects.filter(pk=debrief.pk).update(facilitator=leader)
    with pytest.raises(Denied, match="You have no vote here: say why"):
        record(leader, loop)
    assert record(in_acme.committee, loop).decided_by == in_acme.committee


@pytest.mark.parametrize("override", ["", "Somebody has to decide it."])
def test_a_committee_member_who_interviewed_is_a_witness_and_does_not_decide(in_acme, loop, override):
    hand_in_at_once(loop, in_acme.committee, [3, 3, 3, 3], kind=SeatKind.SHADOW)
    in_acme.committee.roles = ["committee", "admin"]
    in_acme.committee.save()
    with pytest.raises(Denied, match="You interviewed in this loop"):
        decide(in_acme.committee, loop, override=override)


def test_who_may_not_read_the_decision_is_not_told_by_a_refusal_what_it_is(in_acme, loop):
    decide(in_acme.committee, loop, release=False)
    with pytest.raises(Conflict) as refusal:
        decide(in_acme.admin, loop, digest_seen="x", cites=[])
    assert refusal.value.reason == "This loop is decided. A decision stands; nothing of it was changed."


@pytest.mark.parametrize("part", ["nobody", "curator"])
def test_for_everybody_else_there_is_no_such_loop(in_acme, loop, part):
    with pytest.raises(Http404):
        decide(getattr(in_acme, part), loop, digest_seen="x", cites=[])
    with pytest.raises(Http404):
        record_decision(
            actor=in_acme.committee, loop_id=uuid.uuid4(), outcome="hire", reasons="x", digest_seen="x"
        )
