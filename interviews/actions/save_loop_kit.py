"""Saves a whole loop as a kit."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._kits import add_lines, new_kit, questions_in
from interviews.enums import SessionState
from interviews.models import Kit, KitPart, Loop, Session


@transaction.atomic
def save_loop_kit(*, actor: Membership, loop_id: uuid.UUID, name: str, purpose: str = "") -> Kit:
    """A kit with a part for each interview of the loop that has questions, in their order.

    Nothing of the candidate goes into it, nor people and times. Cancelled interviews are left out; a loop
    with a single interview makes a kit without parts. Refuses who may not interview (Denied), a name that is
    missing or taken and a purpose that is too long (Invalid), a loop without questions (Conflict), and a loop
    that the actor may not see (404).
    """
    loop = access.loop_of(actor, loop_id)
    rules.may_interview(actor).require()
    parts = _parts(loop)
    if not parts:
        raise Conflict(f"{loop.name} has no questions to save.")
    minutes = sum(session.minutes for session, _ in parts)
    kit = new_kit(actor, name=name, purpose=purpose, level_id=loop.level_id, minutes=minutes)
    if len(parts) == 1:
        add_lines(kit, parts[0][1])
    else:
        for position, (session, questions) in enumerate(parts):
            add_lines(kit, questions, _part(kit, position, session))
    data = {"interviews": len(parts), "questions": sum(len(questions) for _, questions in parts)}
    record("save_loop_kit", organization=actor.organization, actor=actor, on=kit, data=data)
    return kit


def _parts(loop: Loop) -> list[tuple[Session, list[uuid.UUID]]]:
    """The interviews that have questions, with these; a question that stands in two counts for the first."""
    rows = loop.sessions.exclude(state=SessionState.CANCELLED).select_related("stage")
    parts: list[tuple[Session, list[uuid.UUID]]] = []
    seen: set[uuid.UUID] = set()
    for session in rows.prefetch_related("planned__revision").order_by("position"):
        questions = [row for row in questions_in(session.planned.all()) if row not in seen]
        seen.update(questions)
        if questions:
            parts.append((session, questions))
    return parts


def _part(kit: Kit, position: int, session: Session) -> KitPart:
    return KitPart.objects.create(
        organization_id=kit.organization_id,
        kit=kit,
        position=position,
        title=session.title,
        purpose=session.purpose,
        level_id=session.stage.level_id if session.stage else kit.level_id,
        minutes=session.minutes,
    )
