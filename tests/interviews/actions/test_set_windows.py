"""A candidate's times, entered by a coordinator."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.set_windows import set_windows
from interviews.models import CandidatePerson, OfferedWindow
from tests.interviews.helpers import audited

HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    return timezone.now().replace(minute=0, second=0, microsecond=0) + HOUR


def enter(world, **values):
    return set_windows(actor=world.coordinator, loop_id=world.loop.pk, **values)


def windows() -> list[OfferedWindow]:
    return list(OfferedWindow.objects.order_by("starts_at"))


def test_windows_are_added_joined_and_removed(in_acme, now):
    enter(in_acme, add=[(now, now + HOUR), (now + 5 * HOUR, now + 6 * HOUR)])
    kept = windows()[1].pk
    enter(in_acme, add=[(now + HOUR, now + 2 * HOUR)])
    assert [(row.starts_at, row.ends_at) for row in windows()] == [
        (now, now + 2 * HOUR),
        (now + 5 * HOUR, now + 6 * HOUR),
    ]
    assert windows()[1].pk == kept  # links to it hold
    enter(in_acme, remove=[windows()[0].pk])
    enter(in_acme, remove=[in_acme.loop.pk])  # no such window: nothing happens
    assert [row.pk for row in windows()] == [kept]
    assert audited("set_windows") == 4


def test_the_candidates_clock_is_set_with_them(in_acme):
    enter(in_acme, time_zone="Asia/Kolkata")
    assert CandidatePerson.objects.get(candidate=in_acme.candidate).time_zone == "Asia/Kolkata"
    with pytest.raises(Invalid, match="no such time zone"):
        enter(in_acme, time_zone="Nowhere")


@pytest.mark.parametrize(("start", "end"), [(2, 1), (1, 1), (-9, -8), (1, 72), (24 * 400, 24 * 400 + 1)])
def test_windows_that_make_no_sense_are_refused(in_acme, now, start, end):
    with pytest.raises(Invalid) as refused:
        enter(in_acme, add=[(now + start * HOUR, now + end * HOUR)])
    assert list(refused.value.fields) == ["ends_at"]


def test_a_time_needs_its_zone_and_there_is_a_limit(in_acme, now):
    bare = now.replace(tzinfo=None)
    with pytest.raises(Invalid, match="zone"):
        enter(in_acme, add=[(bare, bare + HOUR)])
    many = [(now + 2 * n * HOUR, now + (2 * n + 1) * HOUR) for n in range(61)]
    with pytest.raises(Conflict, match="Up to 60"):
        enter(in_acme, add=many)


def test_not_by_who_may_not_change_the_loop_and_not_when_it_is_over(in_acme, now):
    with pytest.raises(Denied):
        set_windows(actor=in_acme.lead, loop_id=in_acme.loop.pk, add=[(now, now + HOUR)])
    in_acme.loop.state = "cancelled"
    in_acme.loop.save()
    with pytest.raises(Conflict, match="over or cancelled"):
        enter(in_acme, add=[(now, now + HOUR)])
