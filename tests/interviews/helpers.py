"""What the tests of loops share."""

from typing import Any

from accounts.ground.tenancy import organization_scope
from accounts.models import AuditEvent
from interviews.actions.plan_loop import plan_loop
from interviews.actions.propose_loop import propose_loop
from interviews.actions.start_session import start_session
from interviews.models import Exposure, Loop, PlannedQuestion
from tests.cast import World, make_question


def audited(verb: str) -> int:
    return AuditEvent.objects.filter(verb=verb).count()


def more_questions(world: World, count: int, **fields: Any) -> None:
    for number in range(count):
        values = {"level": world.level, "topic": world.topic, "written_by": world.curator} | fields
        make_question(world.organization, f"Spare question {number}?", **values)


def proposed(world: World, **fields: Any) -> Loop:
    """A quick loop of the lead's, without a candidate unless named."""
    values = {"level_id": world.level.pk, "topic_ids": [world.topic.pk], "minutes": 20} | fields
    return propose_loop(actor=world.lead, **values)


def planned(world: World, **fields: Any) -> Loop:
    values = {"candidate_name": "Toni Test"} | fields
    return plan_loop(actor=world.coordinator, opening_id=world.opening.pk, **values)


def live(world: World) -> PlannedQuestion:
    """The first question of the world's session, which the lead has started."""
    start_session(actor=world.lead, session_id=world.session.pk)
    first = world.session.planned.first()
    assert first is not None
    return first


def hinted(world: World) -> PlannedQuestion:
    """The first question of the running session; it has two hints."""
    first = live(world)
    question = make_question(world.organization, "What next?", level=world.level, hints=["Load?", "Time?"])
    Exposure.objects.filter(planned=first).update(question=question)
    first.revision = question.current
    first.save(update_fields=["revision"])
    return first


def prompts(loop: Loop) -> list[str]:
    rows = PlannedQuestion.objects.filter(session__loop=loop).exclude(state="replaced")
    return [row.revision.prompt for row in rows.select_related("revision")]


def in_scope(world: World) -> Any:
    return organization_scope(world.organization)
