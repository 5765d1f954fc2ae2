"""Priority and enemies on the pages and over the API."""

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.models import EnemyPair, Question
from tests.cast import World, make_question, sign_in


def test_a_curator_sets_the_priority_on_the_question_page(acme: World) -> None:
    client = sign_in(acme.curator)
    pk = acme.questions[0].pk

    answer = client.post(reverse("question_priority", args=[acme.slug, pk]), {"priority": "-1"}, follow=True)

    assert "In loops it is seen “rather not” now." in answer.content.decode()
    assert '<option value="-1" selected>Rather not</option>' in answer.content.decode()


@pytest.mark.parametrize("priority", ["", "7", "gladly", "--"])
def test_what_is_no_priority_is_told_on_the_page(acme: World, priority: str) -> None:
    address = reverse("question_priority", args=[acme.slug, acme.questions[0].pk])

    answer = sign_in(acme.curator).post(address, {"priority": priority})

    assert answer.status_code == 400
    assert "Choose one of: rather not, as any other, gladly." in answer.content.decode()


def test_readers_see_it_and_cannot_change_it(acme: World) -> None:
    page = sign_in(acme.lead).get(reverse("question", args=[acme.slug, acme.questions[0].pk]))

    assert "Seen in loops: as any other." in page.content.decode()
    assert "question_priority" not in page.content.decode()


def test_the_other_question_is_found_chosen_and_taken_back(acme: World) -> None:
    client = sign_in(acme.curator)
    one = acme.questions[0]
    with organization_scope(acme.organization):
        other = make_question(acme.organization, "Name the bound of a watermark", topic=acme.topic)
    address = reverse("question_enemies", args=[acme.slug, one.pk])

    offered = client.get(f"{address}?q=watermark").content.decode()
    assert f'value="{other.pk}"' in offered
    assert f'value="{one.pk}"' not in offered
    told = client.post(address, {"other": other.pk, "reason": "It names the bound."}, follow=True)
    assert "It names the bound." in told.content.decode()
    assert f'value="{other.pk}" required' not in client.get(f"{address}?q=watermark").content.decode()

    with organization_scope(acme.organization):
        pair = EnemyPair.objects.get()
    back = client.post(
        reverse("enemies_unmark", args=[acme.slug, pair.pk]), {"question": str(one.pk)}, follow=True
    )
    assert "Loops may ask both of them again." in back.content.decode()
    assert back.redirect_chain[-1][0] == address


def test_without_a_reason_nothing_is_saved_and_the_offers_stay(acme: World) -> None:
    address = reverse("question_enemies", args=[acme.slug, acme.questions[0].pk])
    other = acme.questions[1]
    text = str(other.current.prompt).split()[0]

    answer = sign_in(acme.curator).post(f"{address}?q={text}", {"other": other.pk, "reason": ""})

    assert answer.status_code == 400
    assert "Say how one gives the other away." in answer.content.decode()


def test_the_api_does_the_same(acme: World) -> None:
    client = sign_in(acme.curator)
    one, two = acme.questions[:2]
    address = reverse("api_question_enemies", args=[acme.slug, one.pk])
    json = {"content_type": "application/json"}

    made = client.post(address, {"other": str(two.pk), "reason": "Names it."}, **json)
    assert made.status_code == 201
    assert [(row["question"], row["why"]) for row in made.json()] == [(str(two.pk), "Names it.")]
    pair = made.json()[0]["id"]
    assert client.delete(reverse("api_enemies", args=[acme.slug, pair])).status_code == 204
    assert client.get(address).json() == []
    priority = reverse("api_question_priority", args=[acme.slug, one.pk])
    assert client.post(priority, {"priority": 1}, **json).json() == {"priority": 1}
    with organization_scope(acme.organization):
        assert Question.objects.get(pk=one.pk).priority == 1


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("name", "count"), [("question_enemies", 6), ("api_question_enemies", 6)])
def test_it_costs_the_same_however_many(
    acme: World, rows: int, name: str, count: int, django_assert_num_queries
) -> None:
    one = acme.questions[0]
    with organization_scope(acme.organization):
        for number in range(rows):
            other = make_question(acme.organization, f"Number {number}?", topic=acme.topic)
            first, second = sorted([one, other], key=lambda row: row.pk)
            EnemyPair.objects.create(
                organization=acme.organization, first=first, second=second, reason="Names it."
            )
    client = sign_in(acme.curator)

    with django_assert_num_queries(count):
        assert client.get(reverse(name, args=[acme.slug, one.pk])).status_code == 200
