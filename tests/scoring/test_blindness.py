"""Nothing a blind reader gets changes with what a colleague wrote: the same bytes in opposite worlds."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.enums import SeatKind
from scoring.models import Rating, Scorecard
from tests.cast import World, make_seat, sign_in
from tests.scoring.sheets import TAB, edit, hand_in

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
CHANGING = [
    (rb'name="csrfmiddlewaretoken" value="[^"]+"', b"csrf"),
    (rb'"X-CSRFToken": "[^"]+"', b"csrf"),
    (rb'name="form" value="' + UUID.encode() + rb'"', b"form"),
    (rb'data-page="[^"]+"', b"signed with the time"),
    (rb'data-clock-[a-z]+="[^"]+"', b"clock"),
    (rb'"saved_at":\s*"[^"]+"', b"saved_at"),
]


def settled(content: bytes) -> bytes:
    """The answer without what differs from request to request anyway."""
    for pattern, name in CHANGING:
        content = re.sub(pattern, name, content)
    return content


def flip(world: World) -> None:
    """The lead's submitted card now says the opposite."""
    with organization_scope(world.organization):
        Scorecard.objects.filter(pk=world.lead_card.pk).update(
            recommendation="strong_no",
            reason="the opposite",
            notes="the opposite",
            private_note="the opposite",
        )
        Rating.objects.filter(scorecard=world.lead_card).update(value=1, evidence="the opposite")


def requests_of(world: World) -> dict[str, Callable[[Client], object]]:
    session, loop, org = world.session.pk, world.loop.pk, world.slug
    planned = world.session.planned.first()

    def edits(*rows: dict[str, object]) -> Callable[[Client], object]:
        body = {"client": str(TAB), "edits": list(rows)}
        address = reverse("live_edits", args=[org, session])
        return lambda client: client.post(address, body, content_type="application/json")

    def api(name: str, *args: object) -> Callable[[Client], object]:
        return lambda client: client.get(reverse(name, args=[org, *args]))

    return {
        "my work": lambda client: client.get(reverse("my_work", args=[org])),
        "sheet": lambda client: client.get(reverse("live", args=[org, session])),
        "edits": edits(edit(1, "notes", "mine")),
        "bad edits": edits(edit(1, "colour", "x"), edit(2, f"rating:{planned.pk}:{planned.pk}", "3")),
        "no batch": edits(*[edit(1, "notes", "x")] * 501),
        "submit too early": lambda client: client.post(
            reverse("live", args=[org, session]), {"action": "submit", "form": str(TAB), "base": "0"}
        ),
        "api sessions": api("api_my_sessions"),
        "api card": api("api_my_card", session),
        "api cards of the loop": api("api_loop_cards", loop),
        "api submit": lambda client: client.post(reverse("api_my_submit", args=[org, session])),
    }


def answers(world: World, reader: Membership) -> dict[str, tuple[int, bytes]]:
    client = sign_in(reader)
    found = {}
    with organization_scope(world.organization):
        asked = requests_of(world)
    for name, ask in asked.items():
        answer = ask(client)
        found[name] = (answer.status_code, settled(answer.content))  # type: ignore[attr-defined]  # a test answer
    return found


@pytest.mark.parametrize("reader", ["second", "admin on the panel", "committee on the panel", "shadow"])
def test_a_blind_reader_gets_the_same_bytes_whatever_the_other_card_says(acme: World, reader: str) -> None:
    with organization_scope(acme.organization):
        if reader == "second":
            member = acme.second
        else:
            member = {"admin": acme.admin, "committee": acme.committee, "shadow": acme.nobody}[
                reader.split()[0]
            ]
            acme.second_card.delete()
            acme.session.seats.filter(member=acme.second).delete()
            make_seat(acme.session, member, SeatKind.SHADOW if reader == "shadow" else SeatKind.SECOND)
        hand_in(acme.lead, acme.session, value="4", words="strong_yes")
        answers(acme, member)  # the reader's own edit is in from here on, in both worlds
    first = answers(acme, member)
    flip(acme)
    assert answers(acme, member) == first
    assert first["sheet"][0] == first["edits"][0] == first["api cards of the loop"][0] == 200
    assert first["submit too early"][0] == 400
    for _, content in first.values():
        assert b"because strong_yes" not in content
        assert b"evidence for" not in content


def test_the_comparison_does_see_a_difference_once_the_reader_is_not_blind(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    hand_in(acme.second, acme.session)
    first = answers(acme, acme.second)
    flip(acme)
    after = answers(acme, acme.second)
    assert first["sheet"] != after["sheet"]
    assert first["api cards of the loop"] != after["api cards of the loop"]
    assert b"the opposite" in after["sheet"][1]


def test_no_private_note_leaves_its_author(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    hand_in(acme.second, acme.session)
    acme.admin.roles = list(Role.values)
    acme.admin.save()
    mine = answers(acme, acme.lead)
    assert b"private yes 3" in mine["sheet"][1]
    for member in (acme.second, acme.admin, acme.committee):
        with organization_scope(acme.organization):
            Scorecard.objects.filter(seat__member=acme.second).update(private_note="")
        for _, content in answers(acme, member).values():
            assert b"private yes 3" not in content
