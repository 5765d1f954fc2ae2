"""Looking for conflicts of interest in the records."""

import pytest

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.detect_conflicts import detect_conflicts
from interviews.actions.name_candidate import name_candidate
from interviews.actions.plan_loop import plan_loop
from interviews.actions.seat_member import seat_member
from interviews.enums import ConflictKind, SeatState
from interviews.models import ConflictOfInterest, Seat
from tests.cast import World
from tests.interviews.conflict_rows import brought_by, make_profile, was_in
from tests.interviews.helpers import audited, proposed


def test_it_writes_down_what_it_finds_and_recuses(in_acme: World) -> None:
    brought_by(in_acme, in_acme.lead)
    was_in(in_acme, "Maps")
    make_profile(in_acme.second, former_teams=["maps"])
    noticed = detect_conflicts(actor=in_acme.coordinator)
    assert {(row.member_id, row.kind) for row in noticed.conflicts} == {
        (in_acme.lead.pk, ConflictKind.REFERRER),
        (in_acme.second.pk, ConflictKind.FORMER_TEAM),
    }
    assert set(Seat.objects.values_list("state", flat=True)) == {SeatState.RECUSED}
    assert audited("detect_conflicts") == 3  # one for each, and one for the looking


def test_doing_it_again_changes_nothing(in_acme: World) -> None:
    brought_by(in_acme, in_acme.lead)
    detect_conflicts(actor=in_acme.coordinator)
    again = detect_conflicts(actor=in_acme.coordinator)
    assert (again.conflicts, again.seats) == ([], [])
    assert ConflictOfInterest.objects.count() == 1


def test_only_who_plans_loops_looks(in_acme: World) -> None:
    with pytest.raises(Denied):
        detect_conflicts(actor=in_acme.lead)


def test_nobody_is_seated_whom_the_records_speak_against(in_acme: World) -> None:
    brought_by(in_acme, in_acme.admin)
    with pytest.raises(Conflict, match="conflict of interest"):
        seat_member(actor=in_acme.coordinator, session_id=in_acme.session.pk, member_id=in_acme.admin.pk)


def test_planning_a_loop_looks_and_seats_nobody_it_keeps_out(in_acme: World) -> None:
    brought_by(in_acme, in_acme.lead)
    with pytest.raises(Conflict, match="Lea Lead has a conflict of interest"):
        plan_loop(
            actor=in_acme.coordinator,
            opening_id=in_acme.opening.pk,
            candidate_id=in_acme.candidate.pk,
            seats={0: {"lead": in_acme.lead.pk}},
        )
    plan_loop(actor=in_acme.coordinator, opening_id=in_acme.opening.pk, candidate_id=in_acme.candidate.pk)
    assert ConflictOfInterest.objects.get().member == in_acme.lead


def test_a_quick_loop_for_somebody_one_must_not_interview_is_refused(in_acme: World) -> None:
    brought_by(in_acme, in_acme.lead)
    loop = proposed(in_acme)
    with pytest.raises(Conflict, match="You have a conflict of interest"):
        name_candidate(actor=in_acme.lead, loop_id=loop.pk, candidate_email=in_acme.candidate.person.email)


def test_naming_the_candidate_recuses_who_sits_there_already(in_acme: World) -> None:
    loop = proposed(in_acme)
    brought_by(in_acme, in_acme.lead)
    name_candidate(actor=in_acme.coordinator, loop_id=loop.pk, candidate_id=in_acme.candidate.pk)
    assert Seat.objects.get(session__loop=loop, member=in_acme.lead).state == SeatState.RECUSED
