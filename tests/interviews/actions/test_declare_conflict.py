"""Declaring a conflict of interest."""

import pytest
from django.http import Http404

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from interviews.access import visible_candidates, visible_loops
from interviews.actions.declare_conflict import declare_conflict
from interviews.actions.lift_conflict import lift_conflict
from interviews.enums import LoopState, SeatState
from interviews.models import ConflictOfInterest, LoopChange, Seat
from tests.cast import World


def state_of(world: World) -> str:
    return Seat.objects.get(session=world.session, member=world.lead).state


def test_who_declares_one_is_recused_and_finds_the_candidate_no_more(in_acme: World) -> None:
    row = declare_conflict(
        actor=in_acme.lead, candidate_id=in_acme.candidate.pk, reason=" We shared a flat. "
    )
    assert (row.reason, row.declared_by, row.lifted_at) == ("We shared a flat.", in_acme.lead, None)
    assert state_of(in_acme) == SeatState.RECUSED
    assert not visible_loops(in_acme.lead).exists()
    assert not visible_candidates(in_acme.lead).exists()
    assert visible_loops(in_acme.second).exists()


def test_it_is_written_down_in_the_loop_and_in_the_trail(in_acme: World) -> None:
    declare_conflict(actor=in_acme.lead, candidate_id=in_acme.candidate.pk, reason="Friends.")
    change = LoopChange.objects.get(loop=in_acme.loop)
    assert (change.verb, change.number) == ("recuse", 1)
    assert "Lea Lead" in change.told
    event = AuditEvent.objects.get(verb="declare_conflict")
    assert len(event.data["recused"]) == 1
    assert "Friends" not in str(event.data)


@pytest.mark.parametrize("part", ["admin", "coordinator", "committee"])
def test_no_role_opens_what_a_conflict_closes(in_acme: World, part: str) -> None:
    member = in_acme.people()[part]
    declare_conflict(actor=member, candidate_id=in_acme.candidate.pk, reason="Family.")
    assert not visible_loops(member).exists()
    assert not visible_candidates(member).exists()


def test_a_coordinator_declares_it_for_a_colleague(in_acme: World) -> None:
    row = declare_conflict(
        actor=in_acme.coordinator,
        candidate_id=in_acme.candidate.pk,
        reason="Married.",
        member_id=in_acme.second.pk,
    )
    assert (row.member, row.declared_by) == (in_acme.second, in_acme.coordinator)
    assert state_of(in_acme) == SeatState.SEATED


def test_nobody_else_declares_it_for_others(in_acme: World) -> None:
    with pytest.raises(Denied):
        declare_conflict(
            actor=in_acme.lead,
            candidate_id=in_acme.candidate.pk,
            reason="Rivals.",
            member_id=in_acme.second.pk,
        )


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_a_reason_is_needed(in_acme: World, reason: str) -> None:
    with pytest.raises(Invalid):
        declare_conflict(actor=in_acme.lead, candidate_id=in_acme.candidate.pk, reason=reason)


def test_a_candidate_that_one_may_not_see_is_not_there(in_acme: World) -> None:
    with pytest.raises(Http404):
        declare_conflict(actor=in_acme.curator, candidate_id=in_acme.candidate.pk, reason="Friends.")


def test_a_decided_loop_stays_as_it_was(in_acme: World) -> None:
    in_acme.loop.state = LoopState.DECIDED
    in_acme.loop.save()
    declare_conflict(actor=in_acme.lead, candidate_id=in_acme.candidate.pk, reason="Friends.")
    assert state_of(in_acme) == SeatState.SEATED
    assert not visible_loops(in_acme.lead).exists()


def test_declaring_a_lifted_one_opens_it_again(in_acme: World) -> None:
    member = in_acme.committee
    row = declare_conflict(actor=member, candidate_id=in_acme.candidate.pk, reason="Friends.")
    lift_conflict(actor=in_acme.admin, conflict_id=row.pk, reason="A mix-up.")
    again = declare_conflict(actor=member, candidate_id=in_acme.candidate.pk, reason="Friends after all.")
    assert ConflictOfInterest.objects.get() == again
    assert (again.lifted_at, again.lift_reason) == (None, "")
