"""Makes a further interview for a candidate, out of level, topics and minutes, beside a loop they had."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._candidates import candidate_for
from interviews.actions._writing import (
    check_seed,
    loop_made_before,
    save_new_loop,
    seatable,
    sit,
    title_of,
    write_plan,
)
from interviews.actions.propose_loop import LONGEST, SHORTEST
from interviews.assembly import Plan, SessionNeed, assemble
from interviews.enums import LoopState, SeatKind
from interviews.models import Loop, Session
from interviews.queries.bank import make_request, need_of_level
from questionbank.access import level_of, topic_of
from questionbank.models import Level


@transaction.atomic
def follow_up_loop(
    *,
    actor: Membership,
    after_id: uuid.UUID,
    level_id: uuid.UUID,
    topic_ids: Sequence[uuid.UUID],
    minutes: int,
    lead_id: uuid.UUID | None = None,
    seed: int | None = None,
    loop_id: uuid.UUID | None = None,
) -> Loop:
    """A planned loop of one interview for the same candidate and application, its questions reserved: none
    that the candidate ever met.

    `loop_id` is made up by the form, so that the same form sent twice makes one loop. Refuses who may not
    plan (Denied), a loop without a candidate (Conflict), no topics, minutes out of range, a lead who may not
    sit, or a bank without a single question for it (Invalid), and ids that are not ours (404).
    """
    rules.may_plan(actor).require()
    before = access.loop_of(actor, after_id)
    there = loop_made_before(actor, loop_id)
    if there is not None:
        return there
    if before.candidate_id is None:
        raise Conflict("This loop is for nobody yet: a further interview is for its candidate.")
    level = level_of(actor, level_id)
    topics = [topic_of(actor, topic_id) for topic_id in dict.fromkeys(topic_ids)]
    _check(len(topics), minutes)
    lead = seatable(actor, lead_id) if lead_id else None
    candidate = candidate_for(actor, before.candidate_id, "", "")
    need = need_of_level(level, minutes, title_of(topics), topics)
    request, _ = make_request(actor.organization_id, need, candidate, check_seed(seed), lead_id)
    plan = assemble(request)
    if not plan.choices:
        raise Invalid("The bank has no question for this.", {"topics": " ".join(plan.gaps)})
    loop = save_new_loop(_loop(actor, before, level, need, plan, request.seed), loop_id)
    session = Session.objects.create(
        organization_id=loop.organization_id, loop=loop, position=0, title=need.title, minutes=minutes
    )
    write_plan([session], plan.choices, candidate)
    if lead is not None:
        sit(session, lead, SeatKind.LEAD)
    record(
        "follow_up_loop",
        organization=actor.organization,
        actor=actor,
        on=loop,
        data={"after": str(before.pk), "questions": len(plan.choices), "gaps": len(plan.gaps)},
    )
    return loop


def _loop(actor: Membership, before: Loop, level: Level, need: SessionNeed, plan: Plan, seed: int) -> Loop:
    return Loop(
        organization_id=actor.organization_id,
        name=f"{level.name}: {need.title}, further interview",
        level=level,
        candidate=before.candidate,
        application=before.application,
        state=LoopState.PLANNED,
        seed=seed,
        gaps=list(plan.gaps),
        asked_topics=[quota.topic for quota in need.quotas],
        value=plan.value,
        bound=plan.bound,
        status=plan.status,
        created_by=actor,
    )


def _check(topics: int, minutes: int) -> None:
    problems = {}
    if not topics:
        problems["topics"] = "Choose at least one topic."
    if not SHORTEST <= minutes <= LONGEST:
        problems["minutes"] = f"From {SHORTEST} to {LONGEST} minutes."
    if problems:
        raise Invalid("The interview cannot be built like this.", problems)
