"""Sends one letter about a debrief, once; or drops it with the reason; or puts it off."""

import smtplib
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from scoring.debriefing.letters import subject_of, text_of
from scoring.models import DebriefLetter
from scoring.queries.debrief_letters import loaded, quiet_until, still_wanted, told_in
from scoring.queries.debriefs import standing_of

MOOT = "It is done, or not wanted any more; or a later letter took its place."
REFUSED = "The mail server does not take this address."
LONGEST_PAUSE = 60  # minutes between two tries
LONGEST_WHY = 300


@transaction.atomic
def send_debrief_letter(
    *, actor: None, letter_id: uuid.UUID, now: datetime | None = None
) -> DebriefLetter | None:
    """The letter, sent or, if nobody waits for its reader any more, dropped; None if neither.

    The row is locked while the mail server is spoken to, so that two workers never send the same. Sending it
    again does nothing; a mail server that is away, and quiet hours, put it off. The clock asks for it:
    `actor` is None.
    """
    now = now or timezone.now()
    waiting = DebriefLetter.objects.filter(pk=letter_id, sent_at=None, dropped_at=None, due_at__lte=now)
    letter = loaded(waiting).select_for_update(of=("self",), skip_locked=True).first()
    if letter is None or not _finish(letter, now):
        return None
    data = {"sent": letter.sent_at is not None, "why": letter.why}
    organization = letter.debrief.loop.organization
    record("send_debrief_letter", organization=organization, actor=actor, on=letter, data=data)
    return letter


def _finish(letter: DebriefLetter, now: datetime) -> bool:
    """Whether it was sent or dropped."""
    later = None
    if not still_wanted(letter, now):
        letter.dropped_at, letter.why = now, MOOT
    elif not letter.member.user.email:
        letter.dropped_at, letter.why = now, "There is no address."
    elif later := quiet_until(letter, now):
        letter.due_at = later
    else:
        _send(letter, now)
    letter.save(update_fields=["sent_at", "dropped_at", "due_at", "tries", "why"])
    return letter.sent_at is not None or letter.dropped_at is not None


def _send(letter: DebriefLetter, now: datetime) -> None:
    letter.tries += 1
    try:
        _mail(letter, now).send()
    except smtplib.SMTPRecipientsRefused:
        letter.dropped_at, letter.why = now, REFUSED
    except (smtplib.SMTPException, OSError, ImproperlyConfigured) as error:
        pause = min(2 ** min(letter.tries - 1, 10), LONGEST_PAUSE)
        letter.due_at = now + timedelta(minutes=pause)
        letter.why = f"The mail server could not be used: {error}"[:LONGEST_WHY]
    else:
        letter.sent_at, letter.why = now, ""


def _mail(letter: DebriefLetter, now: datetime) -> EmailMessage:
    told = told_in(letter, standing_of(letter.debrief.loop, letter.debrief, now))
    return EmailMessage(
        subject_of(told),
        text_of(told),
        settings.DEFAULT_FROM_EMAIL,
        [letter.member.user.email],
        headers={"Message-ID": f"<{letter.pk}@plumbline>", "Auto-Submitted": "auto-generated"},
    )
