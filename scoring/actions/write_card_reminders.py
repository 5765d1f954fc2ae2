"""Reminds of scorecards that are not handed in."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.enqueue import enqueue
from accounts.models import Membership, Organization
from interviews.actions._letters import new_notice
from interviews.enums import NoticeKind
from interviews.models import Notice, Session
from interviews.post.facts import Facts
from scoring.queries.card_reminders import cards_due, overdue_reminders
from scoring.queries.late_cards import late_letters


@transaction.atomic
def write_card_reminders(
    *, actor: None, organization: Organization, now: datetime | None = None
) -> list[Notice]:
    """The letters that are due: to who owes a card, an hour after the interview and the next working morning;
    the morning after that to who planned the loop, saying whose card is late.

    Each is written once; nobody gets one in their quiet hours, nor two at once. What was written before and
    could not be sent is enqueued again. The clock asks for it: `actor` is None.
    """
    now = now or timezone.now()
    late = [
        _write(one.session, one.member, NoticeKind.CARD_LATE, one.facts, now)
        for one in late_letters(organization, now)
    ]
    owed = [
        _write(due.seat.session, due.seat.member, NoticeKind.FEEDBACK, due.facts, now, step=due.step)
        for due in cards_due(organization, now)
    ]
    for notice_id in overdue_reminders(organization):
        enqueue("scoring.send_card_reminder", organization_id=organization.pk, notice_id=notice_id)
    if written := [*owed, *late]:
        data = {"reminders": len(owed), "late": len(late)}
        record("write_card_reminders", organization=organization, actor=actor, on=organization, data=data)
        return written
    return []


def _write(
    session: Session, reader: Membership, kind: str, facts: Facts, at: datetime, *, step: int = 0
) -> Notice:
    return new_notice(session, (reader.pk, None), kind, facts, sequence=0, step=step, at=at)
