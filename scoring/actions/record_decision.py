"""Records what a committee decided on a loop, frozen with the packet that it read and all behind it."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from accounts.ground import audit
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.enums import LoopState
from interviews.models import Loop
from scoring import rules
from scoring.actions._deciding import DECIDE, Wanted, check_decision, refuse_hire_under_veto
from scoring.actions._freezing import Deciding, freeze_decision
from scoring.actions._stepping import locked_debrief, take_step
from scoring.debriefing.moving import after
from scoring.debriefing.table import Part, unmet, way
from scoring.enums import DebriefState
from scoring.models import Debrief, Decision
from scoring.queries.debriefs import parts_of, standing_of
from scoring.queries.decisions import decisions_on, unmet_until_discussed
from scoring.queries.packet import open_packet, packet_of, sat_in
from scoring.snapshot import Packet, digest_of
from scoring.visibility_votes import may_read_decision

FORCED = "Gone over to record a decision; why is kept with the decision."


@transaction.atomic
def record_decision(
    *,
    actor: Membership,
    loop_id: uuid.UUID,
    outcome: str,
    reasons: str,
    cites: Sequence[Packet] = (),
    topic_ids: Sequence[uuid.UUID] = (),
    dissent: str = "",
    present: Sequence[uuid.UUID] = (),
    level_id: uuid.UUID | None = None,
    override: str = "",
    digest_seen: str,
) -> Decision:
    """Freezes the decision with the packet, the votes and a digest of every row behind it. Nobody but the
    committee hears of it before it is released; the loop takes no more cards.

    By whoever takes part in the committee, once the vote is closed. `override`, a reason, goes over what is
    not given: by the facilitator or an administrator, and over the evidence to cite by the committee, too.
    `cites` are {"card", "planned", "criterion"} of the packet; `present` members of committee and panel;
    `topic_ids` go with "more evidence", `level_id` with "hire at another level". `digest_seen` is the digest
    of the packet that was read. 404 and Denied as `open_packet`, Denied for witnesses and who takes no part;
    Conflict when it was decided before (saying by whom), something is not given, a veto stands, or the packet
    is no longer what was read; Invalid with the field's name.
    """
    loop = open_packet(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    rules.may_judge(interviewed=sat_in(loop)).require()
    _still_open(actor, loop, debrief)
    wanted = Wanted(outcome, reasons, cites, topic_ids, dissent, present, level_id, override.strip())
    missing = _require_part(actor, loop, debrief, wanted.override)
    packet = packet_of(actor, loop)
    if not any(card["counted"] for card in packet["cards"]):
        raise Conflict("No card has been handed in for this loop: there is nothing to decide on.")
    deciding = check_decision(actor, loop, debrief, packet, wanted, missing)
    refuse_hire_under_veto(debrief, outcome)
    if digest_of(packet) != digest_seen:
        raise Conflict("The packet changed while you were reading: look at it again, then decide.")
    _step(loop, debrief, actor, deciding)
    decision = freeze_decision(loop, debrief, deciding, decider=actor, packet=packet)
    # What was decided stays out of the trail: administrators read it before it is released.
    told = {"loop": str(loop.pk), "number": decision.number, "digest": decision.digest}
    audit.record("record_decision", organization=actor.organization, actor=actor, on=decision, data=told)
    return decision


def _still_open(actor: Membership, loop: Loop, debrief: Debrief) -> None:
    if debrief.state in (DebriefState.DECIDED, DebriefState.RELEASED):
        raise Conflict(_decided_words(actor, loop, debrief))
    if loop.state != LoopState.PLANNED:
        raise Conflict(f"This loop is {loop.get_state_display().lower()}: there is nothing to decide.")


def _decided_words(actor: Membership, loop: Loop, debrief: Debrief) -> str:
    earlier = decisions_on(loop)
    if not earlier or not may_read_decision(actor, loop, debrief):
        return "This loop is decided. A decision stands; nothing of it was changed."
    last = earlier[0]
    return (
        f"{last.decided_by} decided this loop on {last.created_at:%d %B %Y at %H:%M} UTC: "
        f"{last.get_outcome_display().lower()}. A decision stands; nothing of it was changed."
    )


def _require_part(actor: Membership, loop: Loop, debrief: Debrief, override: str) -> list[str]:
    """What of the way to a decision is not given; Denied or Conflict where this person may not go over it."""
    parts = parts_of(actor, loop, debrief)
    missing = unmet_until_discussed(loop, debrief)
    if Part.VOTER not in parts:
        missing.append(f"{actor} has no vote in this committee.")
    rules.may_record(parts, missing=bool(missing), override=bool(override)).require()
    if missing and not override:
        raise Conflict(f"Not yet: {' '.join(missing)}")
    return missing


def _step(loop: Loop, debrief: Debrief, actor: Membership, deciding: Deciding) -> None:
    """Every step to "decided"; those before the discussion are forced.

    The steps are read by people to whom the decision is not open yet: the override stays with the decision.
    """
    ahead = standing_of(loop, debrief)
    for step in way(DebriefState(debrief.state), DebriefState.DISCUSSING):
        take_step(debrief, step, by=actor, reason=FORCED, unmet=unmet(step, ahead))
        ahead = after(step, ahead)
    take_step(debrief, DECIDE, by=actor, reason=FORCED if deciding.unmet else "", unmet=deciding.unmet)
