"""Looks through the records for conflicts of interest that are not written down yet."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import rules
from interviews.actions._conflicts import Noticed, notice_conflicts, record_noticed


@transaction.atomic
def detect_conflicts(*, actor: Membership) -> Noticed:
    """The conflicts that came up, and the seats their holders lost by them; again finds nothing new.

    Looks at all candidates and members. Other actions look by themselves at whom they change. Refuses who
    may not plan (Denied).
    """
    rules.may_plan(actor).require()
    noticed = notice_conflicts(actor, actor.organization)
    record_noticed(actor, actor.organization, noticed)
    data = {"found": len(noticed.conflicts), "recused": len(noticed.seats)}
    record("detect_conflicts", organization=actor.organization, actor=actor, on=actor.organization, data=data)
    return noticed
