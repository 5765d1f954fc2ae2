"""My sessions, my card and a loop's cards over the API."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from tests.cast import World, sign_in
from tests.scoring.sheets import TAB, ask_all, edit, fill, hand_in


def call(world: World, part: str, name: str, *, post: Any = None) -> Any:
    row = world.loop if name == "api_loop_cards" else world.session
    args = [world.slug] if name == "api_my_sessions" else [world.slug, row.pk]
    client = sign_in(world.people()[part])
    if post is None:
        return client.get(reverse(name, args=args))
    return client.post(reverse(name, args=args), post, content_type="application/json")


def test_my_sessions_with_the_state_of_my_card(acme: World) -> None:
    answer = call(acme, "lead", "api_my_sessions").json()
    assert [(row["candidate"], row["card"], row["state"]) for row in answer["results"]] == [
        ("Robin Acme", "draft", "scheduled")
    ]
    assert call(acme, "admin", "api_my_sessions").json()["count"] == 0


def test_a_card_is_written_read_and_submitted(acme: World) -> None:
    with organization_scope(acme.organization):
        ask_all(acme.session)
        fill(acme.lead, acme.session)
    saved = call(
        acme,
        "lead",
        "api_my_edits",
        post={"client": str(TAB), "edits": [edit(1, "notes", "over the API", 99)]},
    )
    assert saved.status_code == 200
    assert saved.json()["saved"] == [1]
    card = call(acme, "lead", "api_my_card").json()
    assert (card["notes"], card["private_note"], card["state"]) == ("over the API", "private yes 3", "draft")
    assert [rating["value"] for rating in card["ratings"]] == [3, 3, 3, 3]
    submitted = call(acme, "lead", "api_my_submit", post={})
    assert (submitted.status_code, submitted.json()["state"]) == (200, "submitted")
    again = call(acme, "lead", "api_my_submit", post={})
    assert (again.status_code, again.json()) == (200, submitted.json())


def test_an_incomplete_card_is_refused_with_its_fields(acme: World) -> None:
    answer = call(acme, "lead", "api_my_submit", post={})
    assert answer.status_code == 400
    assert "recommendation" in answer.json()["error"]["fields"]


def test_a_card_not_begun_is_not_found(acme: World) -> None:
    with organization_scope(acme.organization):
        acme.lead_card.delete()
    assert call(acme, "lead", "api_my_card").status_code == 404


@pytest.mark.parametrize("name", ["api_my_card", "api_my_edits", "api_my_submit"])
@pytest.mark.parametrize("part", ["admin", "coordinator", "committee", "nobody"])
def test_only_who_sits_there_has_a_card(acme: World, name: str, part: str) -> None:
    post = None if name == "api_my_card" else {"client": str(TAB), "edits": []}
    assert call(acme, part, name, post=post).status_code == 404


@pytest.mark.parametrize(
    ("part", "one_in", "both_in"),
    [
        ("lead", ["Lea Lead"], ["Lea Lead", "Sam Second"]),
        ("second", ["Sam Second"], ["Lea Lead", "Sam Second"]),
        ("committee", ["Lea Lead"], ["Lea Lead", "Sam Second"]),
        ("admin", ["Lea Lead"], ["Lea Lead", "Sam Second"]),
        ("coordinator", [], []),
    ],
)
def test_a_loops_cards_come_through_the_gate(
    acme: World, part: str, one_in: list[str], both_in: list[str]
) -> None:
    hand_in(acme.lead, acme.session)
    seen = call(acme, part, "api_loop_cards").json()["results"]
    assert [card["author"] for card in seen] == one_in
    hand_in(acme.second, acme.session)
    seen = call(acme, part, "api_loop_cards").json()
    assert [card["author"] for card in seen["results"]] == both_in
    assert "private" not in str(seen)


@pytest.mark.parametrize("part", ["curator", "nobody"])
def test_who_does_not_see_the_loop_gets_404(acme: World, part: str) -> None:
    assert call(acme, part, "api_loop_cards").status_code == 404


def test_a_stranger_gets_404_and_nobody_gets_in_unsigned(acme: World, zenith: World, client: Any) -> None:
    address = reverse("api_loop_cards", args=[acme.slug, acme.loop.pk])
    assert sign_in(zenith.admin).get(address).status_code == 404
    assert client.get(address).status_code in (401, 403)
