"""A further interview for a candidate, beside a loop they had."""

import uuid

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.actions.follow_up_loop import follow_up_loop
from interviews.enums import LoopState
from interviews.models import Loop
from tests.cast import World, make_question


@pytest.fixture
def bank(in_acme: World) -> World:
    """More questions than the candidate has met."""
    for number in range(3):
        make_question(
            in_acme.organization, f"A further question {number}?", topic=in_acme.topic, level=in_acme.level
        )
    return in_acme


def follow_up(world: World, **fields: object) -> Loop:
    given = {"actor": world.coordinator, "after_id": world.loop.pk, "level_id": world.level.pk}
    return follow_up_loop(**given | {"topic_ids": [world.topic.pk], "minutes": 30} | fields)


def test_it_is_planned_for_the_same_candidate_and_application_and_repeats_nothing(bank: World) -> None:
    loop = follow_up(bank, lead_id=bank.lead.pk)
    assert (loop.candidate, loop.application) == (bank.loop.candidate, bank.loop.application)
    assert (loop.state, loop.asked_topics) == (LoopState.PLANNED, [bank.topic.pk])
    session = loop.sessions.get()
    assert (session.minutes, session.seats.get().member) == (30, bank.lead)
    met = set(bank.session.planned.values_list("revision__question", flat=True))
    new = set(session.planned.values_list("revision__question", flat=True))
    assert new
    assert not new & met
    assert AuditEvent.objects.get(verb="follow_up_loop").data["after"] == str(bank.loop.pk)


def test_without_a_lead_nobody_is_seated_yet(bank: World) -> None:
    assert not follow_up(bank).sessions.get().seats.exists()


def test_the_same_form_sent_twice_makes_one_loop(bank: World) -> None:
    once = uuid.uuid4()
    assert follow_up(bank, loop_id=once) == follow_up(bank, loop_id=once)


def test_what_it_refuses(bank: World) -> None:
    with pytest.raises(Denied, match="plan loops"):
        follow_up(bank, actor=bank.lead)
    with pytest.raises(Invalid) as refusal:
        follow_up(bank, topic_ids=[], minutes=3)
    assert set(refusal.value.fields) == {"topics", "minutes"}
    with pytest.raises(Http404):
        follow_up(bank, after_id=uuid.uuid4())
    Loop.objects.filter(pk=bank.loop.pk).update(state=LoopState.PROPOSED, candidate=None)
    with pytest.raises(Conflict, match="for nobody yet"):
        follow_up(bank)


def test_a_bank_without_another_question_says_so(in_acme: World) -> None:
    for _ in range(3):
        try:
            follow_up(in_acme)
        except Invalid as refusal:
            assert "topics" in refusal.fields
            return
    pytest.fail("four questions lasted for ever")
