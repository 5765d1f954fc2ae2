"""Sends a letter once more."""

import uuid

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._letters import write_notice
from interviews.actions.send_notice import unneeded
from interviews.models import Notice
from interviews.post.facts import Facts
from interviews.queries.letters import LETTERS, recipient_of


@transaction.atomic
def resend_notice(*, actor: Membership, notice_id: uuid.UUID) -> Notice:
    """A second letter with the same words and the same calendar entry; the first stays in the list.

    One that still waits is tried now instead. Refuses who may not plan (Denied), reminders, and a letter that
    nobody needs any more, such as one that a newer one has replaced (Conflict).
    """
    notice = access.notice_of(actor, notice_id, lock=True)
    rules.may_plan(actor).require()
    if notice.kind not in LETTERS:
        raise Conflict("Reminders are not sent again.")
    now = timezone.now()
    why = unneeded(notice, now)
    if why:
        raise Conflict(f"Nobody needs this letter any more. {why}")
    same = Notice.objects.filter(
        session=notice.session_id,
        member=notice.member_id,
        candidate=notice.candidate_id,
        kind=notice.kind,
        sequence=notice.sequence,
    )
    waiting = same.filter(sent_at=None, dropped_at=None).select_for_update(skip_locked=True).first()
    if waiting is not None:
        waiting.dropped_at, waiting.why = now, "Sent again by hand."
        waiting.save(update_fields=["dropped_at", "why"])
    step = same.aggregate(last=Max("step"))["last"] + 1
    again = write_notice(
        notice.session,
        recipient_of(notice),
        notice.kind,
        Facts.from_json(notice.facts),
        sequence=notice.sequence,
        step=step,
        at=now,
    )
    record("resend_notice", organization=actor.organization, actor=actor, on=again)
    return again
