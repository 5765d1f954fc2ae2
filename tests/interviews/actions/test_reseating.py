"""Taking a change back seats nobody who has a conflict of interest by now."""

import pytest

from accounts.ground.verdict import Conflict
from interviews.actions.declare_conflict import declare_conflict
from interviews.actions.undo_change import undo_change
from interviews.actions.unseat_member import unseat_member
from interviews.models import Seat
from tests.cast import World


def test_who_was_unseated_and_has_a_conflict_since_stays_away(in_acme: World) -> None:
    in_acme.second_card.delete()
    seat = Seat.objects.get(member=in_acme.second)
    unseat_member(actor=in_acme.coordinator, seat_id=seat.pk)
    declare_conflict(
        actor=in_acme.coordinator,
        candidate_id=in_acme.candidate.pk,
        reason="Married.",
        member_id=in_acme.second.pk,
    )
    with pytest.raises(Conflict, match="conflict of interest"):
        undo_change(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    assert not Seat.objects.filter(member=in_acme.second).exists()


def test_a_recusal_is_not_taken_back(in_acme: World) -> None:
    declare_conflict(actor=in_acme.lead, candidate_id=in_acme.candidate.pk, reason="Friends.")
    with pytest.raises(Conflict):
        undo_change(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    assert Seat.objects.get(member=in_acme.lead).state == "recused"
