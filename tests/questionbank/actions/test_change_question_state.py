import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.change_question_state import change_question_state
from questionbank.enums import State
from questionbank.models import Question
from tests.cast import World, make_question


def test_a_curator_retires_a_question_with_a_reason(in_acme: World) -> None:
    question = in_acme.questions[0]

    change_question_state(
        actor=in_acme.curator, question_id=question.pk, state=State.RETIRED, reason="Nobody learns from it"
    )

    assert Question.objects.get(pk=question.pk).state == State.RETIRED
    event = AuditEvent.objects.get()
    assert event.verb == "change_question_state"
    assert event.data == {"before": "live", "after": "retired", "reason": "Nobody learns from it"}


@pytest.mark.parametrize("state", [State.RETIRED, State.LEAKED])
def test_retired_and_leaked_need_a_reason(in_acme: World, state: State) -> None:
    with pytest.raises(Invalid) as refusal:
        change_question_state(
            actor=in_acme.curator, question_id=in_acme.questions[0].pk, state=state, reason="  "
        )

    assert "reason" in refusal.value.fields


def test_nothing_goes_live_without_topic_level_and_minutes(in_acme: World) -> None:
    question = make_question(in_acme.organization, "Bare?", state=State.DRAFT, minutes=None)

    with pytest.raises(Conflict, match="topic, level, minutes missing"):
        change_question_state(actor=in_acme.curator, question_id=question.pk, state=State.LIVE)

    assert Question.objects.get(pk=question.pk).state == State.DRAFT


def test_a_complete_draft_goes_live(in_acme: World) -> None:
    question = make_question(
        in_acme.organization, "Whole?", state=State.DRAFT, topic=in_acme.topic, level=in_acme.level
    )

    change_question_state(actor=in_acme.admin, question_id=question.pk, state="live")

    assert Question.objects.get(pk=question.pk).state == State.LIVE


def test_a_step_that_does_not_exist_is_refused_with_those_that_do(in_acme: World) -> None:
    question = make_question(in_acme.organization, "Known to all?", state=State.LEAKED)

    with pytest.raises(Conflict, match="leaked can only become: retired"):
        change_question_state(actor=in_acme.curator, question_id=question.pk, state=State.LIVE)


def test_an_unknown_state_is_refused(in_acme: World) -> None:
    with pytest.raises(Invalid, match="no such state"):
        change_question_state(actor=in_acme.curator, question_id=in_acme.questions[0].pk, state="gone")


def test_sending_it_twice_changes_it_once(in_acme: World) -> None:
    for _ in range(2):
        change_question_state(actor=in_acme.curator, question_id=in_acme.questions[0].pk, state=State.RESTING)

    assert AuditEvent.objects.count() == 1


def test_an_interviewer_sends_a_draft_of_their_own_to_review_only(in_acme: World) -> None:
    draft = make_question(in_acme.organization, "Mine?", state=State.DRAFT, written_by=in_acme.lead)

    with pytest.raises(Denied, match="decides where a question stands"):
        change_question_state(actor=in_acme.lead, question_id=draft.pk, state=State.RETIRED, reason="x")
    with pytest.raises(Denied):
        change_question_state(actor=in_acme.second, question_id=draft.pk, state=State.IN_REVIEW)
    change_question_state(actor=in_acme.lead, question_id=draft.pk, state=State.IN_REVIEW)

    assert Question.objects.get(pk=draft.pk).state == State.IN_REVIEW


def test_a_question_of_another_organisation_does_not_exist(in_acme: World, zenith: World) -> None:
    with pytest.raises(Http404):
        change_question_state(actor=in_acme.curator, question_id=zenith.questions[0].pk, state=State.RESTING)
