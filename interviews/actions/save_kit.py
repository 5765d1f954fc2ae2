"""Saves a session's questions as a kit."""

import uuid

from django.db import IntegrityError, transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.content import LONGEST_PURPOSE
from interviews.enums import PlannedState
from interviews.models import Kit, KitQuestion

LONGEST_NAME = 120


@transaction.atomic
def save_kit(*, actor: Membership, session_id: uuid.UUID, name: str, purpose: str = "") -> Kit:
    """A kit of the session's questions in their order, for everybody who interviews here.

    Refuses who may not interview (Denied), a name that is missing or taken and a purpose that is too long
    (Invalid), a session without questions (Conflict), and a session that the actor may not see (404).
    """
    session = access.session_of(actor, session_id)
    rules.may_interview(actor).require()
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        problem = f"A name, up to {LONGEST_NAME} characters."
        raise Invalid("The kit needs a name.", {"name": problem})
    if len(purpose) > LONGEST_PURPOSE:
        problem = f"At most {LONGEST_PURPOSE:,} characters."
        raise Invalid("The kit's purpose is too long.", {"purpose": problem})
    planned = session.planned.exclude(state=PlannedState.REPLACED)
    questions = list(dict.fromkeys(planned.values_list("revision__question_id", flat=True)))
    if not questions:
        raise Conflict(f"{session.title} has no questions to save.")
    try:
        with transaction.atomic():
            kit = Kit.objects.create(
                organization_id=actor.organization_id,
                name=name,
                purpose=purpose.strip(),
                level_id=session.stage.level_id if session.stage else session.loop.level_id,
                minutes=session.minutes,
                created_by=actor,
            )
    except IntegrityError:
        raise Invalid("This kit is there already.", {"name": "Another kit has this name."}) from None
    KitQuestion.objects.bulk_create(
        KitQuestion(organization_id=actor.organization_id, kit=kit, question_id=question, position=position)
        for position, question in enumerate(questions)
    )
    record(
        "save_kit", organization=actor.organization, actor=actor, on=kit, data={"questions": len(questions)}
    )
    return kit
