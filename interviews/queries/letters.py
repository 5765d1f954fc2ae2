"""Letters about sessions: whom there is to tell what, and a letter's words and calendar entry as sent."""

import uuid
from dataclasses import dataclass
from datetime import datetime, time
from email.utils import parseaddr

from django.conf import settings
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from interviews.access import loops_that_name
from interviews.enums import LoopState, NoticeKind, SeatState, SessionState
from interviews.models import (
    CandidateLink,
    CandidatePerson,
    ConflictOfInterest,
    InterviewerProfile,
    Loop,
    Notice,
    Seat,
    Session,
)
from interviews.post import words
from interviews.post.calendars import CANCEL, REQUEST, Entry, Person, letter_calendar, uid_of
from interviews.post.facts import Facts
from interviews.post.quiet import QuietHours
from interviews.timing.zones import zone_of

LETTERS = (NoticeKind.INVITATION, NoticeKind.UPDATE, NoticeKind.CANCELLATION)
Recipient = tuple[uuid.UUID | None, uuid.UUID | None]  # member or candidate
OF_CARDS = (NoticeKind.FEEDBACK, NoticeKind.CARD_LATE)  # scoring writes and sends them
QUIET = (time(20), time(8))  # as a new profile has it
HIDDEN = "…"  # what a coordinator's page has in place of a candidate's secret


def recipient_of(notice: Notice) -> Recipient:
    """Whom the letter is for."""
    return notice.member_id, notice.candidate_id


def people_to_tell(session: Session, now: datetime) -> dict[Recipient, Facts]:
    """Who is expected at this session, and what they must know of it; nobody if it is not to take place.

    Not who left, who declined or is recused, who has an open conflict of interest with the candidate, nor a
    candidate without an address. Four queries and one a seat.
    """
    loop = session.loop
    at = session.scheduled_at
    open_ = loop.state == LoopState.PLANNED and session.state == SessionState.SCHEDULED
    if not open_ or at is None or at <= now:
        return {}
    seats = _seats(session, loop)
    names = tuple(str(seat.member) for seat in seats)
    found: dict[Recipient, Facts] = {}
    for seat in seats:
        named = loops_that_name(seat.member).filter(pk=loop.pk).exists()
        found[seat.member_id, None] = _facts(
            session, at, about=loop.name, seat=seat.get_kind_display(), named=named
        )
    person = CandidatePerson.objects.filter(candidate=loop.candidate_id).exclude(email="").first()
    if person is not None:
        opening = loop.application.opening.title if loop.application else ""
        found[None, person.candidate_id] = _facts(session, at, about=opening, people=names)
    return found


def _seats(session: Session, loop: Loop) -> list[Seat]:
    barred = ConflictOfInterest.objects.filter(candidate=loop.candidate_id, lifted_at=None)
    seats = Seat.objects.filter(session=session, state=SeatState.SEATED, member__left_at=None)
    seats = seats.filter(member__user__is_active=True).exclude(member__in=barred.values("member"))
    return list(seats.select_related("member__user", "member__organization"))


def _facts(
    session: Session,
    at: datetime,
    *,
    about: str,
    seat: str = "",
    people: tuple[str, ...] = (),
    named: bool = False,
) -> Facts:
    return Facts(
        title=session.title,
        starts_at=at,
        minutes=session.minutes,
        place=session.place,
        about=about,
        seat=seat,
        people=people,
        named=named,
    )


def letters_of(loop: Loop) -> QuerySet[Notice]:
    """The loop's letters with all that `letter_of` needs, the latest first. One query when read."""
    return loaded(Notice.objects.filter(session__loop=loop)).order_by("-created_at", "pk")


def loaded(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """The letters with what their words are made of."""
    return notices.select_related(
        "session__loop__organization",
        "session__loop__candidate__person",
        "member__user",
        "member__interviewer_profile",
        "candidate__person",
    )


def overdue(limit: int = 500) -> list[Notice]:
    """The letters that should have gone out by now, the longest due first; scorecards' are scoring's own.

    One query; across organisations where the caller may read so.
    """
    rows = Notice.objects.filter(sent_at=None, dropped_at=None, due_at__lte=timezone.now())
    return list(rows.exclude(kind__in=OF_CARDS).order_by("due_at")[:limit])


@dataclass(frozen=True)
class Letter:
    """A letter as it is sent. `method` and `calendar` are empty where no calendar entry goes with it."""

    to: Person
    subject: str
    text: str
    method: str = ""
    calendar: bytes = b""


def organizer() -> Person:
    """Who invites: the sender of our mail, since calendar programmes want both to be the same."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Person(name or "Plumbline", address)


def letter_of(notice: Notice, *, secret: str = HIDDEN) -> Letter:
    """The letter's words and entry, from what was kept with it. No query if `loaded`.

    `secret` is that of the candidate's page; by default a page of ours must not show it.
    """
    facts = Facts.from_json(notice.facts)
    reader, to = _reader(notice, facts, secret), address_of(notice)
    letter = Letter(
        to, words.subject_of(notice.kind, facts, reader), words.text_of(notice.kind, facts, reader)
    )
    if notice.kind not in LETTERS:
        return letter
    method = CANCEL if notice.kind == NoticeKind.CANCELLATION else REQUEST
    summary, description = words.entry_words(facts, reader)
    entry = Entry(
        uid=uid_of(notice.session_id, notice.member_id or "candidate"),
        sequence=notice.sequence,
        stamp=notice.created_at,
        starts_at=facts.starts_at,
        minutes=facts.minutes,
        summary=summary,
        description="" if method == CANCEL else description,
        place=facts.place,
    )
    return Letter(to, letter.subject, letter.text, method, letter_calendar(entry, method, organizer(), to))


def address_of(notice: Notice) -> Person:
    """Name and address of the recipient; an empty address if there is none any more."""
    if notice.member is not None:
        return Person(str(notice.member), notice.member.user.email)
    person = _person(notice.candidate)
    return Person(person.name, person.email) if person else Person("", "")


def _person(candidate: object) -> CandidatePerson | None:
    return getattr(candidate, "person", None)


def profile_of(notice: Notice) -> InterviewerProfile | None:
    """The settings of the interviewer whom the letter is for, if they ever made any."""
    return getattr(notice.member, "interviewer_profile", None)


def zone_name(notice: Notice) -> str:
    """On whose clock the letter tells the time; empty if nobody knows."""
    profile, person = profile_of(notice), _person(notice.candidate)
    return profile.time_zone if profile else person.time_zone if person else ""


def quiet_hours(profile: InterviewerProfile | None, zone: str) -> QuietHours:
    """When no reminder goes out; as new profiles have it for who has none, and for candidates."""
    starts, ends = (profile.quiet_from, profile.quiet_until) if profile else QUIET
    return QuietHours(zone_of(zone), starts, ends)


def _reader(notice: Notice, facts: Facts, secret: str) -> words.Reader:
    loop = notice.session.loop
    known = _person(loop.candidate) if facts.named else None
    pseudonym = loop.candidate.pseudonym if loop.candidate else ""
    return words.Reader(
        name=address_of(notice).name,
        zone=zone_of(zone_name(notice)),
        organization=loop.organization.name,
        is_candidate=notice.candidate_id is not None,
        candidate=f"{known.name} ({pseudonym})" if known else pseudonym,
        link=candidate_address(secret) if notice.candidate_id else _page(notice, loop),
    )


def _page(notice: Notice, loop: Loop) -> str:
    slug = loop.organization.slug
    if notice.kind == NoticeKind.FEEDBACK:
        try:
            return absolute(reverse("live", args=[slug, notice.session_id]))
        except NoReverseMatch:  # no page of scorecards in this house
            return ""
    return absolute(reverse("loop", args=[slug, loop.pk]))


def absolute(path: str) -> str:
    """The address as people type it; empty if PUBLIC_URL does not say what comes before the path."""
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else ""


def candidate_address(secret: str) -> str:
    """The address of the candidate's page; empty without a secret."""
    return absolute(reverse("candidate_page", args=[secret])) if secret else ""


def open_link(loop: Loop) -> CandidateLink | None:
    """The newest link to the candidate's page that is open. One query."""
    rows = CandidateLink.objects.filter(loop=loop, withdrawn_at=None)
    return next((link for link in rows if link.is_open()), None)
