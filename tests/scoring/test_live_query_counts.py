"""Exactly how many queries the pages of a live session and an autosave ask, with little and with much."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.enums import SeatKind
from interviews.models import PlannedQuestion
from questionbank.models import QuestionRevision
from tests.cast import World, make_candidate, make_loop, make_member, make_question, make_seat, sign_in
from tests.interviews.helpers import more_questions
from tests.scoring.sheets import amend, begin, hand_in

MANY = 30


def many_questions(world: World) -> None:
    """Thirty more questions in the session, each with a rubric."""
    rubric = QuestionRevision.objects.exclude(rubric=None).first().rubric  # type: ignore[union-attr]  # there is one
    for number in range(MANY):
        question = make_question(
            world.organization, f"Q{number}?", topic=world.topic, level=world.level, rubric=rubric
        )
        PlannedQuestion.objects.create(
            organization=world.organization,
            session=world.session,
            revision=question.current,
            position=10 + number,
            minutes=5,
        )


def many_seats(world: World) -> None:
    """Thirty more interviews for the lead."""
    for number in range(MANY):
        candidate = make_candidate(world.organization, f"Candidate {number}")
        loop = make_loop(world, candidate, questions=[], title=f"Interview {number}")
        make_seat(loop.sessions.get(), world.lead)


@pytest.mark.parametrize("fill_up", [None, many_questions])
def test_the_sheet(acme: World, fill_up: Any, django_assert_num_queries: Any) -> None:
    client = sign_in(acme.lead)
    if fill_up:
        with organization_scope(acme.organization):
            fill_up(acme)
    with django_assert_num_queries(14):
        client.get(reverse("live", args=[acme.slug, acme.session.pk]))


def many_in_the_bank(world: World) -> None:
    """Thirty more that could be asked instead, and that a search finds."""
    more_questions(world, MANY, minutes=1)


@pytest.mark.parametrize(
    ("name", "count", "fill_up"),
    [
        ("live_facts", 5, many_questions),
        ("live_answer", 6, many_questions),
        ("live_replace", 13, many_in_the_bank),
        ("live_replace?q=question", 14, many_in_the_bank),
    ],
)
@pytest.mark.parametrize("rows", [1, MANY])
def test_what_is_fetched_into_the_sheet(
    acme: World, name: str, count: int, fill_up: Any, rows: int, django_assert_num_queries: Any
) -> None:
    with organization_scope(acme.organization):
        planned = acme.session.planned.earliest("position")
        if rows == MANY:
            fill_up(acme)
    name, _, search = name.partition("?")
    ids = [acme.slug, acme.session.pk, *([] if name == "live_facts" else [planned.pk])]
    client = sign_in(acme.lead)
    with django_assert_num_queries(count):
        client.get(f"{reverse(name, args=ids)}?{search}", headers={"HX-Request": "true"})


@pytest.mark.parametrize("fill_up", [None, many_seats])
def test_my_work(acme: World, fill_up: Any, django_assert_num_queries: Any) -> None:
    client = sign_in(acme.lead)
    if fill_up:
        with organization_scope(acme.organization):
            fill_up(acme)
    with django_assert_num_queries(7):
        client.get(reverse("my_work", args=[acme.slug]))


@pytest.mark.parametrize("others", [1, MANY])
def test_a_submitted_card_with_the_colleagues_cards(
    acme: World, others: int, django_assert_num_queries: Any
) -> None:
    hand_in(acme.lead, acme.session)
    hand_in(acme.second, acme.session)
    with organization_scope(acme.organization):
        for number in range(others - 1):
            member = make_member(acme.organization, f"Shadow {number}")
            make_seat(acme.session, member, SeatKind.SHADOW)
            hand_in(member, acme.session)
    client = sign_in(acme.lead)
    client.get(reverse("live", args=[acme.slug, acme.session.pk]))  # the first reading is put on record
    with django_assert_num_queries(15):
        answer = client.get(reverse("live", args=[acme.slug, acme.session.pk]))
    assert answer.content.decode().count("<article") == others


@pytest.mark.parametrize("fill_up", [None, many_seats])
def test_the_api_list_of_my_sessions(acme: World, fill_up: Any, django_assert_num_queries: Any) -> None:
    client = sign_in(acme.lead)
    if fill_up:
        with organization_scope(acme.organization):
            fill_up(acme)
    with django_assert_num_queries(5):
        client.get(reverse("api_my_sessions", args=[acme.slug]))


@pytest.mark.parametrize("times", [1, MANY])
def test_the_versions_of_a_card(acme: World, times: int, django_assert_num_queries: Any) -> None:
    card = hand_in(acme.lead, acme.session)
    for number in range(times):
        amend(acme.lead, acme.session, f"Slip {number}", {"notes": f"Notes {number}"})
    client = sign_in(acme.lead)
    with django_assert_num_queries(6):
        client.get(reverse("card_versions", args=[acme.slug, card.pk]))


@pytest.mark.parametrize("fill_up", [None, many_questions])
def test_asking_whether_to_withdraw_an_amendment(
    acme: World, fill_up: Any, django_assert_num_queries: Any
) -> None:
    with organization_scope(acme.organization):
        if fill_up:
            fill_up(acme)
    hand_in(acme.lead, acme.session)
    begin(acme.lead, acme.session, {"notes": "Away with this"})
    client = sign_in(acme.lead)
    with django_assert_num_queries(11):
        client.get(reverse("amend_withdraw", args=[acme.slug, acme.session.pk]))
