"""Makes a loop of one interview out of level, topics and minutes: the short way."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import rules
from interviews.actions._candidates import candidate_for
from interviews.actions._writing import check_seed, loop_made_before, title_of, write_single_loop
from interviews.actions.start_session import start_session
from interviews.assembly import Plan, SessionNeed, assemble
from interviews.enums import LoopState
from interviews.models import Candidate, Loop
from interviews.queries.bank import make_request, need_of_level
from questionbank.access import level_of, topic_of
from questionbank.models import Level, Topic

SHORTEST, LONGEST = 5, 480


@transaction.atomic
def propose_loop(
    *,
    actor: Membership,
    level_id: uuid.UUID,
    topic_ids: Sequence[uuid.UUID],
    minutes: int,
    candidate_name: str = "",
    candidate_email: str = "",
    start: bool = False,
    seed: int | None = None,
    loop_id: uuid.UUID | None = None,
) -> Loop:
    """A loop of one interview with the actor as its lead.

    Without a candidate it is proposed and reserves nothing. With a name or an address it is planned and its
    questions are reserved; `start` then starts the session too. `loop_id` is made up by the form that is
    sent, so that the same form sent twice makes one loop. Refuses who may not interview (Denied), no topics,
    minutes out of range, a start without a candidate, or a bank without a single question for it (Invalid),
    and ids that are not ours (404).
    """
    rules.may_interview(actor).require()
    there = loop_made_before(actor, loop_id)
    if there is not None:
        return there
    level = level_of(actor, level_id)
    topics = [topic_of(actor, topic_id) for topic_id in dict.fromkeys(topic_ids)]
    named = bool(candidate_name.strip() or candidate_email.strip())
    _check(topics, minutes, start=start, named=named)
    candidate = candidate_for(actor, None, candidate_name, candidate_email) if named else None
    need = need_of_level(level, minutes, title_of(topics), topics)
    request, _ = make_request(actor.organization_id, need, candidate, check_seed(seed), actor.pk)
    plan = assemble(request)
    if not plan.choices:
        raise Invalid("The bank has no question for this.", {"topics": " ".join(plan.gaps)})
    loop = _loop(actor, level, need, candidate, plan, request.seed)
    session = write_single_loop(loop, loop_id, plan.choices, title=need.title, minutes=minutes)
    record(
        "propose_loop",
        organization=actor.organization,
        actor=actor,
        on=loop,
        data={"questions": len(plan.choices), "gaps": len(plan.gaps), "planned": candidate is not None},
    )
    if start:
        start_session(actor=actor, session_id=session.pk)
    return loop


def _check(topics: list[Topic], minutes: int, *, start: bool, named: bool) -> None:
    problems = {}
    if not topics:
        problems["topics"] = "Choose at least one topic."
    if not SHORTEST <= minutes <= LONGEST:
        problems["minutes"] = f"From {SHORTEST} to {LONGEST} minutes."
    if start and not named:
        problems["candidate_name"] = "Name the candidate to start the interview."
    if problems:
        raise Invalid("The loop cannot be built like this.", problems)


def _loop(
    actor: Membership, level: Level, need: SessionNeed, candidate: Candidate | None, plan: Plan, seed: int
) -> Loop:
    return Loop(
        organization_id=actor.organization_id,
        name=f"{level.name}: {need.title}",
        level=level,
        candidate=candidate,
        state=LoopState.PLANNED if candidate else LoopState.PROPOSED,
        seed=seed,
        gaps=list(plan.gaps),
        asked_topics=[quota.topic for quota in need.quotas],
        value=plan.value,
        bound=plan.bound,
        status=plan.status,
        created_by=actor,
    )
