"""What a decision must hold before it is recorded."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews.models import Loop
from questionbank.access import topic_of
from questionbank.models import Topic
from scoring.access import level_of
from scoring.actions._freezing import Deciding
from scoring.citing import Evidence, cited
from scoring.debriefing.table import TABLE
from scoring.enums import Outcome
from scoring.models import Debrief
from scoring.queries.decisions import people_of, standing_veto
from scoring.snapshot import Packet

DECIDE = next(step for step in TABLE if step.verb == "decide")
HIRING = (Outcome.HIRE, Outcome.HIRE_OTHER_LEVEL)
NOT_CITED = "No evidence is cited."


@dataclass(frozen=True)
class Wanted:
    """A decision as it was sent."""

    outcome: str
    reasons: str
    cites: Sequence[Packet]
    topic_ids: Sequence[uuid.UUID]
    dissent: str
    present: Sequence[uuid.UUID]
    level_id: uuid.UUID | None
    override: str


def check_decision(
    actor: Membership, loop: Loop, debrief: Debrief, packet: Packet, wanted: Wanted, missing: Sequence[str]
) -> Deciding:
    """The decision as it is to be recorded; Invalid names every field that is wrong, 404 for ids not ours."""
    evidence = cited(packet, wanted.cites)
    here = _present(actor, loop, debrief, wanted.present)
    left_out = [*missing, *([] if wanted.cites else [NOT_CITED])]
    wrong = _outcome_faults(loop, wanted.outcome, wanted.level_id, wanted.topic_ids)
    if not wanted.reasons.strip():
        wrong["reasons"] = "Say why: a decision without reasons cannot be understood later."
    wrong |= _cites_faults(evidence, left_out, wanted.override)
    if here is None:
        wrong["present"] = "Only people of this loop's committee and panel can have been there."
    if wrong or evidence is None or here is None:
        raise Invalid("The decision is not complete yet.", wrong)
    topics: list[Topic] = [topic_of(actor, one) for one in dict.fromkeys(wanted.topic_ids)]
    return Deciding(
        outcome=wanted.outcome,
        reasons=wanted.reasons,
        level=level_of(actor, wanted.level_id) if wanted.level_id else None,
        topics=topics,
        cites=evidence,
        dissent=wanted.dissent,
        present=here,
        override=wanted.override,
        unmet=left_out,
    )


def refuse_hire_under_veto(debrief: Debrief, outcome: str) -> None:
    """Raises Conflict where a veto stands and this outcome hires, whoever asks and for whatever reason."""
    veto = standing_veto(debrief) if outcome in HIRING else None
    if veto is not None:
        said = veto.reason.rstrip(" .")
        raise Conflict(
            f"{veto.member} forbids a hire: {said}. While the veto stands, a hire cannot be recorded; "
            "“no hire” and “more evidence needed” can."
        )


def _outcome_faults(
    loop: Loop, outcome: str, level_id: uuid.UUID | None, topic_ids: Sequence[uuid.UUID]
) -> dict[str, str]:
    wrong = {}
    if outcome not in Outcome.values:
        wrong["outcome"] = "Choose what was decided."
    if outcome == Outcome.HIRE_OTHER_LEVEL and (level_id is None or level_id == loop.level_id):
        wrong["level"] = f"Choose a level other than {loop.level.name}."
    if outcome != Outcome.HIRE_OTHER_LEVEL and level_id is not None:
        wrong["level"] = "A level goes with “hire at another level” only."
    if outcome == Outcome.MORE_EVIDENCE and not topic_ids:
        wrong["topics"] = "Choose the topics on which more evidence is needed."
    if outcome != Outcome.MORE_EVIDENCE and topic_ids:
        wrong["topics"] = "Topics go with “more evidence needed” only."
    return wrong


def _cites_faults(evidence: list[Evidence] | None, left_out: Sequence[str], override: str) -> dict[str, str]:
    if evidence is None:
        return {"cites": "This evidence is not in the packet: choose again."}
    if NOT_CITED in left_out and not override:
        return {"cites": "Tick the evidence that decided it: one line at least."}
    if override and not left_out:
        return {"override": "Everything is given: there is nothing to go over, so leave this empty."}
    return {}


def _present(
    actor: Membership, loop: Loop, debrief: Debrief, present: Sequence[uuid.UUID]
) -> list[dict[str, str]] | None:
    """Who was there, in the order of the page, whoever records it among them; None for somebody else."""
    people = people_of(loop, debrief)
    wanted = {*present, actor.pk}
    here = [person.row for person in people if person.member in wanted]
    if actor.pk not in {person.member for person in people}:
        here.append({"member": str(actor.pk), "name": str(actor), "part": "Recorded it"})
    return here if len(here) == len(wanted) else None
