"""What the tests of letters share: a session with a time, and what was written about it."""

from datetime import datetime, timedelta
from typing import Any

from django.core import mail
from django.utils import timezone

from interviews.actions.schedule_session import schedule_session
from interviews.actions.send_notice import send_notice
from interviews.models import InterviewerProfile, Notice, Session
from tests.cast import World

PUBLIC = "https://plumbline.example"


def tomorrow(hours: float = 30) -> datetime:
    """A moment some hours from now, at noon's side of quiet hours in no zone in particular."""
    return (timezone.now() + timedelta(hours=hours)).replace(microsecond=0)


def schedule(world: World, at: datetime | None) -> Session:
    """The world's session, held at this moment."""
    return schedule_session(
        actor=world.coordinator, session_id=world.session.pk, at=at, despite="As it has to be."
    )


def waiting() -> list[tuple[str, str, int]]:
    """Who is to get what: name or pseudonym, kind, sequence."""
    rows = Notice.objects.filter(sent_at=None, dropped_at=None).select_related("member__user", "candidate")
    return sorted((str(row.member or row.candidate), row.kind, row.sequence) for row in rows)


def send_all(now: datetime | None = None) -> int:
    """Sends what waits, as the worker does; how many went out."""
    found = [
        send_notice(actor=None, notice_id=pk, now=now)
        for pk in Notice.objects.filter(sent_at=None, dropped_at=None).values_list("pk", flat=True)
    ]
    return sum(notice is not None and notice.sent_at is not None for notice in found)


def dropped() -> dict[str, str]:
    """Why what was not sent was not, by name."""
    rows = Notice.objects.exclude(dropped_at=None).select_related("member__user", "candidate")
    return {str(row.member or row.candidate): row.why for row in rows}


def profile(world: World, part: str, **fields: Any) -> InterviewerProfile:
    """The settings of one of the cast. Nobody is quiet unless said so."""
    values = {"quiet_from": "00:00", "quiet_until": "00:00"} | fields
    row, _ = InterviewerProfile.objects.update_or_create(
        member=getattr(world, part), defaults={"organization": world.organization, **values}
    )
    return row


def mails_to(address: str) -> list[Any]:
    """What went out to this address."""
    return [message for message in mail.outbox if message.to == [address]]
