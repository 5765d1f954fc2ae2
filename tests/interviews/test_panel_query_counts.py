"""The panel and the loads ask the same however many people, seats and interviews there are."""

import pytest
from django.urls import reverse

from interviews.actions.decline_seat import decline_seat
from interviews.models import AvailabilityException, Loop, Qualification, Session, WeeklyHours
from tests.cast import World, make_seat, sign_in
from tests.interviews.helpers import in_scope
from tests.interviews.panels import (
    in_days,
    interviewers,
    limited,
    make_stage,
    module_for,
    open_loop,
    session_of,
)

KINDS = ["lead", "second", "shadow", "reverse_shadow"]


def a_panel(world: World, people: int, sessions: int) -> Loop:
    """A loop with a time, a module, trainees, hours, limits, and a seat given back; much else going on."""
    members = interviewers(world, people + 1)
    module = module_for(world, world.lead, world.second, *members[::2])
    for member in members[1::2]:
        Qualification.objects.create(organization=world.organization, member=member, module=module)
    for member in members:
        limited(member, most_a_week=5)
        WeeklyHours.objects.create(
            organization=world.organization, member=member, weekday=2, starts="09:00", ends="17:00"
        )
        AvailabilityException.objects.create(
            organization=world.organization, member=member, starts_at=in_days(1), ends_at=in_days(2)
        )
        make_seat(session_of(open_loop(world, f"{member}'s"), in_days(-3)), member)
    loop = open_loop(world, module=module, seats=KINDS)
    session = session_of(loop, in_days(4))
    for position in range(1, sessions):
        Session.objects.create(
            organization=world.organization,
            loop=loop,
            position=position,
            title=f"Interview {position}",
            minutes=45,
            scheduled_at=in_days(4, hour=10 + position),
            stage=make_stage(world, module, KINDS),
        )
    make_seat(session, world.second, "second")
    seat = make_seat(session, world.lead)
    decline_seat(actor=world.lead, seat_id=seat.pk, reason="Away")
    return loop


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("name", "count"), [("loop_panel", 12), ("loop_load", 5), ("seat_decline", 4)])
def test_the_count_does_not_grow_with_the_rows(acme, rows, name, count, django_assert_num_queries):
    with in_scope(acme):
        loop = a_panel(acme, rows, sessions=min(rows, 6))
        own = acme.session.seats.get(member=acme.lead)
    ids = {"loop_panel": [loop.pk], "seat_decline": [own.pk], "loop_load": []}[name]
    client = sign_in(acme.lead if name == "seat_decline" else acme.coordinator)

    with django_assert_num_queries(count):
        assert client.get(reverse(name, args=[acme.slug, *ids])).status_code == 200


def test_no_page_asks_more_than_fifteen(acme, django_assert_num_queries):
    """The API included, and whoever looks."""
    with in_scope(acme):
        loop = a_panel(acme, 5, sessions=3)
    for client in (sign_in(acme.admin), sign_in(acme.committee)):
        for name in ("loop_panel", "api_loop_panel"):
            with django_assert_num_queries(15, exact=False):
                assert client.get(reverse(name, args=[acme.slug, loop.pk])).status_code == 200
