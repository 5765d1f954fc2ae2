"""Sends a letter about a session."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from interviews.actions._letters import NOT_NEEDED, REPLACED
from interviews.actions._sending import deliver
from interviews.enums import NoticeKind
from interviews.models import Notice
from interviews.post.facts import Facts
from interviews.queries.letters import LETTERS, OF_CARDS, people_to_tell, profile_of, recipient_of
from interviews.queries.reminders import latest_for


@transaction.atomic
def send_notice(*, actor: None, notice_id: uuid.UUID, now: datetime | None = None) -> Notice | None:
    """The letter, sent or, if nobody needs it any more, dropped with the reason; None if neither.

    Sending it again does nothing, and reminders of scorecards are scoring's to send. When the mail server
    does not answer, the letter stays due and is tried again later, the pause doubling up to an hour. Nobody
    asked for it in particular: `actor` is None.
    """
    if Notice.objects.filter(pk=notice_id, kind__in=OF_CARDS).exists():
        return None
    notice = deliver(notice_id, now or timezone.now(), unneeded)
    if notice is not None:
        data = {"kind": notice.kind, "sent": notice.sent_at is not None, "why": notice.why}
        record(
            "send_notice", organization=notice.session.loop.organization, actor=actor, on=notice, data=data
        )
    return notice


def unneeded(notice: Notice, now: datetime) -> str:
    """Why the letter is not needed any more, in words; empty if it is."""
    if _newer(notice):
        return REPLACED
    facts = Facts.from_json(notice.facts)
    if notice.kind == NoticeKind.CANCELLATION:
        return "" if facts.ends_at > now else "The interview is over."
    if facts.starts_at <= now:
        return "The interview has begun."
    wanted = people_to_tell(notice.session, now).get(recipient_of(notice))
    if wanted is None:
        return NOT_NEEDED
    if notice.kind == NoticeKind.REMINDER:
        return _reminder_unneeded(notice, facts, wanted, now)
    return ""


def _newer(notice: Notice) -> bool:
    later = Notice.objects.filter(
        session=notice.session_id,
        member=notice.member_id,
        candidate=notice.candidate_id,
        kind__in=LETTERS,
        sequence__gt=notice.sequence,
    )
    return later.exists()


def _reminder_unneeded(notice: Notice, facts: Facts, wanted: Facts, now: datetime) -> str:
    if facts.starts_at != wanted.starts_at:
        return "The interview was moved."
    profile = profile_of(notice)
    if profile is not None and not profile.reminders:
        return "They want no reminders."
    if now > latest_for(notice.step, facts.starts_at) + timedelta(minutes=1):
        return "It would have come too late."
    return ""
