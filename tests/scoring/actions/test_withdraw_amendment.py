"""Throwing an open amendment away."""

import uuid

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict
from accounts.models import AuditEvent
from interviews.enums import LoopState
from interviews.models import Loop
from scoring.actions.withdraw_amendment import withdraw_amendment
from scoring.models import Amendment, Edit, Scorecard, ScorecardVersion
from tests.cast import World
from tests.scoring.sheets import OTHER_TAB, begin, edit, hand_in, save


def withdraw(world: World) -> Scorecard:
    return withdraw_amendment(actor=world.lead, session_id=world.session.pk)


def test_the_card_is_as_it_was_submitted(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"notes": "Not to be", "recommendation": "strong_no"})
    withdraw(in_acme)
    card = Scorecard.objects.get(seat__member=in_acme.lead)
    assert (card.notes, card.recommendation, card.first_recommendation) == ("notes yes 3", "yes", "")
    assert not Amendment.objects.exists()
    assert ScorecardVersion.objects.count() == 1
    assert AuditEvent.objects.filter(verb="withdraw_amendment").count() == 1


def test_the_private_note_stays_as_written(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"private_note": "Still mine"})
    withdraw(in_acme)
    assert Scorecard.objects.filter(private_note="Still mine").exists()


def test_withdrawing_again_is_harmless(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"notes": "Not to be"})
    withdraw(in_acme)
    withdraw(in_acme)
    assert AuditEvent.objects.filter(verb="withdraw_amendment").count() == 1


def test_it_may_be_withdrawn_after_the_decision_too(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"notes": "Not to be"})
    Loop.objects.update(state=LoopState.DECIDED)
    withdraw(in_acme)
    assert not Amendment.objects.exists()


def test_a_tab_that_still_shows_the_withdrawn_text_is_asked_before_it_writes_into_a_new_amendment(
    in_acme: World,
) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"notes": "Not to be"})
    shown = Scorecard.objects.get(seat__member=in_acme.lead).field_versions["notes"]
    withdraw(in_acme)
    begin(in_acme.lead, in_acme.session, {})
    saved = save(
        in_acme.lead, in_acme.session, edit(1, "notes", "Not to be, and more", shown), client=OTHER_TAB
    )
    assert [(one["field"], one["value"]) for one in saved.conflicts] == [("notes", "notes yes 3")]


def test_what_was_left_to_choose_is_settled_by_it(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"notes": "One tab"})
    save(in_acme.lead, in_acme.session, edit(1, "notes", "Another tab"), client=uuid.uuid4())
    assert Edit.objects.filter(version=None).count() == 1
    withdraw(in_acme)
    newest = Edit.objects.filter(field="notes", version__isnull=False).latest("version")
    assert newest.value == "notes yes 3"


def test_nobody_withdraws_for_another(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    begin(in_acme.lead, in_acme.session, {"notes": "Mine"})
    with pytest.raises(Http404):
        withdraw_amendment(actor=in_acme.admin, session_id=in_acme.session.pk)
    assert Amendment.objects.exists()


def test_who_wrote_no_card_has_none_to_withdraw(in_acme: World) -> None:
    Scorecard.objects.filter(seat__member=in_acme.second).delete()
    with pytest.raises(Conflict, match="no card"):
        withdraw_amendment(actor=in_acme.second, session_id=in_acme.session.pk)
