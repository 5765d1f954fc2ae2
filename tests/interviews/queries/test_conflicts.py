"""What speaks for a conflict of interest, and whom it keeps out."""

from typing import Any

import pytest
from django.utils import timezone

from accounts.enums import Role
from interviews.enums import ConflictKind
from interviews.queries.conflicts import conflicted_members, found_conflicts, own_declarations
from tests.cast import World, make_member
from tests.interviews.conflict_rows import brought_by, make_conflict, make_profile, was_in


def found(world: World) -> set[tuple[str, str]]:
    names = {member.pk: part for part, member in world.people().items()}
    return {(names[line.member], line.kind) for line in found_conflicts(candidates=[world.candidate.pk])}


def test_who_brought_the_candidate_is_found(in_acme: World) -> None:
    brought_by(in_acme, in_acme.lead)
    assert found(in_acme) == {("lead", "referrer")}


def test_who_came_by_the_same_colleague_is_found(in_acme: World) -> None:
    brought_by(in_acme, in_acme.admin)
    make_profile(in_acme.second, referred_by=in_acme.admin)
    make_profile(in_acme.lead, referred_by=in_acme.committee)
    assert found(in_acme) == {("admin", "referrer"), ("second", "referrer")}


def test_colleagues_of_whom_nobody_brought_them_have_nothing_in_common(in_acme: World) -> None:
    make_profile(in_acme.second)
    make_profile(in_acme.lead)
    assert found(in_acme) == set()


def test_a_former_team_is_found_whatever_its_case_and_spaces(in_acme: World) -> None:
    was_in(in_acme, "Straße  Maps", "Other")
    make_profile(in_acme.second, former_teams=["STRASSE maps"])
    make_profile(in_acme.lead, former_teams=["Maps"])
    assert found(in_acme) == {("second", "former_team")}


def test_the_same_family_name_is_no_conflict(in_acme: World) -> None:
    person = in_acme.candidate.person
    person.name = "Robin Lead"
    person.save()
    make_profile(in_acme.lead, former_teams=["Maps"])
    make_member(in_acme.organization, "Robin Acme", Role.INTERVIEWER)
    assert found(in_acme) == set()
    assert conflicted_members(in_acme.candidate) == set()


def test_two_reasons_of_one_kind_are_one_line(in_acme: World) -> None:
    brought_by(in_acme, in_acme.lead)
    make_profile(in_acme.lead, referred_by=in_acme.lead, former_teams=["Maps", "Search"])
    was_in(in_acme, "Maps", "Search")
    assert found(in_acme) == {("lead", "referrer"), ("lead", "former_team")}


def test_only_the_members_asked_about(in_acme: World) -> None:
    brought_by(in_acme, in_acme.lead)
    make_profile(in_acme.second, referred_by=in_acme.lead)
    lines = found_conflicts(members=[in_acme.second.pk])
    assert [line.member for line in lines] == [in_acme.second.pk]


class TestConflictedMembers:
    def test_written_down_and_not_yet_written_down(self, in_acme: World) -> None:
        brought_by(in_acme, in_acme.lead)
        make_conflict(in_acme, in_acme.second, kind=ConflictKind.DECLARED)
        assert conflicted_members(in_acme.candidate) == {in_acme.lead.pk, in_acme.second.pk}

    def test_a_lifted_one_keeps_nobody_out(self, in_acme: World) -> None:
        brought_by(in_acme, in_acme.lead)
        lifted = {"lifted_at": timezone.now(), "lifted_by": in_acme.admin}
        make_conflict(in_acme, in_acme.lead, **lifted)
        assert conflicted_members(in_acme.candidate) == set()

    def test_one_lifted_of_two_does(self, in_acme: World) -> None:
        lifted = {"lifted_at": timezone.now(), "lifted_by": in_acme.admin}
        make_conflict(in_acme, in_acme.lead, **lifted)
        make_conflict(in_acme, in_acme.lead, kind=ConflictKind.DECLARED)
        assert conflicted_members(in_acme.candidate) == {in_acme.lead.pk}

    def test_five_queries_for_however_many(self, in_acme: World, django_assert_num_queries: Any) -> None:
        brought_by(in_acme, in_acme.lead)
        was_in(in_acme, "Maps")
        for member in in_acme.people().values():
            make_profile(member, former_teams=["Maps"], referred_by=in_acme.lead)
        with django_assert_num_queries(5):
            assert len(conflicted_members(in_acme.candidate)) == 7


@pytest.mark.parametrize(("kind", "told"), [(ConflictKind.DECLARED, 1), (ConflictKind.FORMER_TEAM, 0)])
def test_one_is_told_what_was_declared_and_not_what_was_found(
    in_acme: World, kind: ConflictKind, told: int
) -> None:
    make_conflict(in_acme, in_acme.lead, kind=kind)
    assert len(own_declarations(in_acme.lead)) == told
