"""Saves a session's questions as a kit."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._kits import add_lines, new_kit, questions_in
from interviews.models import Kit


@transaction.atomic
def save_kit(*, actor: Membership, session_id: uuid.UUID, name: str, purpose: str = "") -> Kit:
    """A kit of the session's questions in their order, for everybody who interviews here.

    Refuses who may not interview (Denied), a name that is missing or taken and a purpose that is too long
    (Invalid), a session without questions (Conflict), and a session that the actor may not see (404).
    """
    session = access.session_of(actor, session_id)
    rules.may_interview(actor).require()
    questions = questions_in(session.planned.select_related("revision"))
    if not questions:
        raise Conflict(f"{session.title} has no questions to save.")
    level_id = session.stage.level_id if session.stage else session.loop.level_id
    kit = new_kit(actor, name=name, purpose=purpose, level_id=level_id, minutes=session.minutes)
    add_lines(kit, questions)
    data = {"questions": len(questions)}
    record("save_kit", organization=actor.organization, actor=actor, on=kit, data=data)
    return kit
