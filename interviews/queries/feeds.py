"""What a person's calendar feed shows: the sessions they sit in, and nothing of candidates but pseudonyms."""

import hashlib
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from interviews.access import clear_of_conflicts
from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import InterviewerProfile, Seat
from interviews.post import words
from interviews.post.calendars import Entry, feed_calendar, uid_of
from interviews.post.facts import Facts
from interviews.queries.letters import absolute
from interviews.timing.zones import zone_of

BACK = timedelta(days=30)
LOOPS = (LoopState.PLANNED, LoopState.CLOSED, LoopState.DECIDED)


def feed_of(profile: InterviewerProfile) -> bytes:
    """The feed as iCalendar: from a month ago on, of the seats that they hold and have no conflict with.

    One query. The same rows give the same bytes.
    """
    seats = Seat.objects.filter(
        member=profile.member_id,
        state=SeatState.SEATED,
        session__loop__state__in=LOOPS,
        session__scheduled_at__gte=timezone.now() - BACK,
    ).exclude(session__state=SessionState.CANCELLED)
    clear = clear_of_conflicts(profile.member, seats, "session__loop__candidate")
    clear = clear.select_related("session__loop__candidate").order_by("session__scheduled_at", "pk")
    entries = [_entry(profile, seat) for seat in clear]
    return feed_calendar(entries, f"Interviews at {profile.member.organization.name}")


def digest_of(body: bytes) -> str:
    """By which a reader knows that nothing is new."""
    return hashlib.sha256(body).hexdigest()


def own_profile(actor: Membership) -> InterviewerProfile | None:
    """The actor's own settings; None while they never made any. One query."""
    return InterviewerProfile.objects.filter(member=actor).first()


def _entry(profile: InterviewerProfile, seat: Seat) -> Entry:
    session, organization = seat.session, profile.member.organization
    starts_at = session.scheduled_at
    if starts_at is None:
        raise ValueError("The feed reads sessions that have a time.")
    facts = Facts(
        title=session.title,
        starts_at=starts_at,
        minutes=session.minutes,
        place=session.place,
        about=session.loop.name,
        seat=seat.get_kind_display(),
    )
    candidate = session.loop.candidate
    address = absolute(reverse("loop", args=[organization.slug, session.loop_id]))
    reader = words.Reader(
        name=str(profile.member),
        zone=zone_of(profile.time_zone),
        organization=organization.name,
        candidate=candidate.pseudonym if candidate else "",
        link=address,
    )
    summary, description = words.entry_words(facts, reader)
    return Entry(
        uid=uid_of(session.pk, profile.member_id),
        sequence=session.invite_sequence,
        stamp=seat.created_at,
        starts_at=starts_at,
        minutes=session.minutes,
        summary=summary,
        description=description,
        place=session.place,
        address=address,
    )
