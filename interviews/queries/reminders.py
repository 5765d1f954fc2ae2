"""Which reminders of sessions ahead are due: who, when, and not at night."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Organization
from interviews.enums import LoopState, NoticeKind, SessionState
from interviews.models import CandidatePerson, InterviewerProfile, Notice, Session
from interviews.post.facts import Facts
from interviews.post.quiet import QuietHours, when_to_remind
from interviews.queries.letters import LETTERS, Recipient, people_to_tell, quiet_hours, recipient_of

# Hours before, and how many minutes before it is too late for that one.
LATEST = {24: 120, 1: 15}
FOR_INTERVIEWERS, FOR_CANDIDATES = (24, 1), (24,)
FIRST = timedelta(hours=max(LATEST))


@dataclass(frozen=True)
class Due:
    """A reminder to be written. `sequence` is that of the last letter its reader got."""

    session: Session
    person: Recipient
    facts: Facts
    step: int
    sequence: int


def latest_for(step: int, starts_at: datetime) -> datetime:
    """The last moment at which this reminder of a session at this time makes sense."""
    return starts_at - timedelta(minutes=LATEST.get(step, 0))


def sessions_ahead(now: datetime, organization: Organization) -> list[Session]:
    """The organisation's sessions to take place soon. One query."""
    rows = _ahead(now).filter(organization=organization)
    return list(rows.order_by("scheduled_at", "pk"))


def organizations_with_sessions_ahead() -> list[uuid.UUID]:
    """Whose there are, read across all organisations. One query."""
    rows = _ahead(timezone.now()).order_by("organization_id").distinct()
    return list(rows.values_list("organization_id", flat=True))


def _ahead(now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(
        state=SessionState.SCHEDULED,
        loop__state=LoopState.PLANNED,
        scheduled_at__gt=now,
        scheduled_at__lte=now + FIRST,
    )


def reminders_due(session: Session, now: datetime) -> Iterator[Due]:
    """The reminders of this session that are due now and were not written yet.

    Not to who wants none, not in quiet hours (then at their end), not too late, and not to somebody who was
    told of this very time after the reminder was due.
    """
    people = people_to_tell(session, now)
    written: dict[Recipient, list[Notice]] = {person: [] for person in people}
    for notice in Notice.objects.filter(session=session).order_by("sequence", "created_at"):
        written.get(recipient_of(notice), []).append(notice)
    quiet = _quiet(people)
    for person, facts in people.items():
        if person not in quiet:
            continue
        told = [notice for notice in written[person] if notice.kind in LETTERS and not notice.dropped_at]
        sequence = told[-1].sequence if told else 0
        done = {
            notice.step
            for notice in written[person]
            if notice.kind == NoticeKind.REMINDER and notice.sequence == sequence
        }
        for step in FOR_INTERVIEWERS if person[0] else FOR_CANDIDATES:
            at = _due_at(step, facts, quiet[person])
            fresh = told and at is not None and told[-1].created_at >= at
            if at is not None and at <= now and step not in done and not fresh:
                yield Due(session, person, facts, step, sequence)


def _due_at(step: int, facts: Facts, quiet: QuietHours) -> datetime | None:
    wanted = facts.starts_at - timedelta(hours=step)
    return when_to_remind(wanted, latest_for(step, facts.starts_at), quiet)


def _quiet(people: dict[Recipient, Facts]) -> dict[Recipient, QuietHours]:
    """The quiet hours of those who want reminders. Two queries."""
    members = [member for member, _ in people if member]
    profiles = {row.member_id: row for row in InterviewerProfile.objects.filter(member__in=members)}
    candidates = [candidate for _, candidate in people if candidate]
    zones = dict(
        CandidatePerson.objects.filter(candidate__in=candidates).values_list("candidate_id", "time_zone")
    )
    found: dict[Recipient, QuietHours] = {}
    for member, candidate in people:
        profile = profiles.get(member) if member else None
        if profile is None or profile.reminders:
            zone = profile.time_zone if profile else zones.get(candidate, "") if candidate else ""
            found[member, candidate] = quiet_hours(profile, zone)
    return found
