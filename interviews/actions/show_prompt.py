"""Puts the prompt back on the candidate's screen."""

import uuid

from django.db import transaction

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access, rules
from interviews.models import Session


@transaction.atomic
def show_prompt(*, actor: Membership, session_id: uuid.UUID) -> Session:
    """The session, on whose screen the prompt that was asked last shows again; again changes nothing.

    Refuses who does not lead or sit second in the session (Denied).
    """
    session = access.session_of(actor, session_id, lock=True)
    rules.may_show(access.own_seat(actor, session)).require()
    if session.screen_blank_at is None:
        return session
    session.screen_blank_at = None
    session.save(update_fields=["screen_blank_at"])
    announce(f"session:{session.pk}")
    record("show_prompt", organization=actor.organization, actor=actor, on=session)
    return session
