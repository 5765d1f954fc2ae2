"""What the tests of times share: a Monday, people with zones and hours, a second loop of somebody else."""

from datetime import UTC, datetime, timedelta

from accounts.models import Membership
from interviews.models import InterviewerProfile, OfferedWindow, Session
from tests.cast import World, make_candidate, make_loop, make_seat

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)


def at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


def lives_in(member: Membership, zone: str, **fields: object) -> InterviewerProfile:
    values = {"organization_id": member.organization_id, "time_zone": zone} | fields
    return InterviewerProfile.objects.update_or_create(member=member, defaults=values)[0]


def candidate_in(world: World, zone: str) -> None:
    world.candidate.person.time_zone = zone
    world.candidate.person.save()


def offer(world: World, start: datetime, end: datetime) -> OfferedWindow:
    return OfferedWindow.objects.create(
        organization=world.organization, loop=world.loop, starts_at=start, ends_at=end
    )


def another_session(world: World, title: str = "Design", minutes: int = 60) -> Session:
    """A second one of the world's loop, nobody seated."""
    count = world.loop.sessions.count()
    return Session.objects.create(
        organization=world.organization, loop=world.loop, position=count, title=title, minutes=minutes
    )


def another_loop(world: World, name: str = "Somebody Else") -> Session:
    """The session of a loop for another candidate, with the lead seated."""
    loop = make_loop(world, make_candidate(world.organization, name), questions=[], title=f"For {name}")
    session = loop.sessions.get()
    make_seat(session, world.lead)
    return session
