"""Typing goes on while the card is handed in: an edit is in the frozen card, or refused; never lost."""

import uuid

import pytest

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.models import Edit, Scorecard, ScorecardVersion
from tests.cast import World
from tests.races.together import together
from tests.scoring.sheets import ask_all, edit, fill, save

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_edit_during_submission_is_in_the_frozen_card_or_refused(acme: World) -> None:
    with organization_scope(acme.organization):
        ask_all(acme.session)
        fill(acme.lead, acme.session)

    def typed(number: int) -> object:
        late = edit(1, "notes", f"typed {number}", base=99)
        return save(acme.lead, acme.session, late, client=uuid.UUID(int=number))

    answers = together(
        acme,
        lambda: submit_scorecard(actor=acme.lead, session_id=acme.session.pk),
        *[lambda number=number: typed(number) for number in range(1, 6)],
    )
    assert answers[0].state == "submitted"
    with organization_scope(acme.organization):
        frozen = ScorecardVersion.objects.get().content["notes"]
        assert Scorecard.objects.get(pk=acme.lead_card.pk).notes == frozen
        for number, answer in enumerate(answers[1:], start=1):
            stored = Edit.objects.filter(client=uuid.UUID(int=number)).exists()
            assert stored != isinstance(answer, Conflict), answer


def test_the_first_saves_of_two_tabs_make_one_card_with_both_texts(acme: World) -> None:
    with organization_scope(acme.organization):
        acme.lead_card.delete()
    answers = together(
        acme,
        lambda: save(acme.lead, acme.session, edit(1, "notes", "one"), client=uuid.UUID(int=1)),
        lambda: save(acme.lead, acme.session, edit(1, "reason", "two"), client=uuid.UUID(int=2)),
    )
    assert [answer.saved for answer in answers] == [[1], [1]]
    with organization_scope(acme.organization):
        card = Scorecard.objects.get(seat__member=acme.lead)
    assert (card.notes, card.reason, card.version) == ("one", "two", 2)


def test_the_same_batch_at_once_is_stored_once(acme: World) -> None:
    batch = [edit(1, "notes", "once"), edit(2, "reason", "too")]
    answers = together(acme, *[lambda: save(acme.lead, acme.session, *batch)] * 4)
    assert [answer.saved for answer in answers] == [[1, 2]] * 4
    with organization_scope(acme.organization):
        assert Edit.objects.count() == 2
        assert Scorecard.objects.get(pk=acme.lead_card.pk).version == 2


def test_two_tabs_at_once_on_one_field_keep_both_texts(acme: World) -> None:
    answers = together(
        acme,
        *[
            lambda number=number: save(
                acme.lead, acme.session, edit(1, "notes", f"tab {number}"), client=uuid.UUID(int=number)
            )
            for number in (1, 2, 3)
        ],
    )
    assert sorted(len(answer.conflicts) for answer in answers) == [0, 1, 1]
    with organization_scope(acme.organization):
        assert set(Edit.objects.values_list("value", flat=True)) == {"tab 1", "tab 2", "tab 3"}
