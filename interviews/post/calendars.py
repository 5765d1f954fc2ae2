"""iCalendar (RFC 5545, RFC 5546): the entry of one letter, and a person's whole feed.

Times are in UTC ("Z"): every calendar programme takes them as they are and shows them on its owner's clock,
with no time zone rules of ours that could be older than theirs. The UID is one per session and person, so
that an update finds its entry; the SEQUENCE is the session's, and grows with every change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Plumbline//Interviews//EN"
REQUEST, CANCEL = "REQUEST", "CANCEL"
REFRESH = timedelta(hours=1)


@dataclass(frozen=True)
class Person:
    """Somebody in a calendar entry."""

    name: str
    email: str


@dataclass(frozen=True)
class Entry:
    """One event as one person's calendar has it. `stamp` is when it was last written."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    minutes: int
    summary: str
    description: str = ""
    place: str = ""
    address: str = ""  # of a page of ours, if any


def uid_of(session: object, person: object) -> str:
    """One per session and person, for ever."""
    return f"{session}.{person}@plumbline"


def letter_calendar(entry: Entry, method: str, organizer: Person, to: Person) -> bytes:
    """The calendar part of a letter: REQUEST puts the entry in or changes it, CANCEL takes it out.

    Only the one who gets the letter is an attendee: nobody learns another's address from it.
    """
    calendar = _calendar()
    calendar.add("method", method)
    event = _event(entry)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event["organizer"] = _address(organizer)
    attendee = _address(to)
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText("NEEDS-ACTION")
    attendee.params["rsvp"] = vText("FALSE")
    event.add("attendee", attendee, encode=False)
    calendar.add_component(event)
    return calendar.to_ical()


def feed_calendar(entries: Iterable[Entry], name: str) -> bytes:
    """A person's feed: all their entries, the name under which it appears, and how often to look again."""
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _clean(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        event = _event(entry)
        event.add("status", "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical()


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    starts = entry.starts_at.astimezone(UTC)
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=entry.minutes))
    event.add("summary", _clean(entry.summary))
    event.add("transp", "OPAQUE")
    event.add("class", "PRIVATE")
    if entry.description:
        event.add("description", _clean(entry.description))
    if entry.place:
        event.add("location", _clean(entry.place))
    if entry.address:
        event.add("url", entry.address)
    return event


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    # Quotation marks cannot stand in a parameter (RFC 5545, 3.2).
    address.params["cn"] = vText(one_line(person.name).replace('"', "'"))
    return address


def one_line(text: str) -> str:
    """The text without line breaks and other characters that cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _clean(text: str) -> str:
    """Line breaks stay; other control characters, which iCalendar forbids, go."""
    return "\n".join(
        "".join(char for char in line if char.isprintable() or char == "\t") for line in text.splitlines()
    )
