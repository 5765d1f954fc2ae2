"""Makes the link to the candidate's screen."""

import secrets
import uuid

from django.db import transaction

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.enums import LoopState, SessionState
from interviews.models import Session

KEY_BYTES = 16


@transaction.atomic
def new_screen_link(*, actor: Membership, session_id: uuid.UUID) -> Session:
    """The session with a new key for its screen: a link made before opens nothing more.

    The link expires by itself when the session ends. Refuses who does not lead or sit second in it (Denied),
    and a session that is over or called off (Conflict).
    """
    session = access.session_of(actor, session_id, lock=True)
    rules.may_show(access.own_seat(actor, session)).require()
    is_open = session.loop.state in (LoopState.PROPOSED, LoopState.PLANNED)
    if not is_open or session.state not in (SessionState.SCHEDULED, SessionState.LIVE):
        raise Conflict("This interview is over; there is nothing to show any more.")
    session.screen_key = secrets.token_urlsafe(KEY_BYTES)
    session.save(update_fields=["screen_key"])
    announce(f"session:{session.pk}")
    record("new_screen_link", organization=actor.organization, actor=actor, on=session)
    return session
