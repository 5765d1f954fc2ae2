"""Pages and answers about time ask the same number of questions for one row and for thirty."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from interviews.models import AvailabilityException, Session, WeeklyHours
from tests.cast import World, make_member, make_seat, sign_in
from tests.interviews.placing import another_loop, candidate_in, lives_in, offer

COUNTS = {
    "loop_times": 14,
    "my_interviewing": 7,
    "interviewer": 8,
    "api_loop_times": 13,
    "api_windows": 5,
    "api_interviewer": 8,
    "api_exceptions": 8,
}
START = datetime(2027, 3, 1, 9, tzinfo=UTC)


def _grow(world: World, rows: int) -> None:
    """So many windows, exceptions, other interviews, and a few people and sessions more."""
    now = timezone.now()
    lives_in(world.lead, "Europe/Berlin")
    candidate_in(world, "Asia/Kolkata")
    for number in range(rows):
        day = START + timedelta(days=number)
        offer(world, day, day + timedelta(hours=8))
        AvailabilityException.objects.create(
            organization=world.organization,
            member=world.lead,
            starts_at=now + timedelta(days=number),
            ends_at=now + timedelta(days=number, hours=1),
        )
        other = another_loop(world, f"Candidate {number}")
        other.scheduled_at = day
        other.save()
    for number in range(min(rows, 4)):
        session = Session.objects.create(
            organization=world.organization,
            loop=world.loop,
            position=number + 1,
            title=f"Part {number}",
            minutes=45,
        )
        member = make_member(world.organization, f"Person {number}", Role.INTERVIEWER)
        lives_in(member, "America/New_York", most_a_day=2)
        WeeklyHours.objects.create(
            organization=world.organization, member=member, weekday=0, starts=time(9), ends=time(17)
        )
        make_seat(session, member)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_count_does_not_grow_with_the_rows(acme, rows, django_assert_num_queries):
    with organization_scope(acme.organization):
        _grow(acme, rows)
    client = sign_in(acme.coordinator)
    ids = {
        "loop_times": acme.loop.pk,
        "api_loop_times": acme.loop.pk,
        "api_windows": acme.loop.pk,
        "interviewer": acme.lead.pk,
        "api_interviewer": acme.lead.pk,
        "api_exceptions": acme.lead.pk,
    }
    for name, count in COUNTS.items():
        address = reverse(name, args=[acme.slug, *([ids[name]] if name in ids else [])])
        with django_assert_num_queries(count, info=name):
            assert client.get(address).status_code == 200, name


def test_no_page_asks_more_than_fifteen():
    assert max(COUNTS.values()) <= 15
