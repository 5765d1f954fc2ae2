"""Gives a proposed loop its candidate."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._candidates import candidate_for
from interviews.actions._changes import loop_change
from interviews.actions._conflicts import recuse_in
from interviews.actions._letters import loop_changed
from interviews.actions._writing import reserve, write_plan
from interviews.actions.start_session import start_session
from interviews.assembly import Choice, Request, alternatives
from interviews.enums import LoopState, PlannedState
from interviews.models import Candidate, Loop, PlannedQuestion
from interviews.queries.bank import request_of
from interviews.queries.conflicts import conflicted_members


@transaction.atomic
def name_candidate(
    *,
    actor: Membership,
    loop_id: uuid.UUID,
    candidate_id: uuid.UUID | None = None,
    candidate_name: str = "",
    candidate_email: str = "",
    start: bool = False,
) -> Loop:
    """The loop, planned: its questions are reserved for the candidate, by id or by name and address.

    A question that the candidate met is replaced where the bank has another, else it goes and a gap says so.
    `start` then starts its first session. Refuses who may not change the loop (Denied), a loop that has a
    candidate already (Conflict), a candidate without a name (Invalid), and one that is not ours (404).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_change_loop(actor, loop).require()
    if loop.state != LoopState.PROPOSED:
        raise Conflict(f"This loop is {loop.get_state_display().lower()}; its candidate stays.")
    candidate = candidate_for(actor, candidate_id, candidate_name, candidate_email)
    with loop_change(loop, actor=actor, verb="name_candidate", told="Named the candidate"):
        loop.candidate, loop.state = candidate, LoopState.PLANNED
        loop.gaps = loop.gaps + _make_new_to(loop, candidate)
        loop.save(update_fields=["candidate", "state", "gaps"])
        recuse_in(actor, loop, conflicted_members(candidate))
    loop_changed(loop)
    data = {"candidate": str(candidate.pk)}
    record("name_candidate", organization=actor.organization, actor=actor, on=loop, data=data)
    if start:
        first = loop.sessions.order_by("position").first()
        if first is not None:
            start_session(actor=actor, session_id=first.pk)
    return loop


def _make_new_to(loop: Loop, candidate: Candidate) -> list[str]:
    """Reserves what is new to the candidate, replaces the rest; what cannot be replaced, in sentences."""
    request, placed = request_of(loop)
    rows = PlannedQuestion.objects.filter(session__loop=loop, state=PlannedState.PLANNED)
    met: list[PlannedQuestion] = []
    fresh: list[PlannedQuestion] = []
    for planned in rows.select_related("session", "revision__topic"):
        (met if planned.revision.question_id in request.forbidden else fresh).append(planned)
    reserve(candidate, [(planned, planned.revision.question_id) for planned in fresh])
    gaps = []
    for planned in met:
        gap, placed = _replace(candidate, planned, request, placed)
        gaps += gap
    return gaps


def _replace(
    candidate: Candidate, planned: PlannedQuestion, request: Request, placed: tuple[Choice, ...]
) -> tuple[list[str], tuple[Choice, ...]]:
    old = planned.revision.question_id
    found = alternatives(request, placed, planned.session.position, replacing=old, limit=1)
    rest = tuple(choice for choice in placed if choice.question.question != old)
    gaps = []
    if found:
        choice = Choice(planned.session.position, found[0].question, found[0].why)
        planned.replaced_by = write_plan([planned.session], [choice], candidate, first=planned.position)[0]
        rest = (*rest, choice)
    else:
        topic = planned.revision.topic.name if planned.revision.topic else "no topic"
        gaps.append(
            f"{planned.session.title}: a question on {topic} that the candidate has met is out; "
            "the bank has no other that fits."
        )
    planned.state, planned.reason = PlannedState.REPLACED, "The candidate has met it."
    planned.save(update_fields=["state", "reason", "replaced_by"])
    return gaps, rest
