"""Takes the link to the candidate's screen back."""

import uuid

from django.db import transaction

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access, rules
from interviews.models import Session


@transaction.atomic
def withdraw_screen_link(*, actor: Membership, session_id: uuid.UUID) -> Session:
    """The session without a screen: no link opens it any more. Withdrawing it again changes nothing.

    Refuses who does not lead or sit second in the session (Denied).
    """
    session = access.session_of(actor, session_id, lock=True)
    rules.may_show(access.own_seat(actor, session)).require()
    if not session.screen_key:
        return session
    session.screen_key = ""
    session.save(update_fields=["screen_key"])
    announce(f"session:{session.pk}")
    record("withdraw_screen_link", organization=actor.organization, actor=actor, on=session)
    return session
