"""What the seating is told of people: hours in their zone, loads, training, links, topics, who is asked."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from accounts.enums import Role
from interviews.models import (
    AvailabilityException,
    InterviewerProfile,
    Loop,
    Qualification,
    WeeklyHours,
)
from interviews.queries.load import loads
from interviews.queries.panels import Panel, panel_of
from tests.cast import World, make_member, make_seat
from tests.interviews.panels import in_days, interviewers, limited, module_for, open_loop, session_of


def panel(world: World, loop: Loop, **when: datetime) -> Panel:
    return panel_of(world.coordinator, Loop.objects.select_related("organization").get(pk=loop.pk), **when)


def told(world: World, loop: Loop, member, kind: str = "second") -> list[str]:
    return [o.told for o in panel(world, loop).against(member.pk, session_of(loop), kind)]


def test_hours_are_those_of_the_persons_zone_on_either_side_of_a_change_of_the_clock(in_acme):
    loop = open_loop(in_acme)
    InterviewerProfile.objects.create(
        organization=in_acme.organization, member=in_acme.lead, time_zone="Europe/Berlin"
    )
    for weekday in range(7):
        WeeklyHours.objects.create(
            organization=in_acme.organization,
            member=in_acme.lead,
            weekday=weekday,
            starts="09:00",
            ends="10:00",
        )
    away = ["away then or outside their hours"]
    for at, found in (
        (datetime(2027, 3, 26, 8, 0, tzinfo=UTC), []),  # 09:00 in winter
        (datetime(2027, 3, 26, 7, 0, tzinfo=UTC), away),
        (datetime(2027, 3, 29, 7, 0, tzinfo=UTC), []),  # 09:00 in summer
        (datetime(2027, 3, 29, 8, 0, tzinfo=UTC), away),
    ):
        session_of(loop, at)
        assert told(in_acme, loop, in_acme.lead) == found, at


def test_who_has_said_no_hours_can_at_any_time_but_when_away(in_acme):
    loop = open_loop(in_acme)
    session_of(loop, in_days(3, hour=2))
    assert told(in_acme, loop, in_acme.lead) == []
    AvailabilityException.objects.create(
        organization=in_acme.organization, member=in_acme.lead, starts_at=in_days(2), ends_at=in_days(4)
    )
    assert told(in_acme, loop, in_acme.lead) == ["away then or outside their hours"]


def test_a_pause_counts_until_its_day(in_acme):
    loop = open_loop(in_acme)
    limited(in_acme.lead, paused_until=in_days(5).date())
    session_of(loop, in_days(4))
    assert told(in_acme, loop, in_acme.lead)[0].startswith("pauses until")
    session_of(loop, in_days(5))
    assert told(in_acme, loop, in_acme.lead) == []


def test_interviews_are_counted_by_week_and_those_without_a_time_as_this_weeks(in_acme):
    [iris] = interviewers(in_acme, 1)
    now = datetime(2026, 11, 18, 9, tzinfo=UTC)
    for at, state in (
        (now - timedelta(days=40), "complete"),
        (now - timedelta(days=20), "complete"),
        (now - timedelta(days=1), "complete"),
        (now + timedelta(days=1), "scheduled"),
        (now + timedelta(days=7), "scheduled"),
        (None, "scheduled"),
        (now + timedelta(days=1), "cancelled"),
    ):
        session = session_of(open_loop(in_acme, f"{at} {state}"), at)
        session.state = state
        session.save()
        make_seat(session, iris)
    [load] = [row for row in loads(in_acme.organization, now=now) if row.member == iris]
    assert (load.this_week, load.next_week, load.waiting, load.recent) == (2, 1, 1, 2)

    person = panel(in_acme, open_loop(in_acme), now=now).people[iris.pk].person
    assert (len(person.busy), person.waiting, person.recent) == (4, 1, 2)


def test_a_proposal_loop_without_a_candidate_burdens_nobody(in_acme):
    [iris] = interviewers(in_acme, 1)
    loop = open_loop(in_acme)
    make_seat(session_of(loop), iris)
    Loop.objects.filter(pk=loop.pk).update(state="proposed", candidate=None)
    [load] = [row for row in loads(in_acme.organization) if row.member == iris]
    assert load.waiting == 0


def test_people_are_linked_by_the_candidates_they_both_rated_lately(in_acme):
    lea, sam, old, new = interviewers(in_acme, 4)
    for days, members in ((-10, (lea, sam)), (-300, (old, lea)), (-5, (new,))):
        session = session_of(open_loop(in_acme, f"{days}"), in_days(days))
        session.state = "complete"
        session.save()
        for member, kind in zip(members, ("lead", "second"), strict=False):
            make_seat(session, member, kind)
    people = panel(in_acme, open_loop(in_acme)).people
    assert [people[m.pk].person.group for m in (lea, sam, old, new)] == [0, 0, None, None]


def test_trainees_are_offered_the_seat_that_helps_them_next(in_acme):
    watches, approved = interviewers(in_acme, 2)
    module = module_for(in_acme, approved)
    Qualification.objects.create(organization=in_acme.organization, member=watches, module=module)
    loop = open_loop(in_acme, module=module, seats=["lead", "shadow", "reverse_shadow"])

    lead, shadow, reverse = panel(in_acme, loop).seating.seats

    assert (lead.person, shadow.person, reverse.person) == (approved.pk, watches.pk, None)
    assert "can stay empty" in reverse.missing


def test_the_lead_must_be_approved_for_the_topics_asked_where_a_module_decides_them(in_acme):
    module = module_for(in_acme, in_acme.second)
    module.topics.add(in_acme.topic)
    in_acme.lead_card.delete()
    in_acme.second_card.delete()
    in_acme.session.seats.all().delete()

    [lead] = panel(in_acme, in_acme.loop).seating.seats

    assert lead.person == in_acme.second.pk
    assert lead.why.startswith("Approved to ask about Queues; ")
    assert [row.told for row in lead.against if row.person == in_acme.lead.pk] == [
        "not approved to ask about Queues"
    ]


def test_coordinators_who_do_not_interview_are_not_proposed_but_may_be_seated(in_acme):
    loop = open_loop(in_acme)
    found = panel(in_acme, loop)
    assert in_acme.coordinator.pk not in {person.id for person in found.request.people}
    assert told(in_acme, loop, in_acme.coordinator) == []
    both = make_member(in_acme.organization, "Bo Both", Role.COORDINATOR, Role.INTERVIEWER)
    assert both.pk in {person.id for person in panel(in_acme, loop).request.people}


def test_who_left_is_not_there(in_acme):
    in_acme.lead.left_at = timezone.now()
    in_acme.lead.save()
    assert in_acme.lead.pk not in panel(in_acme, open_loop(in_acme)).people


def test_a_decided_loop_and_a_session_that_has_begun_have_no_seats_to_fill(in_acme):
    loop = open_loop(in_acme)
    session = session_of(loop)
    session.state = "live"
    session.save()
    assert panel(in_acme, loop).seating.seats == ()
    session.state = "scheduled"
    session.save()
    Loop.objects.filter(pk=loop.pk).update(state="decided")
    assert panel(in_acme, loop).seating.seats == ()


def test_a_loop_without_a_blueprint_has_a_leads_seat(in_acme):
    loop = open_loop(in_acme)
    loop.sessions.update(stage=None)
    assert [seat.place.kind for seat in panel(in_acme, loop).seating.seats] == ["lead"]
