"""Handing in a card."""

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Invalid
from accounts.models import AuditEvent
from interviews.enums import LoopState, PlannedState, SeatKind, SessionState
from interviews.models import Loop
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.enums import RequestKind, RequestState
from scoring.models import CalibrationRequest, ScorecardVersion
from tests.cast import World, make_seat
from tests.scoring.sheets import ask_all, edit, fill, hand_in, rating_fields, save


def test_a_complete_card_is_frozen_without_the_private_note(in_acme: World) -> None:
    card = hand_in(in_acme.lead, in_acme.session, value="2", words="no")
    assert card.state == "submitted"
    content = ScorecardVersion.objects.get().content
    assert content["recommendation"] == "no"
    assert content["reason"] == "because no 2"
    first = content["questions"][0]
    assert first["revision"] == str(in_acme.questions[0].current_id)
    assert [r["value"] for r in first["ratings"]] == [2, 2]
    assert "private" not in str(content)


def test_submitting_is_in_the_audit_trail_without_scores(in_acme: World) -> None:
    card = hand_in(in_acme.lead, in_acme.session)
    event = AuditEvent.objects.get(verb="submit_scorecard")
    assert event.subject_id == str(card.pk)
    assert event.data == {"session": str(in_acme.session.pk), "seat": "lead"}


def test_a_calibration_is_asked_for_in_the_same_transaction_once_however_many_cards(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    hand_in(in_acme.second, in_acme.session)
    asked = CalibrationRequest.objects.get()
    assert (asked.kind, asked.state, asked.asked_by) == (RequestKind.SUBMIT, RequestState.WAITING, None)


def test_an_empty_card_names_everything_that_is_missing_in_the_order_of_the_sheet(in_acme: World) -> None:
    first, second = in_acme.session.planned.all()
    first.state = PlannedState.ASKED
    first.save()
    with pytest.raises(Invalid) as refusal:
        submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    depth, clarity = in_acme.criteria
    assert list(refusal.value.fields) == [
        f"rating:{first.pk}:{depth.pk}",
        f"rating:{first.pk}:{clarity.pk}",
        f"planned:{second.pk}",
        "recommendation",
        "reason",
    ]
    assert refusal.value.fields[f"planned:{second.pk}"] == "Question 2: mark it as asked or skipped."


def test_not_assessed_needs_its_reason(in_acme: World) -> None:
    ask_all(in_acme.session)
    fill(in_acme.lead, in_acme.session)
    rating = rating_fields(in_acme.session)[0]
    reason = rating.replace("rating", "not_assessed_reason")
    save(in_acme.lead, in_acme.session, edit(1, rating, "not_assessed", base=99))
    with pytest.raises(Invalid) as refusal:
        submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    assert refusal.value.fields == {reason: "Question 1: say why Depth was not assessed."}
    save(in_acme.lead, in_acme.session, edit(2, reason, "we ran out of time"))
    submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    frozen = ScorecardVersion.objects.get().content["questions"][0]["ratings"][0]
    assert (frozen["state"], frozen["value"], frozen["reason"]) == (
        "not_assessed",
        None,
        "we ran out of time",
    )


@pytest.mark.parametrize("state", [PlannedState.SKIPPED, PlannedState.REPLACED])
def test_a_question_that_was_not_asked_needs_no_rating(in_acme: World, state: PlannedState) -> None:
    in_acme.session.planned.update(state=state)
    save(in_acme.lead, in_acme.session, edit(1, "recommendation", "no"), edit(2, "reason", "did not come"))
    assert submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk).state == "submitted"


def test_a_reason_of_blanks_is_none(in_acme: World) -> None:
    ask_all(in_acme.session)
    fill(in_acme.lead, in_acme.session)
    save(in_acme.lead, in_acme.session, edit(1, "reason", "  \n ", base=99))
    with pytest.raises(Invalid) as refusal:
        submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    assert list(refusal.value.fields) == ["reason"]


def test_submitting_again_changes_nothing_and_answers_with_the_submitted_card(in_acme: World) -> None:
    first = hand_in(in_acme.lead, in_acme.session)
    again = submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    assert (again.pk, again.state, again.submitted_at) == (first.pk, "submitted", first.submitted_at)
    assert ScorecardVersion.objects.count() == 1
    assert AuditEvent.objects.filter(verb="submit_scorecard").count() == 1


def test_submitting_again_is_harmless_after_the_decision_too(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    Loop.objects.update(state=LoopState.DECIDED)
    assert submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk).state == "submitted"


@pytest.mark.parametrize(("value", "needed"), [("1", True), ("2", False), ("3", False), ("4", True)])
def test_an_extreme_rating_carries_evidence(in_acme: World, value: str, needed: bool) -> None:
    ask_all(in_acme.session)
    fill(in_acme.lead, in_acme.session, value=value)
    evidence = rating_fields(in_acme.session)[1].replace("rating", "evidence")
    save(in_acme.lead, in_acme.session, edit(1, evidence, " \n", base=99))
    if not needed:
        assert submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk).state == "submitted"
        return
    with pytest.raises(Invalid) as refusal:
        submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    told = f"Question 1: you rated Clarity {value}: write down what was said or done that shows it."
    assert refusal.value.fields == {evidence: told}


def test_the_session_is_complete_when_every_counting_seat_has_submitted(in_acme: World) -> None:
    make_seat(in_acme.session, in_acme.nobody, SeatKind.SHADOW)
    hand_in(in_acme.lead, in_acme.session)
    in_acme.session.refresh_from_db()
    assert in_acme.session.state == SessionState.SCHEDULED
    hand_in(in_acme.second, in_acme.session)
    in_acme.session.refresh_from_db()
    assert in_acme.session.state == SessionState.COMPLETE
    assert in_acme.session.ended_at is not None


def test_a_decided_loop_takes_no_more_cards(in_acme: World) -> None:
    ask_all(in_acme.session)
    fill(in_acme.lead, in_acme.session)
    in_acme.loop.state = LoopState.DECIDED
    in_acme.loop.save()
    with pytest.raises(Conflict, match="decided"):
        submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    assert not ScorecardVersion.objects.exists()


def test_who_does_not_sit_there_has_nothing_to_submit(in_acme: World) -> None:
    with pytest.raises(Http404):
        submit_scorecard(actor=in_acme.admin, session_id=in_acme.session.pk)
