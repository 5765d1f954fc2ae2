"""What an open sheet hears of its own card: each field ever written, and nothing of anybody else's."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from tests.cast import World, sign_in
from tests.scoring.sheets import begin, edit, hand_in, rating_fields, save


def address(world: World) -> str:
    return reverse("live_fields", args=[world.slug, world.session.pk])


def test_a_card_that_is_not_begun_has_no_fields(acme: World) -> None:
    assert sign_in(acme.lead).get(address(acme)).json() == {"versions": {}, "values": {}}


def test_each_field_comes_with_its_version_and_its_text(acme: World) -> None:
    with organization_scope(acme.organization):
        rating = rating_fields(acme.session)[0]
        texts = [("notes", "calm"), ("private_note", "mine"), (rating, "3"), ("notes", "calm and exact")]
        save(acme.lead, acme.session, *(edit(n, name, text) for n, (name, text) in enumerate(texts, start=1)))
    answer = sign_in(acme.lead).get(address(acme))
    assert answer.json() == {
        "versions": {"notes": 4, "private_note": 2, rating: 3},
        "values": {"notes": "calm and exact", "private_note": "mine", rating: "3"},
    }
    assert "no-store" in answer["Cache-Control"]


def test_it_is_ones_own_card_whatever_the_others_wrote(acme: World) -> None:
    hand_in(acme.second, acme.session, value="1", words="strong_no")
    with organization_scope(acme.organization):
        save(acme.lead, acme.session, edit(1, "notes", "mine"))
    assert sign_in(acme.lead).get(address(acme)).json()["values"] == {"notes": "mine"}


def test_while_a_card_is_amended_the_amendment_is_what_stands(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    begin(acme.lead, acme.session, {"notes": "amended", "private_note": "amended too"})
    values = sign_in(acme.lead).get(address(acme)).json()["values"]
    assert (values["notes"], values["private_note"], values["recommendation"]) == (
        "amended",
        "amended too",
        "yes",
    )


@pytest.mark.parametrize("ratings", [1, 30])
def test_it_asks_the_same_of_one_field_and_of_many(
    acme: World, ratings: int, django_assert_num_queries: Any
) -> None:
    with organization_scope(acme.organization):
        names = (rating_fields(acme.session) * 30)[:ratings]
        save(acme.lead, acme.session, *(edit(n, name, "3") for n, name in enumerate(names, start=1)))
    client = sign_in(acme.lead)
    url = reverse("live_fields", args=[acme.slug, acme.session.pk])
    with django_assert_num_queries(4):
        client.get(url)
