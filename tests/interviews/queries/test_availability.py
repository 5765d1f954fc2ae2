"""Who can when: hours on everybody's own clock, without what they sit in already."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from interviews.models import AvailabilityException, InterviewerProfile, WeeklyHours
from interviews.queries.availability import busy_times, free_times, have_not_said, zones_of

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def at(hour: int, minute: int = 0) -> datetime:
    return MONDAY.replace(hour=hour, minute=minute)


def lives_in(member, zone: str, **fields) -> InterviewerProfile:
    return InterviewerProfile.objects.create(
        organization_id=member.organization_id, member=member, time_zone=zone, **fields
    )


def monday(world, start: datetime = MONDAY, **options):
    return free_times([world.lead.pk], start, start + DAY, **options)[world.lead.pk]


def test_who_has_not_said_is_there_in_office_hours_of_their_zone(in_acme):
    assert monday(in_acme) == ((at(9), at(17)),)
    lives_in(in_acme.lead, "Asia/Kolkata")
    assert monday(in_acme) == ((at(3, 30), at(11, 30)),)
    assert monday(in_acme, MONDAY - DAY) == ()  # a Sunday
    assert have_not_said([in_acme.lead.pk]) == {in_acme.lead.pk}
    assert str(zones_of([in_acme.lead.pk, in_acme.second.pk])[in_acme.lead.pk]) == "Asia/Kolkata"


def test_hours_that_were_said_count_instead(in_acme):
    WeeklyHours.objects.create(
        organization=in_acme.organization, member=in_acme.lead, weekday=0, starts=time(20), ends=time(22)
    )
    assert monday(in_acme) == ((at(20), at(22)),)
    assert have_not_said([in_acme.lead.pk, in_acme.second.pk]) == {in_acme.second.pk}


def test_exceptions_add_and_take_away(in_acme):
    for free, starts, ends in ((False, 10, 12), (True, 18, 19)):
        AvailabilityException.objects.create(
            organization=in_acme.organization,
            member=in_acme.lead,
            starts_at=at(starts),
            ends_at=at(ends),
            free=free,
        )
    assert monday(in_acme) == ((at(9), at(10)), (at(12), at(17)), (at(18), at(19)))


def test_nobody_is_free_before_the_day_until_which_they_pause(in_acme):
    lives_in(in_acme.lead, "America/New_York", paused_until=date(2027, 3, 2))
    assert monday(in_acme) == ()
    assert monday(in_acme, MONDAY + DAY) == ((at(14) + DAY, at(22) + DAY),)


@pytest.mark.parametrize(
    ("change", "free"),
    [
        ({}, ((9, 0, 9, 30), (10, 15, 17, 0))),
        ({"seat": "declined"}, ((9, 0, 17, 0),)),
        ({"session": "cancelled"}, ((9, 0, 17, 0),)),
        ({"loop": "cancelled"}, ((9, 0, 17, 0),)),
    ],
)
def test_a_session_one_sits_in_takes_its_time(in_acme, change, free):
    session, loop = in_acme.session, in_acme.loop
    session.scheduled_at = at(9, 30)
    session.state = change.get("session", session.state)
    session.save()
    loop.state = change.get("loop", loop.state)
    loop.save()
    session.seats.filter(member=in_acme.lead).update(state=change.get("seat", "seated"))
    assert monday(in_acme) == tuple((at(*row[:2]), at(*row[2:])) for row in free)
    assert monday(in_acme, without=loop.pk) == ((at(9), at(17)),)
    assert bool(busy_times([in_acme.lead.pk], MONDAY, MONDAY + DAY)) is (change == {})


def test_it_costs_four_queries_however_many_people(in_acme, django_assert_num_queries):
    everybody = [member.pk for member in in_acme.people().values()]
    with django_assert_num_queries(4):
        assert set(free_times(everybody, MONDAY, MONDAY + DAY)) == set(everybody)
    with django_assert_num_queries(0):
        assert free_times([], MONDAY, MONDAY + DAY) == {}
