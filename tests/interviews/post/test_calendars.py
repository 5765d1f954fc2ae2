"""Every calendar entry is read again by a second library, and line by line against RFC 5545."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.post.calendars import (
    CANCEL,
    REQUEST,
    Entry,
    Person,
    feed_calendar,
    letter_calendar,
    one_line,
    uid_of,
)

ORGANIZER = Person("Plumbline", "plumbline@acme.example")
LEA = Person("Lea Lead", "lea@acme.example")
AT = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def entry(**fields) -> Entry:
    values = {
        "uid": uid_of("session", "lea"),
        "sequence": 0,
        "stamp": datetime(2027, 2, 1, 12, tzinfo=UTC),
        "starts_at": AT,
        "minutes": 45,
        "summary": "Interview: Queues in depth",
    }
    return Entry(**values | fields)


def read(body: bytes):
    """As the second library has it; folding and line ends are checked on the way."""
    assert body.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")
    return vobject.readOne(body.decode())


def event(**fields):
    return read(letter_calendar(entry(**fields), REQUEST, ORGANIZER, LEA)).vevent


def test_an_invitation_says_who_when_and_where():
    calendar = read(letter_calendar(entry(place="Room 2"), REQUEST, ORGANIZER, LEA))
    there = calendar.vevent
    assert (calendar.method.value, calendar.version.value) == ("REQUEST", "2.0")
    assert (there.uid.value, there.sequence.value) == ("session.lea@plumbline", "0")
    assert there.dtstart.value == AT
    assert there.dtend.value == AT + timedelta(minutes=45)
    assert there.location.value == "Room 2"
    assert there.status.value == "CONFIRMED"
    assert there.organizer.value == "mailto:plumbline@acme.example"
    assert [attendee.value for attendee in there.attendee_list] == ["mailto:lea@acme.example"]


def test_times_are_in_utc_without_zones_of_ours():
    body = letter_calendar(entry(starts_at=AT.astimezone(ZoneInfo("Asia/Kolkata"))), REQUEST, ORGANIZER, LEA)
    assert b"DTSTART:20270301T093000Z\r\n" in body
    assert b"VTIMEZONE" not in body


def test_an_interview_over_a_change_of_the_clock_lasts_as_long_as_it_lasts():
    # In Berlin the clock jumps from 02:00 to 03:00 on 28 March 2027.
    berlin = ZoneInfo("Europe/Berlin")
    starts = datetime(2027, 3, 28, 1, 30, tzinfo=berlin)
    there = event(starts_at=starts, minutes=60)
    assert there.dtend.value - there.dtstart.value == timedelta(hours=1)
    assert f"{there.dtend.value.astimezone(berlin):%H:%M}" == "03:30"


def test_the_same_hour_before_and_after_the_change_are_two_moments():
    berlin = ZoneInfo("Europe/Berlin")
    first = event(starts_at=datetime(2027, 10, 31, 2, 30, tzinfo=berlin)).dtstart.value
    second = event(starts_at=datetime(2027, 10, 31, 2, 30, tzinfo=berlin, fold=1)).dtstart.value
    assert second - first == timedelta(hours=1)


def test_an_update_has_the_same_uid_and_a_higher_sequence():
    first, second = event(), event(sequence=3, starts_at=AT + timedelta(days=1))
    assert first.uid.value == second.uid.value
    assert int(second.sequence.value) > int(first.sequence.value)


def test_a_cancellation_takes_the_entry_out():
    calendar = read(letter_calendar(entry(sequence=2), CANCEL, ORGANIZER, LEA))
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"
    assert calendar.vevent.sequence.value == "2"


def test_long_and_foreign_lines_are_folded_between_characters():
    told = "Größenordnungen, 日本語, naïve " * 12
    assert event(summary=told, description=told).summary.value == told
    assert event(description=told).description.value == told


def test_what_means_something_in_a_calendar_is_escaped():
    told = "Comma, semicolon; back\\slash: colon\nsecond line BEGIN:VEVENT"
    there = event(description=told, place="Room; 2, left")
    assert there.description.value == told
    assert there.location.value == "Room; 2, left"


def test_names_cannot_break_out_of_their_parameter():
    sly = Person('Lea "the\r\nlead";CN=x', "lea@acme.example")
    calendar = read(letter_calendar(entry(), REQUEST, ORGANIZER, sly))
    assert calendar.vevent.attendee.params["CN"] == ["Lea 'the lead';CN=x"]
    assert len(calendar.vevent.attendee_list) == 1


TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)


@settings(max_examples=150, deadline=None)
@given(summary=TEXT, description=TEXT, place=TEXT)
def test_any_text_comes_back_as_one_event(summary, description, place):
    calendar = read(
        letter_calendar(entry(summary=summary, description=description, place=place), REQUEST, ORGANIZER, LEA)
    )
    assert len(calendar.vevent_list) == 1
    assert calendar.vevent.uid.value == "session.lea@plumbline"
    assert calendar.vevent.dtstart.value == AT


def test_a_feed_holds_all_entries_and_no_attendee():
    entries = [entry(uid=uid_of(number, "lea"), address="https://acme.example/") for number in range(3)]
    calendar = read(feed_calendar(entries, "Interviews at Acme"))
    assert calendar.method.value == "PUBLISH"
    assert {there.uid.value for there in calendar.vevent_list} == {f"{n}.lea@plumbline" for n in range(3)}
    assert not any(hasattr(there, "attendee") for there in calendar.vevent_list)
    assert calendar.contents["x-wr-calname"][0].value == "Interviews at Acme"


def test_an_empty_feed_is_a_calendar_too():
    assert read(feed_calendar([], "Interviews")).contents.get("vevent") is None


@pytest.mark.parametrize("text", ["a\nb", "a\r\n b", "a\x0bb", "a\u2028b", " a  b "])
def test_a_line_is_one_line(text):
    assert one_line(text) == "a b"
