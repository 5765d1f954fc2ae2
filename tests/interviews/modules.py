"""Makers for the tests of training."""

from datetime import UTC, datetime
from typing import Any

from accounts.models import Membership
from interviews.enums import QualificationState, SeatKind, SessionState
from interviews.models import Module, Qualification, Seat, Session, Stage
from questionbank.models import Topic
from tests.cast import World, make_seat


def make_module(world: World, name: str, *topics: Topic, **fields: Any) -> Module:
    module = Module.objects.create(organization=world.organization, name=name, **fields)
    module.topics.set(topics)
    return module


def qualify(
    member: Membership, module: Module, state: QualificationState = QualificationState.APPROVED
) -> Qualification:
    approved = state == QualificationState.APPROVED
    return Qualification.objects.create(
        organization_id=member.organization_id,
        member=member,
        module=module,
        state=state,
        approved_by=member if approved else None,
        approved_at=datetime(2026, 1, 1, tzinfo=UTC) if approved else None,
    )


def train(member: Membership, module: Module) -> Qualification:
    return qualify(member, module, QualificationState.TRAINING)


def first_stage(world: World) -> Stage:
    return world.opening.blueprint.current.stages.get()


def stage_with(world: World, module: Module) -> Stage:
    first = first_stage(world)
    return Stage.objects.create(
        organization=world.organization,
        revision=first.revision,
        position=7,
        name="System design",
        level=world.level,
        minutes=45,
        module=module,
    )


def hold(
    world: World,
    member: Membership,
    kind: SeatKind,
    *,
    state: SessionState = SessionState.COMPLETE,
    stage: Stage | None = None,
) -> Seat:
    """A seat in one more session of the world's loop, of its blueprint's stage unless another is named."""
    place = world.loop.sessions.count()
    session = Session.objects.create(
        organization=world.organization,
        loop=world.loop,
        position=place,
        title=f"Part {place}",
        minutes=45,
        state=state,
        stage=stage or first_stage(world),
    )
    return make_seat(session, member, kind)
