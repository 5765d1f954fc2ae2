"""Putting an amendment into a submitted card."""

from typing import Any

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Invalid
from accounts.models import AuditEvent
from interviews.enums import LoopState, SessionState
from interviews.models import Loop, Session
from scoring.actions.begin_amendment import begin_amendment
from scoring.actions.submit_amendment import submit_amendment
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.models import Amendment, Rating, Scorecard, ScorecardVersion
from tests.cast import World
from tests.scoring.sheets import amend, ask_all, begin, edit, fill, hand_in, rating_fields, save

WHY = "I had mixed up two candidates."


def test_a_card_is_amended_with_a_reason_as_a_new_version(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session, value="3", words="yes")
    rating, evidence = first_rating(in_acme)
    card = amend(
        in_acme.lead, in_acme.session, WHY, {rating: "2", evidence: "No locks.", "recommendation": "no"}
    )
    stored = Scorecard.objects.get(pk=card.pk)
    assert (stored.recommendation, stored.first_recommendation) == ("no", "yes")
    changed = Rating.objects.get(scorecard=card, first_state__isnull=False)
    assert (changed.state, changed.value, changed.evidence) == ("rated", 2, "No locks.")
    assert (changed.first_state, changed.first_value) == ("rated", 3)
    first, second = ScorecardVersion.objects.order_by("number")
    assert (second.number, second.reason, second.written_by) == (2, WHY, in_acme.lead)
    assert (first.content["recommendation"], second.content["recommendation"]) == ("yes", "no")
    assert "private" not in str(second.content)
    assert not Amendment.objects.exists()


def test_the_card_stays_as_submitted_until_then(in_acme: World) -> None:
    card = hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"notes": "Quite another thing", "recommendation": "strong_no"})
    stored = Scorecard.objects.get(pk=card.pk)
    assert (stored.notes, stored.recommendation) == ("notes yes 3", "yes")
    assert Amendment.objects.get().values["notes"] == "Quite another thing"


def test_when_it_was_submitted_stays_and_so_does_its_state(in_acme: World) -> None:
    before = hand_in(in_acme.lead, in_acme.session)
    after = amend(in_acme.lead, in_acme.session, WHY, {"recommendation": "no"})
    assert (after.submitted_at, after.state) == (before.submitted_at, "submitted")


def test_the_first_verdict_stays_whatever_is_amended_later(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session, value="3", words="yes")
    rating, _ = first_rating(in_acme)
    for value, words in (("2", "no"), ("not_assessed", "strong_no"), ("3", "yes")):
        texts = {rating: value, rating.replace("rating", "not_assessed_reason"): "No time."}
        card = amend(in_acme.lead, in_acme.session, f"To {value}", texts | {"recommendation": words})
        changed = Rating.objects.get(scorecard=card, first_state__isnull=False)
        assert (changed.first_state, changed.first_value) == ("rated", 3)
        assert Scorecard.objects.get(pk=card.pk).first_recommendation == "yes"
    assert ScorecardVersion.objects.count() == 4


def test_what_was_first_not_assessed_is_remembered_so(in_acme: World) -> None:
    hand_in_not_assessed(in_acme)
    rating, evidence = first_rating(in_acme)
    card = amend(in_acme.lead, in_acme.session, WHY, {rating: "4", evidence: "She proved it."})
    changed = Rating.objects.get(scorecard=card, first_state__isnull=False)
    assert (changed.state, changed.value) == ("rated", 4)
    assert (changed.first_state, changed.first_value) == ("not_assessed", None)


def test_a_text_alone_leaves_the_verdicts_unmarked(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    card = amend(in_acme.lead, in_acme.session, WHY, {"reason": "Because of the second answer."})
    assert not Rating.objects.filter(scorecard=card, first_state__isnull=False).exists()
    assert card.first_recommendation == ""
    assert ScorecardVersion.objects.count() == 2


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_it_takes_a_reason(in_acme: World, reason: str) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"recommendation": "no"})
    with pytest.raises(Invalid) as refusal:
        submit_amendment(actor=in_acme.lead, session_id=in_acme.session.pk, reason=reason)
    assert list(refusal.value.fields) == ["amendment_reason"]
    assert Amendment.objects.get().values["recommendation"] == "no"


def test_a_reason_that_cannot_be_stored_is_refused(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"recommendation": "no"})
    with pytest.raises(Invalid, match="not complete"):
        submit_amendment(actor=in_acme.lead, session_id=in_acme.session.pk, reason="x" * 20_001)


def test_an_amended_card_is_complete_like_any_other(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    rating, evidence = first_rating(in_acme)
    begin(in_acme.lead, in_acme.session, {rating: "1", evidence: "", "reason": " "})
    with pytest.raises(Invalid) as refusal:
        submit_amendment(actor=in_acme.lead, session_id=in_acme.session.pk, reason=WHY)
    assert list(refusal.value.fields) == [evidence, "reason"]
    assert ScorecardVersion.objects.count() == 1


@pytest.mark.parametrize("texts", [{}, {"notes": "notes yes 3"}, {"private_note": "Only for me."}])
def test_an_amendment_that_changes_nothing_is_refused_in_words(in_acme: World, texts: dict[str, str]) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, texts)
    with pytest.raises(Conflict, match="changes nothing yet"):
        submit_amendment(actor=in_acme.lead, session_id=in_acme.session.pk, reason=WHY)
    assert Amendment.objects.exists()


def test_sending_it_again_is_harmless(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    amend(in_acme.lead, in_acme.session, WHY, {"recommendation": "no"})
    card = submit_amendment(actor=in_acme.lead, session_id=in_acme.session.pk, reason=f" {WHY}\n")
    assert card.recommendation == "no"
    assert ScorecardVersion.objects.count() == 2
    assert AuditEvent.objects.filter(verb="submit_amendment").count() == 1


def test_another_amendment_without_beginning_is_told_that_none_is_open(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    with pytest.raises(Conflict, match="No amendment of this card is open"):
        submit_amendment(actor=in_acme.lead, session_id=in_acme.session.pk, reason=WHY)


@pytest.mark.parametrize(
    ("close", "told"),
    [
        (lambda: Loop.objects.update(state=LoopState.DECIDED), "decided"),
        (lambda: Loop.objects.update(state=LoopState.CANCELLED), "cancelled"),
        (lambda: Session.objects.update(state=SessionState.CANCELLED), "cancelled"),
    ],
)
def test_what_was_closed_meanwhile_takes_no_amendment_and_loses_none(
    in_acme: World, close: Any, told: str
) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"notes": "Typed before"})
    close()
    with pytest.raises(Conflict, match=told):
        submit_amendment(actor=in_acme.lead, session_id=in_acme.session.pk, reason=WHY)
    assert Amendment.objects.get().values["notes"] == "Typed before"
    with pytest.raises(Conflict, match=told):
        begin_amendment(actor=in_acme.lead, session_id=in_acme.session.pk)


def test_nobody_amends_anothers_card(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"recommendation": "no"})
    with pytest.raises(Http404):
        submit_amendment(actor=in_acme.admin, session_id=in_acme.session.pk, reason=WHY)
    with pytest.raises(Conflict):
        submit_amendment(actor=in_acme.second, session_id=in_acme.session.pk, reason=WHY)
    assert Scorecard.objects.get(seat__member=in_acme.lead).recommendation == "yes"


def test_it_is_in_the_audit_trail_without_scores(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    card = amend(in_acme.lead, in_acme.session, WHY, {"recommendation": "no"})
    event = AuditEvent.objects.get(verb="submit_amendment")
    assert event.subject_id == str(card.pk)
    assert event.data == {"session": str(in_acme.session.pk), "version": 2}


def first_rating(world: World) -> tuple[str, str]:
    rating = rating_fields(world.session)[0]
    return rating, rating.replace("rating", "evidence")


def hand_in_not_assessed(world: World) -> None:
    ask_all(world.session)
    fill(world.lead, world.session)
    rating, _ = first_rating(world)
    reason = rating.replace("rating", "not_assessed_reason")
    save(world.lead, world.session, edit(1, rating, "not_assessed", 99), edit(2, reason, "No time", 99))
    submit_scorecard(actor=world.lead, session_id=world.session.pk)
