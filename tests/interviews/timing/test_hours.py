"""Weekly hours are on the wall clock, whatever the clock does."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.timing.hours import OFFICE, Hours, Week, free_spans, hours_spans
from interviews.timing.spans import covers, merged, minus, shared
from interviews.timing.zones import is_zone, zone_names, zone_of

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY = 6


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_ten_in_berlin_stays_ten_over_the_end_of_summer_time():
    mondays = (Hours(0, time(10), time(11)),)
    found = hours_spans(mondays, BERLIN, utc(2026, 10, 18), utc(2026, 11, 1))
    assert found == (
        (utc(2026, 10, 19, 8), utc(2026, 10, 19, 9)),  # summer time: two hours ahead
        (utc(2026, 10, 26, 9), utc(2026, 10, 26, 10)),  # after the last Sunday of October: one
    )


def test_hours_that_a_clock_jumps_into_begin_when_it_lands():
    early = (Hours(SUNDAY, time(2, 30), time(4)),)
    found = hours_spans(early, BERLIN, utc(2026, 3, 29), utc(2026, 3, 30))
    assert found == ((utc(2026, 3, 29, 1), utc(2026, 3, 29, 2)),)  # 03:00 to 04:00 there


def test_hours_that_a_clock_jumps_over_are_never_free():
    gone = (Hours(SUNDAY, time(2), time(3)),)
    assert hours_spans(gone, BERLIN, utc(2026, 3, 29), utc(2026, 3, 30)) == ()


def test_hours_that_a_clock_shows_twice_are_free_twice():
    twice = (Hours(SUNDAY, time(2, 30), time(2, 45)),)
    found = hours_spans(twice, BERLIN, utc(2026, 10, 25), utc(2026, 10, 26))
    assert found == (
        (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 0, 45)),
        (utc(2026, 10, 25, 1, 30), utc(2026, 10, 25, 1, 45)),
    )


def test_the_last_minute_of_the_day_means_until_midnight():
    late = (Hours(0, time(22), time(23, 59)), Hours(1, time(0), time(1)))
    found = hours_spans(late, BERLIN, utc(2026, 11, 23), utc(2026, 11, 25))
    assert found == ((utc(2026, 11, 23, 21), utc(2026, 11, 24)),)


def test_free_and_away_change_the_week_and_away_is_stronger():
    week = Week(
        ZoneInfo("UTC"),
        OFFICE,
        free=((utc(2026, 11, 28, 10), utc(2026, 11, 28, 12)),),  # a Saturday
        away=((utc(2026, 11, 27, 12), utc(2026, 11, 28, 11)),),
    )
    assert free_spans(week, utc(2026, 11, 27), utc(2026, 11, 29)) == (
        (utc(2026, 11, 27, 9), utc(2026, 11, 27, 12)),
        (utc(2026, 11, 28, 11), utc(2026, 11, 28, 12)),
    )


rows = st.builds(
    lambda day, a, b: Hours(day, time(*divmod(min(a, b), 60)), time(*divmod(max(a, b) + 1, 60))),
    st.integers(0, 6),
    st.integers(0, 1437),
    st.integers(0, 1437),
)


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(zone_names()),
    hours=st.lists(rows, max_size=6),
    start=st.integers(0, 8 * 365 * 1440).map(lambda m: utc(2024, 1, 1) + timedelta(minutes=m)),
    minutes=st.integers(0, 8 * 24 * 60),
    samples=st.lists(st.floats(0, 1), min_size=20, max_size=20),
)
def test_a_moment_is_free_exactly_when_the_wall_clock_is_within_the_hours(
    zone, hours, start, minutes, samples
):
    first, last = start, start + timedelta(minutes=minutes)
    found = hours_spans(hours, zone_of(zone), first, last)
    edges = [edge for span in found for edge in span]
    moments = [first + (last - first) * part for part in samples]
    moments += [edge + timedelta(seconds=step) for edge in edges for step in (-1, 0)]
    for moment in moments:
        there = moment.astimezone(zone_of(zone))
        wanted = first <= moment < last and any(
            row.weekday == there.weekday()
            and row.starts <= there.time()
            and (there.time() < row.ends or row.ends == time(23, 59))
            for row in hours
        )
        assert any(begins <= moment < ends for begins, ends in found) == wanted, (zone, moment, there)


minute = st.integers(0, 60).map(lambda m: utc(2026, 1, 1) + timedelta(minutes=m))
spans = st.lists(st.tuples(minute, minute), max_size=8)


def minutes_in(some) -> set[int]:
    return {m for m in range(61) for a, b in some if a <= utc(2026, 1, 1) + timedelta(minutes=m) < b}


@given(one=spans, other=spans)
def test_spans_add_subtract_and_meet_like_sets_of_minutes(one, other):
    assert minutes_in(merged(one)) == minutes_in(one)
    assert minutes_in(minus(one, other)) == minutes_in(one) - minutes_in(other)
    assert minutes_in(shared(one, other)) == minutes_in(one) & minutes_in(other)
    for found in (merged(one), minus(one, other), shared(one, other)):
        assert all(a < b for a, b in found)
        assert all(b < c for (_, b), (c, _) in pairwise(found))
        assert all(covers(found, a, b) for a, b in found)


def test_a_zone_that_nobody_knows_is_utc():
    assert zone_of("Nowhere/Land") == zone_of("") == zone_of("../etc/passwd") == ZoneInfo("UTC")
    assert is_zone("Asia/Kolkata") and not is_zone("Nowhere/Land") and not is_zone("../etc/passwd")
