"""Makes a candidate's loop from an opening's blueprint."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._candidates import candidate_for
from interviews.actions._holding import hold_opening
from interviews.actions._writing import (
    check_seed,
    loop_made_before,
    save_new_loop,
    seatable,
    sit,
    write_plan,
)
from interviews.assembly import Plan, assemble
from interviews.enums import LoopState, OpeningState, SeatKind
from interviews.models import Application, Candidate, Loop, Opening, Session, Stage
from interviews.queries.bank import request_for, stages_of

Seats = Mapping[int, Mapping[str, uuid.UUID]]  # stage position -> kind of seat -> member


@transaction.atomic
def plan_loop(
    *,
    actor: Membership,
    opening_id: uuid.UUID,
    candidate_id: uuid.UUID | None = None,
    candidate_name: str = "",
    candidate_email: str = "",
    seats: Seats | None = None,
    seed: int | None = None,
    loop_id: uuid.UUID | None = None,
) -> Loop:
    """A planned loop: a session a stage, questions chosen and reserved for the candidate, people seated.

    The candidate is one of ours by id, or named (an address that is known means the same person). `loop_id`
    is made up by the form that is sent, so that the same form sent twice makes one loop. What could not be
    had is in the loop's gaps. Refuses who may not plan (Denied), a closed opening or one whose blueprint has
    no stage (Conflict), a seat for who may not sit (Invalid), and ids that are not ours (404).
    """
    rules.may_plan(actor).require()
    opening = access.opening_of(actor, opening_id)
    there = loop_made_before(actor, loop_id)
    if there is not None:
        return there
    stages = _stages(opening)
    people = _people(actor, stages, seats or {})
    candidate = candidate_for(actor, candidate_id, candidate_name, candidate_email)
    hold_opening(opening.pk, stages[0].revision)
    leads = {
        position: seats[SeatKind.LEAD].pk for position, seats in people.items() if SeatKind.LEAD in seats
    }
    revision = stages[0].revision
    request = request_for(opening, revision, stages, candidate, leads=leads, seed=check_seed(seed))
    plan = assemble(request)
    loop = save_new_loop(_loop(actor, opening, candidate, request.seed, plan), loop_id)
    sessions = [_session(loop, stage) for stage in stages]
    Session.objects.bulk_create(sessions)
    write_plan(sessions, plan.choices, candidate)
    for session in sessions:
        for kind, member in people.get(session.position, {}).items():
            sit(session, member, kind)
    data = {"opening": str(opening.pk), "questions": len(plan.choices), "gaps": len(plan.gaps)}
    record("plan_loop", organization=actor.organization, actor=actor, on=loop, data=data)
    return loop


def _stages(opening: Opening) -> list[Stage]:
    if opening.state != OpeningState.OPEN:
        raise Conflict(f"{opening.title} is closed.")
    revision_id = opening.blueprint.current_id
    stages = stages_of(revision_id) if revision_id else []
    if not stages:
        raise Conflict(f"The blueprint {opening.blueprint.name} has no interviews yet.")
    return stages


def _people(actor: Membership, stages: list[Stage], seats: Seats) -> dict[int, dict[str, Membership]]:
    known = {stage.position: stage.name for stage in stages}
    people: dict[int, dict[str, Membership]] = {}
    for position, members in seats.items():
        if position not in known:
            raise Invalid("There is no such interview.", {"seats": f"No interview has position {position}."})
        if len(set(members.values())) < len(members):
            problem = f"{known[position]}: the same person cannot hold two seats."
            raise Invalid(problem, {"seats": problem})
        people[position] = {kind: seatable(actor, member_id) for kind, member_id in members.items()}
    return people


def _loop(actor: Membership, opening: Opening, candidate: Candidate, seed: int, plan: Plan) -> Loop:
    application, _ = Application.objects.get_or_create(
        candidate=candidate, opening=opening, defaults={"organization_id": actor.organization_id}
    )
    return Loop(
        organization_id=actor.organization_id,
        name=opening.title,
        level_id=opening.blueprint.level_id,
        candidate=candidate,
        application=application,
        blueprint_revision_id=opening.blueprint.current_id,
        state=LoopState.PLANNED,
        seed=seed,
        gaps=list(plan.gaps),
        value=plan.value,
        bound=plan.bound,
        status=plan.status,
        created_by=actor,
    )


def _session(loop: Loop, stage: Stage) -> Session:
    return Session(
        organization_id=loop.organization_id,
        loop=loop,
        stage=stage,
        position=stage.position,
        title=stage.name,
        purpose=stage.purpose,
        minutes=stage.minutes,
    )
