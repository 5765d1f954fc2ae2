"""Who has read others' cards hands in no card of their own that counts, whenever they are seated."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from accounts.models import AuditEvent, Membership
from interviews.enums import SeatKind
from scoring.actions.note_packet_opening import note_packet_opening
from scoring.models import PacketOpening, Rating, Scorecard
from scoring.visibility import after_reading, countable_ratings, counts, own_submitted_ratings, readable_cards
from tests.cast import World, make_member, make_seat, sign_in
from tests.scoring.sheets import amend, hand_in

pytestmark = pytest.mark.django_db
# Every door to others' cards: its name, and what it is asked for.
DOORS: dict[str, Callable[[World], Any]] = {
    "packet": lambda world: world.loop.pk,
    "packet_json": lambda world: world.loop.pk,
    "packet_pdf": lambda world: world.loop.pk,
    "api_packet": lambda world: world.loop.pk,
    "decision_record": lambda world: world.loop.pk,
    "api_loop_cards": lambda world: world.loop.pk,
    "debrief_vote": lambda world: world.loop.pk,
    "api_votes": lambda world: world.loop.pk,
    "card_versions": lambda world: world.lead_card.pk,
    "api_card_versions": lambda world: world.lead_card.pk,
    "card_pdf": lambda world: world.lead_card.pk,
}
# What gives a view or the API others' cards.
READS = {"read_packet", "cards_after", "cards_of_loop", "card_versions", "versions_of", "printed_card"}


def test_no_other_door_reads_a_packet_or_somebody_elses_card() -> None:
    """Where a view or the API reads one, it is noted in the same function, or by the one that reads it."""
    found = set()
    for path in [*Path("scoring/views").glob("*.py"), *Path("scoring/api").glob("*.py")]:
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef):
                called = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
                if called & READS and "note_packet_opening" not in called:
                    found.add(f"{path.stem}.{function.name}")
    assert found == set()


def second_is_gone(world: World) -> None:
    Scorecard.objects.filter(pk=world.second_card.pk).delete()
    world.session.seats.filter(member=world.second).delete()


def opened(member: Membership) -> bool:
    return PacketOpening.objects.filter(member=member).exists()


def read_at(door: str, world: World, reader: Membership) -> None:
    address = reverse(door, args=[world.slug, DOORS[door](world)])
    assert sign_in(reader).get(address).status_code == 200


@pytest.mark.parametrize("door", DOORS)
def test_every_door_to_others_cards_notes_it_once(acme: World, door: str) -> None:
    hand_in(acme.lead, acme.session)
    read_at(door, acme, acme.committee)
    read_at(door, acme, acme.committee)
    with organization_scope(acme.organization):
        row = PacketOpening.objects.get()
        assert (row.loop, row.member) == (acme.loop, acme.committee)
        [event] = AuditEvent.objects.filter(verb="note_packet_opening")
        assert (event.actor, event.data) == (acme.committee, {"loop": str(acme.loop.pk)})


def test_ones_own_sheet_notes_it_once_the_others_are_shown_on_it(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    client, address = sign_in(acme.second), reverse("live", args=[acme.slug, acme.session.pk])
    client.get(address)
    with organization_scope(acme.organization):
        assert not opened(acme.second)
    hand_in(acme.second, acme.session)
    client.get(address)
    with organization_scope(acme.organization):
        assert opened(acme.second)
        mine = readable_cards(acme.committee, acme.loop).get(seat__member=acme.second)
        assert not after_reading(mine) and counts(mine)  # handed in before


def test_nothing_is_noted_where_nobody_elses_card_is_in(in_acme: World) -> None:
    note_packet_opening(actor=in_acme.committee, loop=in_acme.loop)
    hand_in(in_acme.lead, in_acme.session)
    note_packet_opening(actor=in_acme.lead, loop=in_acme.loop)  # their own
    note_packet_opening(actor=in_acme.second, loop=in_acme.loop)  # blind
    note_packet_opening(actor=in_acme.coordinator, loop=in_acme.loop)  # reads no cards
    assert not PacketOpening.objects.exists()


@pytest.mark.parametrize("door", ["card_versions", "card_pdf"])
def test_ones_own_card_is_no_door(acme: World, door: str) -> None:
    hand_in(acme.lead, acme.session)
    hand_in(acme.second, acme.session)
    read_at(door, acme, acme.lead)
    with organization_scope(acme.organization):
        assert not opened(acme.lead)


def test_a_committee_member_who_read_and_is_seated_afterwards_does_not_count(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    second_is_gone(in_acme)
    fresh = make_member(in_acme.organization, "Fritz Fresh", Role.COMMITTEE)
    note_packet_opening(actor=in_acme.committee, loop=in_acme.loop)
    for member, kind in ((in_acme.committee, SeatKind.SECOND), (fresh, SeatKind.REVERSE_SHADOW)):
        make_seat(in_acme.session, member, kind)
        hand_in(member, in_acme.session, value="1", words="strong_no")
    cards = readable_cards(in_acme.admin, in_acme.loop)
    marked = {str(card.seat.member): after_reading(card) for card in cards}
    assert marked == {"Lea Lead": False, "Kim Committee": True, "Fritz Fresh": False}
    assert not counts(cards.get(seat__member=in_acme.committee))
    assert set(countable_ratings(in_acme.organization).values_list("value", flat=True)) == {3}
    assert not own_submitted_ratings(in_acme.committee).exists()


def test_what_was_handed_in_before_reading_stays_evidence_when_it_is_amended(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    hand_in(in_acme.second, in_acme.session)
    note_packet_opening(actor=in_acme.lead, loop=in_acme.loop)
    amend(in_acme.lead, in_acme.session, "I mixed up two candidates.", {"recommendation": "no"})
    card = readable_cards(in_acme.committee, in_acme.loop).get(seat__member=in_acme.lead)
    assert card.recommendation == "no" and not after_reading(card) and counts(card)
    assert countable_ratings(in_acme.organization).count() == Rating.objects.count()


def test_reading_one_loop_marks_no_card_of_another(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    PacketOpening.objects.create(
        organization=in_acme.organization, loop=in_acme.loop, member=in_acme.committee
    )
    other = Scorecard.objects.get(pk=in_acme.lead_card.pk)
    assert not after_reading(other)
