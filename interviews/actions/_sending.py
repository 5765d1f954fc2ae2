"""Sends one letter that is due, once; or drops it with the reason; or puts it off.

The row is locked while the mail server is spoken to, so that two workers never send the same letter. Only a
worker that dies between the server's yes and the commit sends it again: with the same Message-ID, UID and
SEQUENCE, so that mail and calendar programmes take it for the same.
"""

import smtplib
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives

from accounts.models import Invitation
from interviews.enums import NoticeKind
from interviews.models import Notice
from interviews.queries.letters import (
    address_of,
    letter_of,
    loaded,
    open_link,
    profile_of,
    quiet_hours,
    zone_name,
)

LONGEST_PAUSE = 60  # minutes between two tries
LONGEST_WHY = 300
REMINDERS = (NoticeKind.REMINDER, NoticeKind.FEEDBACK, NoticeKind.CARD_LATE)
NeededUntil = Callable[[Notice, datetime], str]


def deliver(notice_id: uuid.UUID, now: datetime, unneeded: NeededUntil) -> Notice | None:
    """The letter, sent or dropped by this call; None if there was nothing to do or it has to wait.

    `unneeded` says why it is not needed any more, in words; empty if it is. Call it in a transaction.
    """
    notice = _take(notice_id)
    if notice is None or notice.due_at > now:
        return None
    why = unneeded(notice, now) or ("" if address_of(notice).email else "There is no address.")
    if why:
        return _finish(notice, dropped_at=now, why=why)
    later = _quiet_until(notice, now)
    if later is not None:
        notice.due_at = later
        notice.save(update_fields=["due_at"])
        return None
    return _send(notice, now)


def _take(notice_id: uuid.UUID) -> Notice | None:
    waiting = Notice.objects.filter(pk=notice_id, sent_at=None, dropped_at=None)
    return loaded(waiting).select_for_update(of=("self",), skip_locked=True).first()


def _quiet_until(notice: Notice, now: datetime) -> datetime | None:
    """The end of the quiet hours that the reader has now; an invitation or a change is no reminder."""
    if notice.kind not in REMINDERS:
        return None
    return quiet_hours(profile_of(notice), zone_name(notice)).end_after(now)


def _send(notice: Notice, now: datetime) -> Notice | None:
    try:
        _mail(notice).send()
    except smtplib.SMTPRecipientsRefused:
        return _finish(notice, dropped_at=now, why="The mail server does not take this address.")
    except (smtplib.SMTPException, OSError, ImproperlyConfigured) as error:
        notice.tries += 1
        pause = min(2 ** min(notice.tries - 1, 10), LONGEST_PAUSE)
        notice.due_at = now + timedelta(minutes=pause)
        notice.why = f"The mail server could not be used: {error}"[:LONGEST_WHY]
        notice.save(update_fields=["tries", "due_at", "why"])
        return None
    notice.tries += 1
    return _finish(notice, sent_at=now, why="")


def _finish(
    notice: Notice, *, sent_at: datetime | None = None, dropped_at: datetime | None = None, why: str
) -> Notice:
    notice.sent_at, notice.dropped_at, notice.why = sent_at, dropped_at, why
    notice.save(update_fields=["sent_at", "dropped_at", "why", "tries"])
    return notice


def _mail(notice: Notice) -> EmailMultiAlternatives:
    letter = letter_of(notice, secret=_secret(notice))
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        settings.DEFAULT_FROM_EMAIL,
        [letter.to.email],
        headers={"Message-ID": f"<{notice.pk}@plumbline>", "Auto-Submitted": "auto-generated"},
    )
    if letter.calendar:
        kind = f"text/calendar; method={letter.method}; component=VEVENT"
        mail.attach_alternative(letter.calendar.decode(), kind)
    return mail


def _secret(notice: Notice) -> str:
    """That of the candidate's page, if a coordinator made a link that is open."""
    link = open_link(notice.session.loop) if notice.candidate_id else None
    return link.secret() if link and link.token_hash == Invitation.hash_token(link.secret()) else ""
