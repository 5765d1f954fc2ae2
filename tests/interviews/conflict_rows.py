"""Makers for the tests of conflicts of interest."""

from typing import Any

from accounts.enums import Role
from accounts.models import Membership
from interviews.enums import ConflictKind
from interviews.models import Application, CandidatePerson, ConflictOfInterest, InterviewerProfile
from tests.cast import World, make_member


def make_conflict(world: World, member: Membership, **fields: Any) -> ConflictOfInterest:
    values = {"kind": ConflictKind.REFERRER, "reason": "Brought the candidate."} | fields
    values.setdefault("candidate", world.candidate)
    return ConflictOfInterest.objects.create(organization=world.organization, member=member, **values)


def make_profile(member: Membership, **fields: Any) -> InterviewerProfile:
    return InterviewerProfile.objects.create(organization_id=member.organization_id, member=member, **fields)


def brought_by(world: World, member: Membership) -> None:
    Application.objects.filter(candidate=world.candidate).update(referrer=member)


def was_in(world: World, *teams: str) -> None:
    CandidatePerson.objects.filter(candidate=world.candidate).update(former_teams=list(teams))


def another_coordinator(world: World, name: str = "Cato Coordinator") -> Membership:
    return make_member(world.organization, name, Role.COORDINATOR)
