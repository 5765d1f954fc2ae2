"""The whole sheet, as a browser without script posts it."""

import uuid

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from scoring.actions.save_form import save_form
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.models import Edit, Scorecard
from tests.cast import World
from tests.scoring.sheets import ask_all, edit, fill, save

FORM = "0b7c7e2e-0000-4000-8000-000000000001"
ANOTHER_FORM = "0b7c7e2e-0000-4000-8000-000000000002"


def notes_of(world: World) -> str:
    return Scorecard.objects.get(seat__session=world.session, seat__member=world.lead).notes


def post(world: World, notes: str, *, form: str = FORM, base: int = 0, **more: uuid.UUID):
    return save_form(
        actor=world.lead,
        session_id=world.session.pk,
        form=form,
        base=base,
        values={"notes": notes},
        **more,
    )


def test_what_was_changed_is_saved_once_however_often_it_is_sent(in_acme: World) -> None:
    post(in_acme, "calm")
    post(in_acme, "calm")
    assert notes_of(in_acme) == "calm"
    assert Edit.objects.count() == 1


def test_a_field_that_was_left_alone_does_not_undo_what_another_window_wrote(in_acme: World) -> None:
    post(in_acme, "first")
    shown = Scorecard.objects.get(pk=in_acme.lead_card.pk).version
    save(in_acme.lead, in_acme.session, edit(1, "notes", "second", base=shown))
    saved = post(in_acme, "first", form=ANOTHER_FORM, base=shown)
    assert saved.conflicts == []
    assert notes_of(in_acme) == "second"


def test_a_field_changed_in_both_windows_is_a_conflict(in_acme: World) -> None:
    post(in_acme, "first")
    shown = Scorecard.objects.get(pk=in_acme.lead_card.pk).version
    save(in_acme.lead, in_acme.session, edit(1, "notes", "second", base=shown))
    saved = post(in_acme, "third", form=ANOTHER_FORM, base=shown)
    assert [conflict["field"] for conflict in saved.conflicts] == ["notes"]


def test_refusals(in_acme: World) -> None:
    with pytest.raises(Invalid, match="not one of ours"):
        post(in_acme, "calm", form="no form")
    with pytest.raises(Denied, match="someone else"):
        post(in_acme, "calm", seat_id=in_acme.second_card.seat_id)
    with pytest.raises(Http404):
        save_form(
            actor=in_acme.admin, session_id=in_acme.session.pk, form=FORM, base=0, values={"notes": "mine"}
        )
    assert Edit.objects.count() == 0


def test_a_submitted_card_takes_nothing_more(in_acme: World) -> None:
    ask_all(in_acme.session)
    fill(in_acme.lead, in_acme.session)
    submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    with pytest.raises(Conflict, match="submitted"):
        post(in_acme, "too late", base=10**6)
    assert "too late" not in notes_of(in_acme)
