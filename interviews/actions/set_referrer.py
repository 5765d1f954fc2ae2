"""Says which colleague brought a candidate to a job."""

import uuid

from django.db import transaction

from accounts.access import member_of
from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._conflicts import notice_conflicts, record_noticed
from interviews.models import Application


@transaction.atomic
def set_referrer(
    *, actor: Membership, application_id: uuid.UUID, member_id: uuid.UUID | None = None
) -> Application:
    """The application with who brought the candidate, None for nobody; conflicts of interest that follow are
    written down, and seats are lost by them. What was found before stays until somebody lifts it.

    Refuses who may not plan (Denied), and ids that are not there for the actor (404).
    """
    rules.may_plan(actor).require()
    application = access.application_of(actor, application_id)
    application.referrer = member_of(actor, member_id) if member_id else None
    application.save(update_fields=["referrer"])
    noticed = notice_conflicts(actor, actor.organization, candidates=[application.candidate_id])
    record_noticed(actor, actor.organization, noticed)
    data = {"referrer": str(member_id) if member_id else None, "found": len(noticed.conflicts)}
    record("set_referrer", organization=actor.organization, actor=actor, on=application, data=data)
    return application
