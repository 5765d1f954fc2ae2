"""What a candidate's own page shows: their times, whom they meet, what they offered."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import (
    Accommodation,
    CandidateLink,
    CandidatePerson,
    OfferedWindow,
    Seat,
    Session,
)
from interviews.post.words import when_words, zone_words
from interviews.timing.zones import zone_of
from questionbank.enums import Kind

HELD = (SessionState.SCHEDULED, SessionState.LIVE)


@dataclass(frozen=True)
class Meeting:
    """One interview in the candidate's words."""

    title: str
    minutes: int
    when: str  # on their clock; empty: not known yet
    people: tuple[str, ...]
    kinds: tuple[str, ...]  # what sort of questions, "Coding"
    place: str
    is_call: bool  # whether the place is an address to follow
    is_over: bool


@dataclass(frozen=True)
class Window:
    """A time that they offered, on their clock."""

    row: OfferedWindow
    words: str


@dataclass(frozen=True)
class CandidatePage:
    """Everything on the page."""

    organization: str
    job: str
    name: str
    zone: ZoneInfo
    zone_words: str
    zone_known: bool
    is_open: bool
    meetings: list[Meeting] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    asked: list[Accommodation] = field(default_factory=list)  # when, and whether it was seen: not what


def candidate_page(link: CandidateLink, now: datetime) -> CandidatePage:
    """The page that this link opens. Seven queries, however much there is."""
    loop = link.loop
    person = CandidatePerson.objects.filter(candidate=loop.candidate_id).first()
    zone = zone_of(person.time_zone if person else "")
    is_open = loop.state == LoopState.PLANNED
    return CandidatePage(
        organization=link.organization.name,
        job=loop.application.opening.title if loop.application else "",
        name=person.name if person else "",
        zone=zone,
        zone_words=zone_words(now, zone),
        zone_known=bool(person and person.time_zone),
        is_open=is_open,
        meetings=_meetings(link, zone) if is_open else [],
        windows=_windows(link, zone) if is_open else [],
        asked=_asked(link) if is_open else [],
    )


def _meetings(link: CandidateLink, zone: ZoneInfo) -> list[Meeting]:
    seats = Seat.objects.filter(state=SeatState.SEATED, member__left_at=None).select_related("member__user")
    sessions = Session.objects.filter(loop=link.loop_id).exclude(state=SessionState.CANCELLED)
    sessions = sessions.select_related("stage").prefetch_related(Prefetch("seats", queryset=seats))
    rows = sorted(sessions, key=lambda row: (row.scheduled_at is None, row.scheduled_at or row.created_at))
    return [_meeting(row, zone) for row in rows]


def _meeting(session: Session, zone: ZoneInfo) -> Meeting:
    at = session.scheduled_at
    is_over = session.state not in HELD
    return Meeting(
        title=session.title,
        minutes=session.minutes,
        when=when_words(at, at + timedelta(minutes=session.minutes), zone) if at else "",
        people=tuple(str(seat.member) for seat in session.seats.all()),
        kinds=tuple(str(Kind(kind).label) for kind in session.stage.kinds) if session.stage else (),
        place="" if is_over else session.place,
        is_call=session.place.startswith("https://") and not is_over,
        is_over=is_over,
    )


def _windows(link: CandidateLink, zone: ZoneInfo) -> list[Window]:
    rows = OfferedWindow.objects.filter(loop=link.loop_id)
    return [Window(row, when_words(row.starts_at, row.ends_at, zone)) for row in rows]


def _asked(link: CandidateLink) -> list[Accommodation]:
    rows = Accommodation.objects.filter(candidate=link.loop.candidate_id)
    return list(rows.only("created_at", "seen_at"))
