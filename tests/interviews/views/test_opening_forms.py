"""The page that compares the loops of an opening."""

import pytest
from django.urls import reverse

from interviews.models import BlueprintRevision, Loop
from questionbank.models import QuestionMeasure
from tests.cast import World, make_candidate, make_loop, make_question, sign_in
from tests.interviews.helpers import in_scope


def _loop(world: World, name: str, difficulty: float, **fields: object) -> Loop:
    """A loop of one measured question, built from the opening's blueprint."""
    question = make_question(
        world.organization, f"Only for {name}?", topic=world.topic, level=world.level, **fields
    )
    QuestionMeasure.objects.create(
        organization=world.organization,
        question=question,
        n=40,
        mean=2.5,
        difficulty=difficulty,
        low=difficulty - 0.196,
        high=difficulty + 0.196,
        enough=True,
        run=world.organization.pk,
    )
    loop = make_loop(world, make_candidate(world.organization, name), questions=[question], title=name)
    loop.blueprint_revision = BlueprintRevision.objects.get(blueprint=world.opening.blueprint_id)
    loop.application = world.loop.application
    loop.save()
    return loop


@pytest.fixture
def address(acme: World) -> str:
    return reverse("opening_forms", args=[acme.slug, acme.opening.pk])


def test_without_loops_it_says_what_to_do(acme, address):
    with in_scope(acme):
        Loop.objects.update(application=None)

    page = sign_in(acme.coordinator).get(address).content.decode()

    assert "No loop was built for this opening yet" in page
    assert "Plan a loop" in page


def test_loops_alike_are_said_to_be_so_with_difficulty_interval_and_minutes(acme, address):
    with in_scope(acme):
        Loop.objects.update(application=None)
        _loop(acme, "Ada", 0.1)
        _loop(acme, "Ben", 0.2)

    page = sign_in(acme.coordinator).get(address).content.decode()

    assert "Yes: all 2 loops lie within what the blueprint allows." in page
    assert "0.10" in page and "-0.10 to 0.30" in page
    assert page.count("<circle") == 2
    assert f'<th scope="col" class="number-head">{acme.topic.name}</th>' in page


def test_loops_that_drift_apart_are_warned_of_in_words(acme, address):
    with in_scope(acme):
        Loop.objects.update(application=None)
        _loop(acme, "Ada", 0.0)
        _loop(acme, "Ben", 0.0)
        _loop(acme, "Cem", 0.8, minutes=30)

    page = sign_in(acme.committee).get(address).content.decode()

    assert "1 of 3 loops lie apart" in page
    assert "It is 0.80 points harder than the other loops; 0.25 are allowed." in page
    assert "Its questions take 20 minutes more than the other loops&#x27;; 10 are allowed." in page


def test_shared_questions_and_measures_that_came_later_are_named(acme, address):
    with in_scope(acme):
        Loop.objects.update(application=None)
        loop = _loop(acme, "Ada", 0.0)
        question = loop.sessions.get().planned.get().revision.question
        other = make_loop(acme, make_candidate(acme.organization, "Ben"), questions=[question], title="Ben")
        other.blueprint_revision, other.application = loop.blueprint_revision, loop.application
        other.save()
        QuestionMeasure.objects.filter(question=question).delete()
        QuestionMeasure.objects.create(
            organization=acme.organization, question=question, n=40, mean=2.5, enough=True, run=loop.pk
        )

    page = sign_in(acme.coordinator).get(address).content.decode()

    assert "1 of 1 with" in page
    assert "1 measured since" in page


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_and_the_api_cost_the_same_however_many_loops(
    acme, address, rows, django_assert_num_queries
):
    with in_scope(acme):
        for number in range(rows):
            _loop(acme, f"Person {number}", 0.0)
    client = sign_in(acme.coordinator)

    with django_assert_num_queries(11):  # opening_forms
        assert client.get(address).status_code == 200
    with django_assert_num_queries(10):
        body = client.get(reverse("api_opening_forms", args=[acme.slug, acme.opening.pk])).json()
    assert len(body) == rows
    assert {"difficulty", "low", "high", "minutes", "topics", "shares", "apart"} <= set(body[0])
