import uuid

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.save_kit import save_kit
from interviews.actions.use_kit import use_kit
from interviews.models import Exposure, Loop
from tests.interviews.helpers import audited, prompts


@pytest.fixture
def kit(in_acme):
    return save_kit(actor=in_acme.lead, session_id=in_acme.session.pk, name="Queues", purpose="Depth")


def test_for_a_named_candidate_it_is_a_planned_loop_that_a_colleague_leads(in_acme, kit):
    loop = use_kit(actor=in_acme.second, kit_id=kit.pk, candidate_name="Toni Test")

    assert (loop.state, loop.kit, loop.gaps) == ("planned", kit, [])
    assert prompts(loop) == [question.current.prompt for question in in_acme.questions[:2]]
    assert loop.sessions.get().seats.get().member == in_acme.second
    assert Exposure.objects.filter(candidate=loop.candidate, state="reserved").count() == 2
    assert audited("use_kit") == 1


def test_what_the_candidate_met_is_replaced_in_its_place(in_acme, kit):
    loop = use_kit(actor=in_acme.lead, kit_id=kit.pk, candidate_id=in_acme.candidate.pk)

    assert set(prompts(loop)) == {question.current.prompt for question in in_acme.questions[2:]}
    assert all(row.why.startswith("In place of") for row in loop.sessions.get().planned.all())


def test_what_is_out_of_use_and_has_no_stand_in_is_said(in_acme, kit):
    for question in in_acme.questions[1:]:
        question.state = "retired"
        question.save()

    loop = use_kit(actor=in_acme.lead, kit_id=kit.pk, candidate_name="Toni Test")

    assert len(prompts(loop)) == 1
    assert loop.gaps == [
        "Queues: a question on Queues is out, it is no longer in use and the bank has no other that fits."
    ]


def test_without_a_candidate_it_is_a_proposal(in_acme, kit):
    assert use_kit(actor=in_acme.lead, kit_id=kit.pk).state == "proposed"


def test_with_start_the_interview_begins_and_only_with_a_candidate(in_acme, kit):
    loop = use_kit(actor=in_acme.lead, kit_id=kit.pk, candidate_name="Toni Test", start=True)
    assert loop.sessions.get().state == "live"

    with pytest.raises(Invalid) as refused:
        use_kit(actor=in_acme.lead, kit_id=kit.pk, start=True)
    assert list(refused.value.fields) == ["candidate_name"]


def test_the_same_form_sent_twice_makes_one_loop(in_acme, kit):
    once = uuid.uuid4()
    for _ in range(2):
        use_kit(actor=in_acme.lead, kit_id=kit.pk, candidate_name="Toni Test", loop_id=once)

    assert Loop.objects.filter(kit=kit).count() == 1


def test_a_kit_of_which_nothing_is_left_makes_no_loop(in_acme, kit):
    for question in in_acme.questions:
        question.state = "leaked"
        question.save()

    with pytest.raises(Conflict, match="Nothing of the kit can be asked"):
        use_kit(actor=in_acme.lead, kit_id=kit.pk, candidate_name="Toni Test")


def test_who_may_not(in_acme, zenith, kit):
    with pytest.raises(Denied):
        use_kit(actor=in_acme.committee, kit_id=kit.pk)
    with pytest.raises(Http404):
        use_kit(actor=zenith.lead, kit_id=kit.pk)
    with pytest.raises(Http404):
        use_kit(actor=in_acme.lead, kit_id=kit.pk, candidate_id=zenith.candidate.pk)
