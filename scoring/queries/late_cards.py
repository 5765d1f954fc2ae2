"""Who is told that cards are late: whoever planned the loop, one letter an interview. Nothing of any content.

The last rung of the ladder (card_reminders.py). It is due on the working morning after everybody who still
owes a card of the interview was reminded for the last time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.enums import Role
from accounts.models import Membership, Organization
from interviews.enums import LoopState, NoticeKind
from interviews.models import Loop, Notice, Seat, Session
from interviews.post.facts import Facts
from interviews.rules import may_change_loop
from scoring import late_words
from scoring.queries.card_reminders import (
    LAST,
    clock_of,
    facts_of,
    has_conflict,
    over_since,
    owing_seats,
    rungs,
)
from scoring.visibility import is_blind

LATE = late_words.LATE  # after the interview; my work says so too


@dataclass(frozen=True)
class LateCards:
    """A letter to be written: to whom, about which interview."""

    session: Session
    member: Membership
    facts: Facts


def late_letters(organization: Organization, now: datetime) -> Iterator[LateCards]:
    """The letters that are due now and were not written yet. Call it in a transaction.

    The session is locked before it is asked what was written; one that somebody else has locked is left to
    them, so that nothing is written twice.
    """
    late: dict[Session, list[Seat]] = {}
    seats = owing_seats(now).filter(organization=organization).order_by("session__started_at", "pk")
    for seat in seats:
        if not has_conflict(seat.member_id, seat.session):
            late.setdefault(seat.session, []).append(seat)
    for session, owing in late.items():
        asked = _asked_last(session, owing)
        if asked is None or asked > now or not _take(session):
            continue
        for member in who_planned(session.loop):
            quiet, days = clock_of(member)
            if quiet.morning_after(asked, days) <= now and not _written(session, member):
                yield LateCards(session, member, _facts(session, member, owing))


@dataclass(frozen=True)
class OwedCard:
    """A card that is not in: whose, of which interview, since when, and whether that is late."""

    seat: Seat
    since: datetime
    late: bool


def owed_cards(reader: Membership, loop: Loop, now: datetime) -> list[OwedCard]:
    """Whose cards of interviews that are over are not in, for who plans the loop.

    To who is blind in it nobody's: their own is among them. At most four queries.
    """
    if not may_change_loop(reader, loop) or loop.state != LoopState.PLANNED:
        return []
    seats = [(seat, over_since(seat.session)) for seat in owing_seats(now).filter(session__loop=loop)]
    found = [OwedCard(seat, since, since < now - LATE) for seat, since in seats if since and since <= now]
    return sorted(found, key=lambda one: one.since) if found and not is_blind(reader, loop) else []


def still_late(notice: Notice, now: datetime) -> Facts | None:
    """What the letter says as things are now; None if nobody owes a card any more, or its reader is not to
    be told any more.
    """
    owing = list(owing_seats(now).filter(session=notice.session_id))
    owing = [seat for seat in owing if not has_conflict(seat.member_id, seat.session)]
    if not owing:
        return None
    session = owing[0].session
    readers = [member for member in who_planned(session.loop) if member.pk == notice.member_id]
    return _facts(session, readers[0], owing) if readers else None


def who_planned(loop: Loop) -> list[Membership]:
    """Who is told about this loop: its maker; where they cannot be, the coordinators.

    Not who is blind in it or has a conflict of interest, nor who does not want to be told. At most four
    queries, and two a person.
    """
    people = _people().filter(organization_id=loop.organization_id)
    maker = people.filter(pk=loop.created_by_id).first() if loop.created_by_id else None
    if maker is not None and may_change_loop(maker, loop) and _may_know(maker, loop):
        return [maker] if _wants(maker) else []
    coordinators = people.filter(roles__contains=[Role.COORDINATOR]).order_by("created_at", "pk")
    return [member for member in coordinators if _wants(member) and _may_know(member, loop)]


def _people() -> QuerySet[Membership]:
    rows = Membership.objects.filter(left_at=None, user__is_active=True)
    return rows.select_related("user", "interviewer_profile").prefetch_related("weekly_hours")


def _wants(member: Membership) -> bool:
    profile = getattr(member, "interviewer_profile", None)
    return profile is None or profile.late_cards


def _may_know(member: Membership, loop: Loop) -> bool:
    if is_blind(member, loop):
        return False
    return not member.conflicts.filter(candidate=loop.candidate_id, lifted_at=None).exists()


def _asked_last(session: Session, owing: list[Seat]) -> datetime | None:
    over = over_since(session)
    if over is None:
        return None
    asked = max(rungs(seat.member, over)[-1] for seat in owing)
    return asked if asked <= over + LAST else None


def _take(session: Session) -> bool:
    return Session.objects.select_for_update(skip_locked=True).filter(pk=session.pk).exists()


def _written(session: Session, member: Membership) -> bool:
    return Notice.objects.filter(session=session, member=member, kind=NoticeKind.CARD_LATE).exists()


def _facts(session: Session, reader: Membership, owing: list[Seat]) -> Facts:
    names = tuple(sorted(str(seat.member) for seat in owing))
    return facts_of(session, reader, session.started_at or session.created_at, people=names)
