"""Marks and ratings from two tabs at once, and a card handed in meanwhile: nobody waits for ever."""

import threading
import uuid
from functools import partial

import pytest
from django.db import OperationalError, transaction

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict
from interviews.actions.start_session import start_session
from interviews.models import PlannedQuestion
from scoring.actions.open_scorecard import open_scorecard
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.models import Edit, Rating
from tests.cast import World
from tests.races.together import together
from tests.scoring.sheets import ask_all, edit, fill, rating_fields, save

pytestmark = pytest.mark.django_db(transaction=True)


def begun(world: World) -> tuple[PlannedQuestion, list[str]]:
    with organization_scope(world.organization):
        start_session(actor=world.lead, session_id=world.session.pk)
        first = world.session.planned.first()
        assert first is not None
        return first, rating_fields(world.session)


def test_a_mark_and_the_first_rating_of_the_same_question_at_once(acme: World) -> None:
    first, names = begun(acme)
    own = [name for name in names if str(first.pk) in name]
    for turn in range(5):
        mark = edit(turn, f"mark:{first.pk}", "asked" if turn % 2 == 0 else "planned")
        edits = [mark, edit(turn, own[0], "3"), edit(turn, own[1], "2")]
        calls = [
            partial(save, acme.lead, acme.session, one, client=uuid.UUID(int=n))
            for n, one in enumerate(edits)
        ]
        answers = together(acme, *calls)
        assert [answer.saved for answer in answers] == [[turn]] * 3, answers
    with organization_scope(acme.organization):
        assert sorted(Rating.objects.values_list("value", flat=True)) == [2, 3]
        assert PlannedQuestion.objects.get(pk=first.pk).marks == 5


def test_without_the_order_of_locks_the_two_wait_for_each_other(acme: World) -> None:
    """What the order is for: the question locked before the card, as a mark without it would do."""
    first, names = begun(acme)
    rating = next(name for name in names if str(first.pk) in name)
    ready = threading.Barrier(2)

    def question_first() -> None:
        with transaction.atomic():
            PlannedQuestion.objects.select_for_update().get(pk=first.pk)
            ready.wait(timeout=30)
            open_scorecard(actor=acme.lead, session_id=acme.session.pk)

    def card_first() -> None:
        with transaction.atomic():
            open_scorecard(actor=acme.lead, session_id=acme.session.pk)
            ready.wait(timeout=30)
            save(acme.lead, acme.session, edit(1, rating, "3"))

    answers = together(acme, question_first, card_first)
    assert any(isinstance(answer, OperationalError) for answer in answers), answers


def test_facts_while_the_card_is_handed_in(acme: World) -> None:
    first, _ = begun(acme)
    with organization_scope(acme.organization):
        ask_all(acme.session)
        fill(acme.lead, acme.session)
    answers = together(
        acme,
        lambda: submit_scorecard(actor=acme.lead, session_id=acme.session.pk),
        *[
            lambda number=number: save(
                acme.lead,
                acme.session,
                edit(1, f"mark:{first.pk}", "skipped:not asked"),
                edit(2, "notes", f"late {number}", base=99),
                client=uuid.UUID(int=number),
            )
            for number in range(1, 4)
        ],
    )
    for answer in answers[1:]:
        assert isinstance(answer, Conflict) or 2 in answer.saved, answer
    with organization_scope(acme.organization):
        assert PlannedQuestion.objects.get(pk=first.pk).state == "skipped"


def test_the_same_facts_at_once_are_told_once(acme: World) -> None:
    first, _ = begun(acme)
    batch = [edit(1, f"mark:{first.pk}", "asked"), edit(2, f"mark:{first.pk}", "planned")]
    answers = together(acme, *[lambda: save(acme.lead, acme.session, *batch)] * 4)
    assert [answer.saved for answer in answers] == [[1, 2]] * 4, answers
    with organization_scope(acme.organization):
        assert Edit.objects.count() == 2
        found = PlannedQuestion.objects.get(pk=first.pk)
        assert (found.state, found.marks) == ("planned", 2)


def test_of_two_colleagues_who_mark_at_once_one_is_told_of_the_other(acme: World) -> None:
    first, _ = begun(acme)
    name = f"mark:{first.pk}"
    answers = together(
        acme,
        lambda: save(acme.lead, acme.session, edit(1, name, "asked")),
        lambda: save(acme.second, acme.session, edit(1, name, "skipped:no time")),
    )
    assert sorted(len(answer.errors) for answer in answers) == [0, 1]
    told = next(answer.errors[0]["detail"] for answer in answers if answer.errors)
    assert "marked this question as" in told
    with organization_scope(acme.organization):
        assert PlannedQuestion.objects.get(pk=first.pk).marks == 1
