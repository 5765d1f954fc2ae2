"""Quiet hours: over midnight, over changes of the clock, and what comes too late."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.post.quiet import QuietHours, when_to_remind

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietHours(BERLIN, time(20), time(8))
SIESTA = QuietHours(BERLIN, time(13), time(15))


def at(day: int, hour: int, minute: int = 0, month: int = 1) -> datetime:
    """A moment of 2027 on the clock of Berlin."""
    return datetime(2027, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("quiet", "moment", "ends"),
    [
        (NIGHT, at(5, 21), at(6, 8)),
        (NIGHT, at(6, 3), at(6, 8)),
        (NIGHT, at(6, 20), at(7, 8)),
        (NIGHT, at(6, 8), None),
        (NIGHT, at(6, 19, 59), None),
        (SIESTA, at(6, 14), at(6, 15)),
        (SIESTA, at(6, 3), None),
    ],
)
def test_the_end_of_the_quiet_hours_on_ones_own_clock(quiet, moment, ends):
    assert quiet.end_after(moment) == ends


def test_equal_ends_are_no_quiet_hours():
    assert QuietHours(BERLIN, time(8), time(8)).end_after(at(6, 8)) is None


def test_the_night_in_which_the_clock_changes_ends_at_eight_too():
    before = at(27, 22, month=3)
    assert NIGHT.end_after(before) - before == timedelta(hours=9)  # one hour is missing
    before = at(30, 22, month=10)
    assert NIGHT.end_after(before) - before == timedelta(hours=11)  # one is there twice


def test_an_end_that_the_clock_jumps_over_is_after_the_jump():
    quiet = QuietHours(BERLIN, time(20), time(2, 30))
    end = quiet.end_after(at(28, 1, month=3))
    assert end == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)  # 03:30 in Berlin


def test_a_reminder_waits_for_the_end_and_is_left_out_if_that_is_too_late():
    assert when_to_remind(at(6, 7), at(6, 9), NIGHT) == at(6, 8)
    assert when_to_remind(at(6, 7), at(6, 7, 45), NIGHT) is None
    assert when_to_remind(at(6, 10), at(6, 11), NIGHT) == at(6, 10)
    assert when_to_remind(at(6, 12), at(6, 11), NIGHT) is None


@given(
    st.integers(0, 365 * 24 * 60).map(lambda minutes: at(1, 0) + timedelta(minutes=minutes)),
    st.times(),
    st.times(),
    st.sampled_from(["Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe", "UTC"]),
)
def test_a_reminder_never_goes_out_before_it_was_wanted_nor_after_the_latest(wanted, starts, ends, zone):
    latest = wanted + timedelta(hours=2)
    found = when_to_remind(wanted, latest, QuietHours(ZoneInfo(zone), starts, ends))
    assert found is None or wanted <= found <= latest


@pytest.mark.parametrize(
    ("after", "working", "comes"),
    [
        ("2026-11-18T15:00", (), "2026-11-19T08:00"),  # Wednesday
        ("2026-11-20T15:00", (), "2026-11-23T08:00"),  # Friday
        ("2026-11-20T15:00", (5,), "2026-11-21T08:00"),
        ("2026-11-20T15:00", (6,), "2026-11-22T08:00"),
        ("2026-11-21T23:59", (), "2026-11-23T08:00"),  # Saturday
    ],
)
def test_the_next_working_morning_is_the_end_of_the_quiet_hours(after, working, comes):
    quiet = QuietHours(ZoneInfo("UTC"), time(20), time(8))
    moment = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert quiet.morning_after(moment, working) == datetime.fromisoformat(comes).replace(tzinfo=UTC)


def test_the_morning_is_that_of_the_persons_own_clock():
    quiet = QuietHours(ZoneInfo("Asia/Tokyo"), time(22), time(7))
    after = datetime(2026, 11, 18, 16, tzinfo=UTC)  # one o'clock on Thursday in Tokyo
    assert quiet.morning_after(after) == datetime(2026, 11, 19, 22, tzinfo=UTC)


def test_without_quiet_hours_at_night_the_morning_is_eight_or_the_end_of_those_it_lies_in():
    after = datetime(2026, 11, 18, 16, tzinfo=UTC)
    assert QuietHours(ZoneInfo("UTC"), time(0), time(0)).morning_after(after).hour == 8
    assert QuietHours(ZoneInfo("UTC"), time(7), time(10)).morning_after(after).hour == 10
