"""Opening the others' cards before one's own is in."""

import pytest
from django.http import Http404

from accounts.enums import Role
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent, Membership
from interviews.enums import LoopState, SeatKind
from scoring.actions.override_gate import override_gate
from scoring.models import GateOverride, Scorecard
from scoring.visibility import (
    after_reading,
    countable_ratings,
    counts,
    is_blind,
    own_submitted_ratings,
    readable_cards,
)
from tests.cast import World, make_seat
from tests.scoring.sheets import hand_in

WHY = "The candidate signs elsewhere within the hour."


def on_the_panel(world: World, kind: SeatKind = SeatKind.SECOND) -> Membership:
    """The administrator, seated beside the lead, whose card is in; the second has no seat."""
    Scorecard.objects.filter(pk=world.second_card.pk).delete()
    world.session.seats.filter(member=world.second).delete()
    make_seat(world.session, world.admin, kind)
    hand_in(world.lead, world.session)
    return world.admin


def authors(actor: Membership, world: World) -> set[str]:
    return {str(card.seat.member) for card in readable_cards(actor, world.loop)}


def test_an_administrator_on_the_panel_is_blind_until_they_give_a_reason(in_acme: World) -> None:
    admin = on_the_panel(in_acme)
    assert authors(admin, in_acme) == set()
    row = override_gate(actor=admin, loop_id=in_acme.loop.pk, reason=WHY)
    assert (row.member, row.reason) == (admin, WHY)
    assert not is_blind(admin, in_acme.loop)
    assert authors(admin, in_acme) == {"Lea Lead"}
    assert AuditEvent.objects.get(verb="override_gate").data == {"loop": str(in_acme.loop.pk)}


def test_their_own_card_is_marked_from_then_on_and_counts_nowhere(in_acme: World) -> None:
    admin = on_the_panel(in_acme)
    override_gate(actor=admin, loop_id=in_acme.loop.pk, reason=WHY)
    hand_in(admin, in_acme.session, value="1", words="strong_no")
    own = readable_cards(in_acme.committee, in_acme.loop).get(seat__member=admin)
    assert after_reading(own) and not counts(own)
    assert after_reading(Scorecard.objects.get(pk=own.pk))  # read without the gate's note, too
    assert set(countable_ratings(in_acme.organization).values_list("value", flat=True)) == {3}
    assert not own_submitted_ratings(admin).exists()
    lead = readable_cards(in_acme.committee, in_acme.loop).get(seat__member=in_acme.lead)
    assert not after_reading(lead) and counts(lead)


def test_a_card_that_was_in_before_stays_evidence(in_acme: World) -> None:
    admin = on_the_panel(in_acme)
    hand_in(admin, in_acme.session)
    later = in_acme.loop.sessions.create(
        organization=in_acme.organization, position=1, title="Later", minutes=30
    )
    make_seat(later, admin)
    override_gate(actor=admin, loop_id=in_acme.loop.pk, reason=WHY)
    first = readable_cards(admin, in_acme.loop).get(seat__session=in_acme.session, seat__member=admin)
    assert not after_reading(first) and counts(first)


def test_asked_again_the_first_reason_stands(in_acme: World) -> None:
    admin = on_the_panel(in_acme)
    first = override_gate(actor=admin, loop_id=in_acme.loop.pk, reason=WHY)
    again = override_gate(actor=admin, loop_id=in_acme.loop.pk, reason="Something else altogether, later on.")
    assert again == first and GateOverride.objects.get().reason == WHY
    assert AuditEvent.objects.filter(verb="override_gate").count() == 1


@pytest.mark.parametrize("reason", ["", "urgent", "   it is urgent  ", "x" * 301])
def test_a_reason_must_tell_something(in_acme: World, reason: str) -> None:
    admin = on_the_panel(in_acme)
    with pytest.raises(Invalid) as refused:
        override_gate(actor=admin, loop_id=in_acme.loop.pk, reason=reason)
    assert "reason" in refused.value.fields
    assert is_blind(admin, in_acme.loop)


def test_nobody_but_administrators_may(in_acme: World) -> None:
    hand_in(in_acme.lead, in_acme.session)
    in_acme.second.roles = [Role.INTERVIEWER, Role.COMMITTEE, Role.COORDINATOR, Role.CURATOR]
    in_acme.second.save()
    with pytest.raises(Denied, match="Only an administrator"):
        override_gate(actor=in_acme.second, loop_id=in_acme.loop.pk, reason=WHY)
    with pytest.raises(Http404):
        override_gate(actor=in_acme.nobody, loop_id=in_acme.loop.pk, reason=WHY)


def test_who_owes_no_card_has_nothing_to_open(in_acme: World) -> None:
    with pytest.raises(Conflict, match="owe no card"):
        override_gate(actor=in_acme.admin, loop_id=in_acme.loop.pk, reason=WHY)
    admin = on_the_panel(in_acme)
    in_acme.loop.state = LoopState.DECIDED
    in_acme.loop.save()
    with pytest.raises(Conflict, match="owe no card"):
        override_gate(actor=admin, loop_id=in_acme.loop.pk, reason=WHY)
