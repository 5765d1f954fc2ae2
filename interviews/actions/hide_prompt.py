"""Takes the prompt off the candidate's screen."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access, rules
from interviews.models import Session


@transaction.atomic
def hide_prompt(*, actor: Membership, session_id: uuid.UUID) -> Session:
    """The session, on whose screen no prompt shows that was asked up to now; the next one shows by itself.

    Refuses who does not lead or sit second in the session (Denied).
    """
    session = access.session_of(actor, session_id, lock=True)
    rules.may_show(access.own_seat(actor, session)).require()
    session.screen_blank_at = timezone.now()
    session.save(update_fields=["screen_blank_at"])
    announce(f"session:{session.pk}")
    record("hide_prompt", organization=actor.organization, actor=actor, on=session)
    return session
