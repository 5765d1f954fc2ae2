"""The pages of a question's life ask the same number of queries for one row as for thirty."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.actions.raise_flag import raise_flag
from questionbank.enums import State
from questionbank.models import LeakReport, Question
from tests.cast import World, make_member, make_question, sign_in

ROWS = [1, 30]


def fill(world: World, rows: int) -> None:
    for number in range(rows):
        question = make_question(
            world.organization, f"Part {number}?", state=State.IN_REVIEW, written_by=world.lead
        )
        raise_flag(actor=world.lead, question_id=question.pk, text="Unclear.")
        raise_flag(actor=world.lead, question_id=world.questions[0].pk, text=f"Unclear in {number} ways.")
        member = make_member(world.organization, f"Member {number}")
        question.current.reviews.create(organization=world.organization, reviewer=member, verdict="approved")


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize(
    ("name", "count"),
    [("review_list", 7), ("bank_policy", 4), ("api_reviews", 5), ("api_bank_policy", 4)],
)
def test_pages_of_what_waits(
    acme: World, rows: int, name: str, count: int, django_assert_num_queries: Callable
) -> None:
    with organization_scope(acme.organization):
        fill(acme, rows)
    client = sign_in(acme.curator)

    with django_assert_num_queries(count):
        client.get(reverse(name, args=[acme.slug]))


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize(
    ("name", "count"),
    [("question", 14), ("api_question_flags", 6), ("api_question_reviews", 5), ("api_question_steps", 9)],
)
def test_a_question_with_flags(
    acme: World, rows: int, name: str, count: int, django_assert_num_queries: Callable
) -> None:
    with organization_scope(acme.organization):
        fill(acme, rows)
    client = sign_in(acme.curator)

    with django_assert_num_queries(count):
        client.get(reverse(name, args=[acme.slug, acme.questions[0].pk]))


@pytest.mark.parametrize("state", list(State))
def test_no_state_makes_the_page_of_a_question_dearer(
    acme: World, state: State, django_assert_num_queries: Callable
) -> None:
    question = acme.questions[1]
    with organization_scope(acme.organization):
        LeakReport.objects.create(
            organization=acme.organization,
            question=question,
            revision=question.current,
            where="A forum",
            reported_by=acme.curator,
        )
        Question.objects.filter(pk=question.pk).update(state=state)
    client = sign_in(acme.curator)

    with django_assert_num_queries(15, exact=False):
        assert client.get(reverse("question", args=[acme.slug, question.pk])).status_code == 200
