"""Recusals and conflicts take everything away; when the name opens; who may read a decision."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.urls import reverse

from accounts.enums import NameOpens, Role
from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.enums import LoopState, SeatKind, SeatState
from interviews.models import Loop, Seat
from scoring.actions.raise_veto import raise_veto
from scoring.actions.recuse_from_debrief import recuse_from_debrief
from scoring.enums import DebriefState
from scoring.models import Debrief
from scoring.queries.debriefs import debrief_of
from scoring.rules import closed_because
from scoring.visibility import is_blind, readable_cards
from scoring.visibility_votes import (
    may_know_name,
    may_read_decision,
    readable_decisions,
    readable_vetoes,
    readable_votes,
    votes_are_open,
)
from tests.cast import World, make_member, make_seat, sign_in
from tests.gate.readers import EVERY_ROLE
from tests.interviews.conflict_rows import make_conflict
from tests.scoring.debriefs import to_state
from tests.scoring.packets import complete_loop

pytestmark = pytest.mark.django_db
STATES = list(DebriefState)
DOORS = ("packet", "packet_json", "api_packet", "api_votes", "debrief_vote", "api_debrief", "decision_record")


@pytest.fixture
def decided(acme: World) -> Iterator[Loop]:
    """Kim decided not to hire, with a veto of the administrator; nothing is released."""
    with organization_scope(acme.organization):
        acme.organization.veto = True
        acme.organization.save()
        loop = complete_loop(acme, [1, 2, 3, 4], [4, 3, 2, 1])
        loop.organization = acme.organization
        to_state(loop, DebriefState.VOTING, committee=[acme.committee], facilitator=acme.admin)
        raise_veto(actor=acme.admin, loop_id=loop.pk, reason="The bar was not met at all.")
        to_state(loop, DebriefState.DECIDED, committee=[acme.committee], outcome="no_hire")
    yield loop


def everything_at(acme: World, loop: Loop, reader: Membership) -> dict[str, int]:
    client = sign_in(reader)
    return {door: client.get(reverse(door, args=[acme.slug, loop.pk])).status_code for door in DOORS}


def nothing_is_left(loop: Loop, reader: Membership) -> None:
    debrief, loops = debrief_of(loop), Loop.objects.filter(pk=loop.pk)
    assert not readable_votes(reader, debrief).exists()
    assert not readable_vetoes(reader, debrief).exists()
    assert not readable_decisions(reader, loops).exists()
    assert not may_read_decision(reader, loop, debrief)
    assert not readable_cards(reader, loop).exclude(seat__member=reader).exists()


def test_who_leaves_the_committee_reads_nothing_of_the_loop_any_more(acme: World, decided: Loop) -> None:
    rex = make_member(acme.organization, "Rex Recused", *EVERY_ROLE)
    assert set(everything_at(acme, decided, rex).values()) == {200}
    with organization_scope(acme.organization):
        recuse_from_debrief(actor=rex, loop_id=decided.pk, reason="We shared a flat for two years.")
        nothing_is_left(decided, rex)
    assert set(everything_at(acme, decided, rex).values()) == {403}
    answer = sign_in(rex).get(reverse("packet", args=[acme.slug, decided.pk])).content.decode()
    assert "You recused yourself from this loop." in answer
    listed = sign_in(rex).get(reverse("packet_list", args=[acme.slug])).content.decode()
    assert str(decided.pk) not in listed


def test_a_recused_interviewer_is_told_the_same_words(acme: World, decided: Loop) -> None:
    rita = make_member(acme.organization, "Rita Recused", *EVERY_ROLE)
    with organization_scope(acme.organization):
        seat = make_seat(decided.sessions.get(), rita, SeatKind.SHADOW)
        Seat.objects.filter(pk=seat.pk).update(state=SeatState.RECUSED)
        nothing_is_left(decided, rita)
    assert set(everything_at(acme, decided, rita).values()) == {403}
    answer = sign_in(rita).get(reverse("packet", args=[acme.slug, decided.pk])).content.decode()
    assert "You recused yourself from this loop." in answer


def test_for_who_has_a_conflict_of_interest_the_loop_is_not_there(acme: World, decided: Loop) -> None:
    with organization_scope(acme.organization):
        make_conflict(acme, acme.committee, candidate=decided.candidate)
        nothing_is_left(decided, acme.committee)  # not even their own vote
    assert set(everything_at(acme, decided, acme.committee).values()) == {404}
    with organization_scope(acme.organization):
        votes = readable_votes(acme.admin, debrief_of(decided))
        assert not votes.exists()  # and nobody reads theirs


def test_what_is_decided_is_the_committees_until_it_is_released(acme: World, decided: Loop) -> None:
    other = make_member(acme.organization, "Otto Other", Role.COMMITTEE)
    outside = make_member(acme.organization, "Ute Outside", Role.ADMIN)
    with organization_scope(acme.organization):
        assert Loop.objects.get(pk=decided.pk).state == LoopState.CLOSED
        debrief = debrief_of(decided)
        for reader in (acme.committee, other, acme.admin):
            assert may_read_decision(reader, decided, debrief)
        for reader in (acme.lead, outside, acme.coordinator, acme.nobody):
            assert not may_read_decision(reader, decided, debrief)
            assert not readable_vetoes(reader, debrief).exists()
        to_state(decided, DebriefState.RELEASED, committee=[acme.committee])
        for reader in (acme.lead, outside):
            assert may_read_decision(reader, decided, debrief_of(decided))
            assert readable_vetoes(reader, debrief_of(decided)).exists()
        assert not may_read_decision(acme.coordinator, decided, debrief_of(decided))


def test_a_loop_with_the_committee_blinds_nobody_and_takes_no_cards(acme: World, decided: Loop) -> None:
    with organization_scope(acme.organization):
        seat = make_seat(decided.sessions.get(), acme.nobody, SeatKind.SHADOW)
        loop = Loop.objects.get(pk=decided.pk)
        assert not is_blind(acme.nobody, loop)
        card = (
            readable_cards(acme.lead, loop).select_related("seat__session__loop").get(seat__member=acme.lead)
        )
        words = closed_because(card, amending=True)
        assert words == "The committee has closed this loop; its cards take no more changes."
        Loop.objects.filter(pk=loop.pk).update(state=LoopState.PLANNED)  # as reopening does
        assert is_blind(acme.nobody, Loop.objects.get(pk=loop.pk)) and seat.state == SeatState.SEATED


@pytest.mark.parametrize(("opens", "state"), list(product(NameOpens, STATES)))
def test_when_the_name_opens(acme: World, zenith: World, opens: NameOpens, state: DebriefState) -> None:
    since = {"discussion": 3, "decision": 4, "release": 5, "never": 6}[opens]
    acme.organization.name_opens = opens
    named = may_know_name(acme.lead, acme.organization, Debrief(loop=acme.loop, state=state))
    assert named == (STATES.index(state) >= since)
    assert not may_know_name(zenith.lead, acme.organization, Debrief(loop=acme.loop, state=state))


def test_votes_open_when_the_vote_has_closed() -> None:
    opened = [state for state in STATES if votes_are_open(Debrief(state=state))]
    assert opened == ["discussing", "decided", "released"]
