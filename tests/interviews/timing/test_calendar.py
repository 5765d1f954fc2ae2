"""Days on the clock of a zone: every session once, on its day, at its rows."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from interviews.timing.calendar import MOST_DAYS, Entry, calendar
from interviews.timing.zones import zone_of

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2027, 3, 22, tzinfo=UTC)
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"])


def entry(number: int, at: datetime, minutes: int = 45, **fields) -> Entry:
    return Entry(UUID(int=number), f"Part {number}", (at, at + timedelta(minutes=minutes)), **fields)


def test_ten_in_berlin_is_in_the_same_row_on_both_sides_of_the_change_of_the_clock():
    before, after = START + timedelta(hours=9), START + timedelta(days=7, hours=8)
    found = calendar([entry(1, before), entry(2, after)], (), (), BERLIN)
    assert [str(column.day) for column in found.days] == ["2027-03-22", "2027-03-29"]
    assert {column.blocks[0].row for column in found.days} == {9}
    assert {column.blocks[0].clock for column in found.days} == {"10:00–10:45"}
    assert (found.rows, found.first, found.hours[0], found.hours[-1]) == (40, 32, (1, 8), (37, 17))


def test_the_ground_is_cut_to_the_hours_that_are_shown():
    offered = ((START, START + timedelta(days=1)),)
    free = ((START + timedelta(hours=10), START + timedelta(hours=11)),)
    (column,) = calendar([], offered, free, ZoneInfo("UTC")).days
    assert [(row.kind, row.row, row.length) for row in column.ground] == [("offered", 1, 40), ("free", 9, 4)]


def test_what_crosses_midnight_ends_with_its_day():
    (column,) = calendar(
        [entry(1, START + timedelta(hours=23, minutes=30), 60)], (), (), ZoneInfo("UTC")
    ).days
    assert column.blocks[0].length == 2


def test_what_overlaps_moves_to_the_side():
    nine = START + timedelta(hours=9)
    rows = [entry(1, nine, 60), entry(2, nine + timedelta(minutes=30)), entry(3, nine + timedelta(hours=2))]
    (column,) = calendar(rows, (), (), ZoneInfo("UTC")).days
    assert [(block.begins, block.lane) for block in column.blocks] == [
        ("09:00", 0),
        ("09:30", 1),
        ("11:00", 0),
    ]


def test_days_of_sessions_are_shown_before_days_that_are_only_possible():
    free = tuple((START + timedelta(days=n, hours=9), START + timedelta(days=n, hours=12)) for n in range(20))
    far = entry(1, START + timedelta(days=40, hours=9))
    found = calendar([far], free, free, ZoneInfo("UTC"))
    assert len(found.days) == MOST_DAYS and found.more == 6
    assert found.days[-1].blocks[0].title == "Part 1"


@given(
    zone=zones,
    starts=st.lists(st.integers(0, 12 * 96), max_size=8),
    minutes=st.sampled_from([15, 45, 60, 240]),
)
def test_every_session_is_shown_once_within_its_grid(zone, starts, minutes):
    entries = [entry(n, START + timedelta(minutes=15 * start), minutes) for n, start in enumerate(starts)]
    found = calendar(entries, (), (), zone_of(zone))
    blocks = [(column, block) for column in found.days for block in column.blocks]
    assert sorted(block.key for _, block in blocks) == sorted(row.key for row in entries)
    for column, block in blocks:
        assert block.row >= 1 and block.row + block.length - 1 <= found.rows
        there = block.at.astimezone(zone_of(zone))
        assert there.date() == column.day
        assert (found.first + block.row - 1) * 15 == there.hour * 60 + there.minute
