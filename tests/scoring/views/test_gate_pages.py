"""The pages around the gate: opening the cards early, declaring somebody out, taking it back."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.enums import SeatKind, SeatState, SessionState
from scoring.models import GateOverride
from tests.cast import World, make_member, make_seat, sign_in
from tests.scoring.sheets import hand_in

pytestmark = pytest.mark.django_db
WHY = "The candidate signs elsewhere within the hour."


@pytest.fixture
def held(acme: World) -> World:
    """The interview is over; the lead's card is in, the administrator sits there too and owes one."""
    with organization_scope(acme.organization):
        make_seat(acme.session, acme.admin, SeatKind.SHADOW)
        acme.session.state = SessionState.AWAITING
        acme.session.save()
        hand_in(acme.lead, acme.session)
    return acme


def thirty_shadows(world: World) -> None:
    for number in range(30):
        make_seat(world.session, make_member(world.organization, f"shadow{number}"), SeatKind.SHADOW)


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("name", "count"), [("gate_override", 5), ("seat_excuse", 4)])
def test_the_pages_ask_as_much_of_a_large_panel(
    held: World, rows: int, name: str, count: int, django_assert_num_queries: Any
) -> None:
    with organization_scope(held.organization):
        if rows > 1:
            thirty_shadows(held)
        target = held.loop.pk if name == "gate_override" else held.session.seats.get(member=held.second).pk
    client = sign_in(held.admin if name == "gate_override" else held.coordinator)
    with django_assert_num_queries(count):
        assert client.get(reverse(name, args=[held.slug, target])).status_code == 200


def test_a_reason_opens_the_packet_and_a_missing_one_is_asked_for(held: World) -> None:
    client, address = sign_in(held.admin), reverse("gate_override", args=[held.slug, held.loop.pk])
    packet = reverse("packet", args=[held.slug, held.loop.pk])
    assert client.get(packet).status_code == 403
    assert client.post(address, {"reason": ""}).status_code == 400
    assert client.post(address, {"reason": WHY}).headers["Location"] == packet
    assert client.get(packet).status_code == 200
    with organization_scope(held.organization):
        assert GateOverride.objects.get(member=held.admin).reason == WHY


def test_who_is_declared_out_is_shown_and_can_be_taken_back(held: World) -> None:
    client = sign_in(held.coordinator)
    with organization_scope(held.organization):
        seat = held.session.seats.get(member=held.second)
    answer = client.post(reverse("seat_excuse", args=[held.slug, seat.pk]), {"reason": "Fell ill during it."})
    assert answer.status_code == 302
    assert "Fell ill during it." in client.get(answer.headers["Location"]).content.decode()
    seat.refresh_from_db()
    assert seat.state == SeatState.EXCUSED
    client.post(reverse("seat_return", args=[held.slug, seat.pk]))
    seat.refresh_from_db()
    assert seat.state == SeatState.SEATED


def test_the_same_over_the_api(held: World) -> None:
    address = reverse("api_gate_overrides", args=[held.slug, held.loop.pk])
    admin = sign_in(held.admin)
    assert admin.post(address, {"reason": "no"}, content_type="application/json").status_code == 400
    made = admin.post(address, {"reason": WHY}, content_type="application/json")
    assert (made.status_code, made.json()["reason"]) == (201, WHY)
    assert [row["reason"] for row in sign_in(held.lead).get(address).json()["results"]] == [WHY]
    with organization_scope(held.organization):
        seat = held.session.seats.get(member=held.second)
    out = reverse("api_seat_excuse", args=[held.slug, seat.pk])
    body = {"reason": "Fell ill during it."}
    assert sign_in(held.coordinator).post(out, body, content_type="application/json").status_code == 200
    seat.refresh_from_db()
    assert seat.state == SeatState.EXCUSED
