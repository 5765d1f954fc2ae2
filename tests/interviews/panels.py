"""What the tests of panels share: more people, and a planned loop with seats to fill."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from interviews.actions._seating import Wanted
from interviews.models import (
    BlueprintRevision,
    InterviewerProfile,
    Loop,
    Module,
    Qualification,
    Seat,
    Session,
    Stage,
)
from tests.cast import World, make_candidate, make_loop, make_member


def interviewers(world: World, count: int) -> list[Membership]:
    return [make_member(world.organization, f"Iris {n:02}", Role.INTERVIEWER) for n in range(count)]


def limited(member: Membership, **fields: object) -> InterviewerProfile:
    return InterviewerProfile.objects.create(organization_id=member.organization_id, member=member, **fields)


def open_loop(
    world: World,
    name: str = "Toni Test",
    *,
    module: Module | None = None,
    seats: Sequence[str] = ("lead", "second"),
) -> Loop:
    """A loop of one interview with these seats, all open; lead and second need the module."""
    loop = make_loop(world, make_candidate(world.organization, name), questions=[], title="Queues interview")
    loop.sessions.update(stage=make_stage(world, module, seats))
    return loop


def make_stage(world: World, module: Module | None, seats: Sequence[str]) -> Stage:
    """A stage of a revision of its own: what is written of one is frozen."""
    blueprint = world.opening.blueprint
    revision = BlueprintRevision.objects.create(
        organization=world.organization, blueprint=blueprint, number=blueprint.revisions.count() + 1
    )
    return Stage.objects.create(
        organization=world.organization,
        revision=revision,
        position=0,
        name="Queues interview",
        level=world.level,
        minutes=45,
        module=module,
        seats=list(seats),
    )


def session_of(loop: Loop, at: datetime | None = None) -> Session:
    session = loop.sessions.get()
    if at is not None:
        session.scheduled_at = at
        session.save()
    return session


def in_days(days: int, hour: int = 10) -> datetime:
    day = timezone.now() + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def module_for(world: World, *approved: Membership) -> Module:
    """A module, and those approved for it."""
    module = Module.objects.create(organization=world.organization, name="Coding")
    for member in approved:
        Qualification.objects.create(
            organization=world.organization,
            member=member,
            module=module,
            state="approved",
            approved_by=world.admin,
            approved_at=timezone.now(),
        )
    return module


def wanted(session: Session, member: Membership, kind: str = "lead", **fields: str) -> Wanted:
    return Wanted(session.pk, kind, member.pk, **fields)


def held(session: Session) -> dict[str, str]:
    """Who sits there now, by kind."""
    rows = Seat.objects.filter(session=session, state="seated").select_related("member__user")
    return {row.kind: str(row.member) for row in rows}
