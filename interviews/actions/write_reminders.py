"""Reminds of the interviews ahead."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.models import Organization
from interviews.actions._letters import write_notice
from interviews.enums import NoticeKind, SessionState
from interviews.models import Notice, Session
from interviews.queries.reminders import latest_for, reminders_due, sessions_ahead


@transaction.atomic
def write_reminders(*, actor: None, organization: Organization, now: datetime | None = None) -> list[Notice]:
    """The reminders that are due now: to interviewers a day and an hour before, to candidates a day before.

    Each is written once and sent after the commit, where it is asked again whether it is still needed. Who
    has said so gets none; nobody gets one in their quiet hours. The clock asks for it: `actor` is None.
    """
    now = now or timezone.now()
    written = []
    for ahead in sessions_ahead(now, organization):
        # Whoever moves the session or seats somebody waits, or is done: no reminder tells an old time.
        rows = Session.objects.select_for_update(of=("self",)).select_related("loop__application__opening")
        session = rows.filter(pk=ahead.pk, state=SessionState.SCHEDULED).first()
        for due in reminders_due(session, now) if session else ():
            if now <= latest_for(due.step, due.facts.starts_at):
                written.append(
                    write_notice(
                        due.session,
                        due.person,
                        NoticeKind.REMINDER,
                        due.facts,
                        sequence=due.sequence,
                        step=due.step,
                        at=now,
                    )
                )
    if written:
        data = {"reminders": len(written)}
        record("write_reminders", organization=organization, actor=actor, on=organization, data=data)
    return written
