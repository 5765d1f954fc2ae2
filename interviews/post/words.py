"""The words of letters: a subject and a plain text, with times on the clock of who reads them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from interviews.post.calendars import one_line
from interviews.post.facts import Facts

INVITATION, UPDATE, CANCELLATION, REMINDER, FEEDBACK, CARD_LATE = (
    "invitation",
    "update",
    "cancellation",
    "reminder",
    "feedback",
    "card_late",
)
SUBJECTS = {
    INVITATION: "Interview",
    UPDATE: "Interview changed",
    CANCELLATION: "Interview cancelled",
    REMINDER: "Reminder",
    FEEDBACK: "Scorecard wanted",
    CARD_LATE: "Scorecard late",
}
SEATS = {
    "Lead": "You lead this interview",
    "Second": "You are the second interviewer",
    "Shadow": "You watch this interview",
    "Reverse shadow": "You lead this interview under watch",
}


@dataclass(frozen=True)
class Reader:
    """Who a letter is for. `candidate` is what an interviewer may call the candidate: name or pseudonym."""

    name: str
    zone: ZoneInfo
    organization: str
    is_candidate: bool = False
    candidate: str = ""
    link: str = ""  # a page of ours: the loop, or the candidate's own; empty: none is known


def subject_of(kind: str, facts: Facts, reader: Reader) -> str:
    """One line: what, which interview, when."""
    local = facts.starts_at.astimezone(reader.zone)
    when = f"{local:%a} {local.day} {local:%b %Y}, {local:%H:%M}"
    about = f" at {reader.organization}" if reader.is_candidate else ""
    return one_line(f"{SUBJECTS[kind]}{about}: {facts.title}, {when}")


def text_of(kind: str, facts: Facts, reader: Reader) -> str:
    """The letter, line by line."""
    parts = [f"Hello {one_line(reader.name)},", _opening(kind, facts, reader)]
    if kind in (CANCELLATION, FEEDBACK, CARD_LATE):
        parts.append(_lines(facts, reader, short=True))
    else:
        parts.append(_lines(facts, reader))
    closing = _closing(kind, reader)
    return "\n\n".join(part for part in (*parts, closing, one_line(reader.organization)) if part) + "\n"


def entry_words(facts: Facts, reader: Reader) -> tuple[str, str]:
    """Title and description of the calendar entry."""
    if reader.is_candidate:
        told = [f"With {', '.join(facts.people)}." if facts.people else "", _own_page(reader)]
        summary = f"Interview at {reader.organization}: {facts.title}"
    else:
        told = [f"{SEATS.get(facts.seat, facts.seat)}.", f"Candidate: {reader.candidate}", reader.link]
        summary = f"Interview: {facts.title} ({facts.about})" if facts.about else f"Interview: {facts.title}"
    return one_line(summary), "\n".join(line for line in told if line)


def when_words(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """ "Tuesday 3 March 2026, 14:00 to 14:45 (Europe/Berlin, UTC+01:00)", on the clock of the zone."""
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%A} {end.day} {end:%B}, {end:%H:%M}"
    return f"{start:%A} {start.day} {start:%B %Y}, {start:%H:%M} to {until} ({zone_words(starts_at, zone)})"


def zone_words(moment: datetime, zone: ZoneInfo) -> str:
    """ "Europe/Berlin, UTC+01:00": the zone and how far it is from UTC at this moment."""
    return "UTC" if zone.key == "UTC" else f"{zone.key}, UTC{moment.astimezone(zone).isoformat()[-6:]}"


def _opening(kind: str, facts: Facts, reader: Reader) -> str:
    if reader.is_candidate:
        return _opening_for_candidate(kind, facts, reader)
    name = f"“{one_line(facts.title)}” with {one_line(reader.candidate)}"
    return {
        INVITATION: f"you are asked to take part in the interview {name}.",
        UPDATE: f"the interview {name} has changed.{_before(facts, reader)}",
        CANCELLATION: f"you are not needed for the interview “{one_line(facts.title)}” any more.",
        REMINDER: f"this is coming up: the interview {name}.",
        FEEDBACK: f"your scorecard of the interview {name} is not handed in yet.",
        CARD_LATE: f"scorecards of the interview {name} are late. Still owed by: {_owing(facts)}.",
    }[kind]


def _owing(facts: Facts) -> str:
    return ", ".join(one_line(person) for person in facts.people)


def _opening_for_candidate(kind: str, facts: Facts, reader: Reader) -> str:
    about = f" for {one_line(facts.about)}" if facts.about else ""
    return {
        INVITATION: f"this is the time of an interview{about} at {one_line(reader.organization)}.",
        UPDATE: f"an interview{about} has changed.{_before(facts, reader)}",
        CANCELLATION: f"this interview{about} does not take place at this time.",
        REMINDER: f"we look forward to meeting you: an interview{about} is coming up.",
    }[kind]


def _before(facts: Facts, reader: Reader) -> str:
    if facts.was is None:
        return ""
    was = facts.was.astimezone(reader.zone)
    return f" It was on {was:%A} {was.day} {was:%B %Y} at {was:%H:%M}."


def _lines(facts: Facts, reader: Reader, *, short: bool = False) -> str:
    told = [("What", facts.title), ("When", when_words(facts.starts_at, facts.ends_at, reader.zone))]
    if not short:
        told += [
            ("Where", facts.place or "We will tell you."),
            ("With", ", ".join(facts.people) if reader.is_candidate else ""),
            ("Your part", SEATS.get(facts.seat, facts.seat)),
            ("Job", "" if reader.is_candidate else facts.about),
        ]
    return "\n".join(f"{name}: {one_line(words)}" for name, words in told if words)


def _closing(kind: str, reader: Reader) -> str:
    if reader.is_candidate:
        return "" if kind == CANCELLATION else _own_page(reader)
    if kind == CANCELLATION:
        return ""
    if kind == FEEDBACK:
        told = "Hand it in while you remember: nobody's card is shown to the others before all are in."
    elif kind == CARD_LATE:
        told = "They were reminded twice. Ask them yourself, or say on the loop's page who owes no card."
    elif kind == REMINDER:
        told = "If you cannot be there, give your seat back now, so that a colleague can be asked."
    else:
        told = "If you cannot be there, give your seat back on the loop's page: a colleague is asked instead."
    return f"{told}\n{reader.link}".strip()


def _own_page(reader: Reader) -> str:
    if not reader.link:
        return ""
    return (
        "Your own page has the times, who you meet, and a place to offer other times or to ask for what you "
        f"need: {reader.link}\nThe address is yours alone; please do not pass it on."
    )
