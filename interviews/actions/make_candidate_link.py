"""Makes the link to a candidate's own page."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Invitation, Membership
from interviews import access, rules
from interviews.enums import LoopState
from interviews.models import CandidateLink

DAYS = 30


@dataclass(frozen=True)
class Made:
    """The link, and the secret of its address, of which the database has a hash only."""

    link: CandidateLink
    secret: str


@transaction.atomic
def make_candidate_link(*, actor: Membership, loop_id: uuid.UUID) -> Made:
    """A link that opens the candidate's page of this loop for thirty days; earlier ones open nothing more.

    Letters to the candidate carry it from now on. Refuses who may not plan (Denied), a loop without a
    candidate and one that is over (Conflict).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_plan(actor).require()
    if loop.state != LoopState.PLANNED:
        raise Conflict(
            f"This loop is {loop.get_state_display().lower()}; only a planned loop has a candidate's page."
        )
    now = timezone.now()
    CandidateLink.objects.filter(loop=loop, withdrawn_at=None).update(withdrawn_at=now)
    link = CandidateLink(
        organization_id=actor.organization_id,
        loop=loop,
        made_by=actor,
        expires_at=now + timedelta(days=DAYS),
    )
    secret = link.secret()
    link.token_hash = Invitation.hash_token(secret)
    link.save(force_insert=True)
    record("make_candidate_link", organization=actor.organization, actor=actor, on=link)
    return Made(link, secret)
