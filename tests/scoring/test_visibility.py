"""The gate: who may read whose card, as tables of reader × state."""

import pytest

from accounts.enums import Role
from accounts.models import Membership
from interviews.enums import LoopState, SeatKind, SeatState, SessionState
from interviews.models import Session
from scoring.models import Scorecard
from scoring.visibility import (
    countable_loops,
    countable_ratings,
    is_blind,
    may_read_card,
    private_note_of,
    readable_cards,
)
from tests.cast import World, make_seat
from tests.scoring.sheets import hand_in


def authors(actor: Membership, world: World) -> set[str]:
    """Whose cards of the loop the actor may read, by first name."""
    cards = readable_cards(actor, world.loop)
    return {str(card.seat.member).split()[0] for card in cards}


@pytest.mark.parametrize(
    ("reader", "drafts", "lead_in", "both_in"),
    [
        ("lead", {"Lea"}, {"Lea"}, {"Lea", "Sam"}),
        ("second", {"Sam"}, {"Sam"}, {"Lea", "Sam"}),
        ("committee", set(), {"Lea"}, {"Lea", "Sam"}),
        ("admin", set(), {"Lea"}, {"Lea", "Sam"}),
        ("coordinator", set(), set(), set()),
        ("curator", set(), set(), set()),
        ("nobody", set(), set(), set()),
    ],
)
def test_who_reads_which_cards_as_they_come_in(
    in_acme: World, reader: str, drafts: set[str], lead_in: set[str], both_in: set[str]
) -> None:
    actor = in_acme.people()[reader]
    assert authors(actor, in_acme) == drafts
    hand_in(in_acme.lead, in_acme.session)
    assert authors(actor, in_acme) == lead_in
    hand_in(in_acme.second, in_acme.session)
    assert authors(actor, in_acme) == both_in


@pytest.mark.parametrize("role", ["admin", "committee"])
@pytest.mark.parametrize("kind", SeatKind.values)
def test_who_sits_on_the_panel_is_blind_whatever_their_role_and_seat(
    in_acme: World, role: str, kind: str
) -> None:
    actor = in_acme.people()[role]
    hand_in(in_acme.lead, in_acme.session)
    assert authors(actor, in_acme) == {"Lea"}
    make_seat(in_acme.session, actor, SeatKind(kind))
    assert is_blind(actor, in_acme.loop)
    assert authors(actor, in_acme) == set()
    hand_in(actor, in_acme.session)
    assert not is_blind(actor, in_acme.loop)
    assert "Lea" in authors(actor, in_acme)


def test_a_card_owed_in_another_session_of_the_loop_blinds_too(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    hand_in(in_acme.second, in_acme.session)
    later = Session.objects.create(
        organization=in_acme.organization, loop=in_acme.loop, position=1, title="Later", minutes=30
    )
    assert authors(in_acme.second, in_acme) == {"Lea", "Sam"}
    make_seat(later, in_acme.second)
    assert authors(in_acme.second, in_acme) == {"Sam"}
    later.state = SessionState.CANCELLED
    later.save()
    assert authors(in_acme.second, in_acme) == {"Lea", "Sam"}


@pytest.mark.parametrize("state", [LoopState.DECIDED, LoopState.CANCELLED])
def test_a_closed_loop_blinds_nobody(in_acme: World, state: LoopState) -> None:
    hand_in(in_acme.lead, in_acme.session)
    in_acme.loop.state = state
    in_acme.loop.save()
    assert not is_blind(in_acme.second, in_acme.loop)
    assert authors(in_acme.second, in_acme) == {"Lea", "Sam"}


@pytest.mark.parametrize(
    ("state", "roles", "expected"),
    [
        (SeatState.RECUSED, [], {"Sam"}),
        (SeatState.RECUSED, [Role.COMMITTEE], {"Sam"}),
        (SeatState.RECUSED, [Role.ADMIN], {"Sam"}),
        (SeatState.DECLINED, [], {"Sam"}),
        (SeatState.DECLINED, [Role.COMMITTEE], {"Lea", "Sam"}),
    ],
)
def test_who_is_out_reads_only_their_own_unless_on_the_committee_and_never_when_recused(
    in_acme: World, state: SeatState, roles: list[Role], expected: set[str]
) -> None:
    hand_in(in_acme.lead, in_acme.session)
    hand_in(in_acme.second, in_acme.session)
    in_acme.session.seats.filter(member=in_acme.second).update(state=state)
    in_acme.second.roles = [Role.INTERVIEWER, *roles]
    in_acme.second.save()
    assert authors(in_acme.second, in_acme) == expected


def test_who_has_left_the_committee_reads_nothing_more(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    in_acme.committee.left_at = in_acme.committee.created_at
    assert authors(in_acme.committee, in_acme) == set()


def test_a_refusal_says_the_same_whatever_stands_on_the_card(in_acme: World) -> None:
    while_draft = may_read_card(in_acme.second, in_acme.lead_card)
    hand_in(in_acme.lead, in_acme.session)
    card = Scorecard.objects.get(pk=in_acme.lead_card.pk)
    assert may_read_card(in_acme.second, card) == while_draft
    assert not while_draft
    assert may_read_card(in_acme.lead, card)
    assert may_read_card(in_acme.committee, card)


def test_a_private_note_is_its_authors_alone(in_acme: World) -> None:
    card = hand_in(in_acme.lead, in_acme.session)
    hand_in(in_acme.second, in_acme.session)
    assert private_note_of(in_acme.lead, card) == "private yes 3"
    for member in (in_acme.admin, in_acme.committee, in_acme.second):
        assert private_note_of(member, card) == ""
    assert "private_note" in readable_cards(in_acme.admin, in_acme.loop)[0].get_deferred_fields()


def test_no_rating_is_counted_while_someone_in_the_loop_owes_a_card(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    assert not countable_loops(in_acme.organization).exists()
    assert not countable_ratings(in_acme.organization).exists()
    hand_in(in_acme.second, in_acme.session)
    assert list(countable_loops(in_acme.organization)) == [in_acme.loop]
    assert countable_ratings(in_acme.organization).count() == 8


def test_a_shadow_who_owes_a_card_holds_the_statistics_back_and_is_never_counted(in_acme: World) -> None:
    make_seat(in_acme.session, in_acme.nobody, SeatKind.SHADOW)
    hand_in(in_acme.lead, in_acme.session)
    hand_in(in_acme.second, in_acme.session)
    assert not countable_ratings(in_acme.organization).exists()
    hand_in(in_acme.nobody, in_acme.session, value="1")
    assert set(countable_ratings(in_acme.organization).values_list("value", flat=True)) == {3}


def test_a_decided_loop_is_counted_though_someone_never_wrote_a_card(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    in_acme.loop.state = LoopState.DECIDED
    in_acme.loop.save()
    assert countable_ratings(in_acme.organization).count() == 4


def test_another_organisations_cards_are_nobodys(in_acme: World, zenith: World) -> None:
    hand_in(zenith.lead, zenith.session)
    assert not readable_cards(in_acme.admin, zenith.loop).exists()
    assert not countable_loops(zenith.organization).exists()
