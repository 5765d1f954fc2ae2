"""Makes a loop of one interview out of a kit."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._candidates import candidate_for
from interviews.actions._writing import loop_made_before, new_seed, write_single_loop
from interviews.actions.start_session import start_session
from interviews.assembly import BankQuestion, Choice, Request, alternatives
from interviews.enums import LoopState
from interviews.models import Candidate, Kit, Loop
from interviews.queries.bank import make_request, need_of_level
from interviews.queries.kits import kit_lines
from interviews.queries.usable import Known
from questionbank.rules import IN_USE

LOST = "Out."


@transaction.atomic
def use_kit(
    *,
    actor: Membership,
    kit_id: uuid.UUID,
    candidate_id: uuid.UUID | None = None,
    candidate_name: str = "",
    candidate_email: str = "",
    start: bool = False,
    loop_id: uuid.UUID | None = None,
) -> Loop:
    """A loop of one interview with the kit's questions as they are now, the actor as its lead.

    Without a candidate it is proposed. A question that the candidate met, or that is not in use any more, is
    replaced where the bank has another, else a gap says so. Refuses who may not interview (Denied), a retired
    kit or one of which nothing is left (Conflict), a start without a candidate (Invalid), and rows that are
    not ours (404).
    """
    kit = access.kit_of(actor, kit_id)
    rules.may_interview(actor).require()
    there = loop_made_before(actor, loop_id)
    if there is not None:
        return there
    if kit.retired_at is not None:
        raise Conflict(f"The kit {kit.name} is retired.")
    named = bool(candidate_id or candidate_name.strip() or candidate_email.strip())
    if start and not named:
        problem = "Name the candidate to start the interview."
        raise Invalid(problem, {"candidate_name": problem})
    candidate = candidate_for(actor, candidate_id, candidate_name, candidate_email) if named else None
    need = need_of_level(kit.level, kit.minutes, kit.name)
    request, known = make_request(actor.organization_id, need, candidate, new_seed(), actor.pk)
    choices, gaps = _choices(kit, request, known)
    if not choices:
        raise Conflict(f"Nothing of the kit can be asked. {' '.join(gaps)}")
    loop = _loop(actor, kit, candidate, request.seed, gaps)
    session = write_single_loop(
        loop, loop_id, choices, title=kit.name, minutes=kit.minutes, purpose=kit.purpose
    )
    data = {"kit": str(kit.pk), "gaps": len(gaps)}
    record("use_kit", organization=actor.organization, actor=actor, on=loop, data=data)
    if start:
        start_session(actor=actor, session_id=session.pk)
    return loop


def _loop(actor: Membership, kit: Kit, candidate: Candidate | None, seed: int, gaps: list[str]) -> Loop:
    return Loop(
        organization_id=actor.organization_id,
        name=kit.name,
        level=kit.level,
        candidate=candidate,
        kit=kit,
        state=LoopState.PLANNED if candidate else LoopState.PROPOSED,
        seed=seed,
        gaps=gaps,
        created_by=actor,
    )


def _choices(kit: Kit, request: Request, known: Known) -> tuple[list[Choice], list[str]]:
    """The kit's questions, or what stands in for them; what has no stand-in, in sentences."""
    kept: list[Choice] = []
    lost: list[BankQuestion] = []
    for line in kit_lines(kit):
        current = line.question.current
        if current is None:
            continue
        row = known.row(line.question, current, current.minutes or 0)
        usable = line.question.state in IN_USE and row.minutes and row.question not in request.forbidden
        kept.append(Choice(0, row, f"From the kit {kit.name}." if usable else LOST))
        lost += [] if usable else [row]
    gaps = []
    for row in lost:
        place = next(index for index, choice in enumerate(kept) if choice.question is row)
        found = alternatives(request, kept, 0, replacing=row.question, limit=1)
        if found:
            kept[place] = Choice(0, found[0].question, f"In place of a question of the kit. {found[0].why}")
        else:
            cause = (
                "the candidate has met it" if row.question in request.forbidden else "it is no longer in use"
            )
            topic = row.topic_name or "no topic"
            gaps.append(
                f"{kit.name}: a question on {topic} is out, {cause} and the bank has no other that fits."
            )
    return [choice for choice in kept if choice.why != LOST], gaps
