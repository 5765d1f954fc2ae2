"""Takes the link to a candidate's page back."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.models import Loop
from interviews.queries.letters import open_link


@transaction.atomic
def withdraw_candidate_link(*, actor: Membership, loop_id: uuid.UUID) -> Loop:
    """The loop, whose candidate's page no link opens any more.

    Refuses who may not plan (Denied), and a loop that has no open link (Conflict).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_plan(actor).require()
    link = open_link(loop)
    if link is None:
        raise Conflict("There is no open link to take back.")
    link.withdrawn_at = timezone.now()
    link.save(update_fields=["withdrawn_at"])
    record("withdraw_candidate_link", organization=actor.organization, actor=actor, on=link)
    return loop
