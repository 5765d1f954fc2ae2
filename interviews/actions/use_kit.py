"""Makes a loop out of a kit."""

import uuid
from dataclasses import replace

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._candidates import candidate_for
from interviews.actions._writing import (
    loop_made_before,
    new_seed,
    save_new_loop,
    write_plan,
    write_single_loop,
)
from interviews.actions.start_session import start_session
from interviews.assembly import BankQuestion, Choice, Request, alternatives
from interviews.enums import LoopState
from interviews.models import Candidate, Kit, Loop, Session
from interviews.queries.bank import make_request, need_of_level
from interviews.queries.kits import KitSection, kit_sections
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
    """A loop with the kit's questions as they are now.

    Of a kit for one interview the actor is the lead; the interviews of a kit with several have nobody yet.
    Without a candidate it is proposed. A question that the candidate met, or that is not in use any more, is
    replaced where the bank has another, else a gap says so. Refuses who may not interview (Denied), a retired
    kit or one of which nothing is left (Conflict), a start without a candidate or of several interviews
    (Invalid), and rows that are not ours (404).
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
    sections = kit_sections(kit)
    if start and len(sections) > 1:
        problem = "This kit has several interviews. Build the loop and seat people first."
        raise Invalid(problem, {"start": problem})
    candidate = candidate_for(actor, candidate_id, candidate_name, candidate_email) if named else None
    choices, gaps, seed = _all_choices(kit, sections, candidate, actor)
    if not choices:
        raise Conflict(f"Nothing of the kit can be asked. {' '.join(gaps)}")
    loop = _loop(actor, kit, candidate, seed, gaps)
    sessions = _write(loop, loop_id, sections, choices)
    data = {"kit": str(kit.pk), "gaps": len(gaps)}
    record("use_kit", organization=actor.organization, actor=actor, on=loop, data=data)
    if start:
        start_session(actor=actor, session_id=sessions[0].pk)
    return loop


def _write(
    loop: Loop, loop_id: uuid.UUID | None, sections: list[KitSection], choices: list[Choice]
) -> list[Session]:
    if len(sections) == 1:
        only = sections[0]
        return [
            write_single_loop(
                loop, loop_id, choices, title=only.title, minutes=only.minutes, purpose=only.purpose
            )
        ]
    save_new_loop(loop, loop_id)
    sessions = Session.objects.bulk_create(
        Session(
            organization_id=loop.organization_id,
            loop=loop,
            position=position,
            title=section.title,
            purpose=section.purpose,
            minutes=section.minutes,
        )
        for position, section in enumerate(sections)
    )
    write_plan(sessions, choices, loop.candidate)
    return sessions


def _all_choices(
    kit: Kit, sections: list[KitSection], candidate: Candidate | None, actor: Membership
) -> tuple[list[Choice], list[str], int]:
    """What stands in each interview of the kit now, what could not be had, and the seed of the loop.

    No interview takes as a stand-in what another one of the kit asks, nor an enemy of that.
    """
    lead = actor.pk if len(sections) == 1 else None
    seed = new_seed()
    taken = {line.question_id for section in sections for line in section.lines}
    found: list[Choice] = []
    gaps: list[str] = []
    for position, section in enumerate(sections):
        need = need_of_level(section.level, section.minutes, section.title)
        request, known = make_request(actor.organization_id, need, candidate, seed, lead)
        others = taken - {line.question_id for line in section.lines}
        enemies = {enemy for choice in found for enemy in choice.question.enemies}
        choices, missing = _choices(kit, section, request, known, frozenset(others | enemies))
        taken.update(choice.question.question for choice in choices)
        found += [replace(choice, session=position) for choice in choices]
        gaps += missing
    return found, gaps, seed


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


def _choices(
    kit: Kit, section: KitSection, request: Request, known: Known, elsewhere: frozenset[uuid.UUID]
) -> tuple[list[Choice], list[str]]:
    """An interview's questions, or what stands in for them; what has no stand-in, in sentences.

    `elsewhere` may not stand in: other interviews of the kit need it.
    """
    kept: list[Choice] = []
    lost: list[BankQuestion] = []
    for line in section.lines:
        current = line.question.current
        if current is None:
            continue
        row = known.row(line.question, current, current.minutes or 0)
        usable = line.question.state in IN_USE and row.minutes and row.question not in request.forbidden
        kept.append(Choice(0, row, f"From the kit {kit.name}." if usable else LOST))
        lost += [] if usable else [row]
    gaps = []
    offered = replace(request, forbidden=request.forbidden | elsewhere)
    for row in lost:
        place = next(index for index, choice in enumerate(kept) if choice.question is row)
        found = alternatives(offered, kept, 0, replacing=row.question, limit=1)
        if found:
            kept[place] = Choice(0, found[0].question, f"In place of a question of the kit. {found[0].why}")
        else:
            cause = (
                "the candidate has met it" if row.question in request.forbidden else "it is no longer in use"
            )
            topic = row.topic_name or "no topic"
            gaps.append(
                f"{section.title}: a question on {topic} is out, {cause} and the bank has no other that fits."
            )
    return [choice for choice in kept if choice.why != LOST], gaps
