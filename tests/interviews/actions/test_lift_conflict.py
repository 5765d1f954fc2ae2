"""Lifting a conflict of interest."""

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.access import visible_loops
from interviews.actions.declare_conflict import declare_conflict
from interviews.actions.detect_conflicts import detect_conflicts
from interviews.actions.lift_conflict import lift_conflict
from interviews.actions.seat_member import seat_member
from interviews.enums import SeatState
from interviews.models import Seat
from tests.cast import World
from tests.interviews.conflict_rows import another_coordinator, brought_by, make_conflict
from tests.interviews.helpers import audited


def test_lifted_it_keeps_its_row_and_opens_the_candidate_again(in_acme: World) -> None:
    row = make_conflict(in_acme, in_acme.committee)
    lifted = lift_conflict(actor=in_acme.coordinator, conflict_id=row.pk, reason=" Only met once. ")
    assert (lifted.lifted_by, lifted.lift_reason) == (in_acme.coordinator, "Only met once.")
    assert visible_loops(in_acme.committee).exists()
    assert audited("lift_conflict") == 1


def test_a_found_one_that_was_lifted_is_not_found_again(in_acme: World) -> None:
    brought_by(in_acme, in_acme.lead)
    (row,) = detect_conflicts(actor=in_acme.coordinator).conflicts
    lift_conflict(actor=in_acme.coordinator, conflict_id=row.pk, reason="Years ago.")
    assert detect_conflicts(actor=in_acme.coordinator).conflicts == []
    row.refresh_from_db()
    assert row.lifted_at is not None


def test_the_seat_stays_empty_until_somebody_gives_it_anew(in_acme: World) -> None:
    row = declare_conflict(actor=in_acme.lead, candidate_id=in_acme.candidate.pk, reason="Friends.")
    seating = {"session_id": in_acme.session.pk, "member_id": in_acme.lead.pk}
    with pytest.raises(Conflict):
        seat_member(actor=in_acme.coordinator, **seating)
    lift_conflict(actor=in_acme.coordinator, conflict_id=row.pk, reason="A mix-up.")
    assert Seat.objects.get(member=in_acme.lead).state == SeatState.RECUSED
    seat_member(actor=in_acme.coordinator, **seating)
    assert Seat.objects.get(member=in_acme.lead).state == SeatState.SEATED


def test_who_has_one_themselves_does_not_even_find_it(in_acme: World) -> None:
    own = make_conflict(in_acme, in_acme.coordinator)
    others = make_conflict(in_acme, in_acme.lead)
    for row in (own, others):
        with pytest.raises(Http404):
            lift_conflict(actor=in_acme.coordinator, conflict_id=row.pk, reason="It is fine.")
    lift_conflict(actor=another_coordinator(in_acme), conflict_id=own.pk, reason="It is fine.")


def test_committee_members_and_interviewers_lift_none(in_acme: World) -> None:
    row = make_conflict(in_acme, in_acme.second)
    for member in (in_acme.committee, in_acme.lead):
        with pytest.raises(Denied):
            lift_conflict(actor=member, conflict_id=row.pk, reason="It is fine.")


def test_it_is_lifted_once_and_with_a_reason(in_acme: World) -> None:
    row = make_conflict(in_acme, in_acme.lead)
    with pytest.raises(Invalid):
        lift_conflict(actor=in_acme.coordinator, conflict_id=row.pk, reason=" ")
    lift_conflict(actor=in_acme.coordinator, conflict_id=row.pk, reason="A mix-up.")
    with pytest.raises(Conflict):
        lift_conflict(actor=in_acme.coordinator, conflict_id=row.pk, reason="A mix-up.")
