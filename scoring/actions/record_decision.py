"""Records what a committee decided on a loop, frozen with the packet that it read."""

import uuid

from django.db import transaction

from accounts.ground import audit
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews.actions._telling import tell_sheets
from interviews.enums import LoopState
from interviews.models import Loop
from questionbank.models import Level
from scoring import rules
from scoring.access import level_of
from scoring.actions._freezing import freeze_decision
from scoring.enums import Outcome
from scoring.models import Decision
from scoring.queries.packet import open_packet, packet_of, sat_in
from scoring.snapshot import Packet, digest_of


@transaction.atomic
def record_decision(
    *,
    actor: Membership,
    loop_id: uuid.UUID,
    outcome: str,
    reasons: str,
    dissent: str = "",
    level_id: uuid.UUID | None = None,
    digest_seen: str,
) -> Decision:
    """Freezes the decision with the packet and its digest; the loop is decided and takes no more cards.

    `digest_seen` is the digest of the packet that the decider read; `level_id` goes with "hire at another
    level" and is left away otherwise. Raises Conflict when the loop was decided before (saying by whom), a
    card is owed (saying whose), or the packet is no longer what was read; Invalid with the field's name.
    """
    loop = open_packet(actor, loop_id, lock=True)
    _still_open(loop)
    packet = packet_of(actor, loop)
    rules.may_decide(actor, interviewed=sat_in(loop)).require()
    _all_in(packet)
    level = _check(actor, loop, outcome, reasons, level_id)
    if digest_of(packet) != digest_seen:
        raise Conflict("The packet changed while you were reading: look at it again, then decide.")
    decision = freeze_decision(
        loop, decider=actor, outcome=outcome, reasons=reasons, dissent=dissent, level=level, packet=packet
    )
    tell_sheets(loop)
    audit.record(
        "record_decision",
        organization=actor.organization,
        actor=actor,
        on=decision,
        data={"loop": str(loop.pk), "outcome": outcome, "digest": decision.digest},
    )
    return decision


def _still_open(loop: Loop) -> None:
    earlier = Decision.objects.filter(loop=loop).select_related("decided_by__user").first()
    if earlier is not None:
        raise Conflict(
            f"{earlier.decided_by} decided this loop on {earlier.created_at:%d %B %Y at %H:%M} UTC: "
            f"{earlier.get_outcome_display().lower()}. A decision stands; nothing of it was changed."
        )
    if loop.state != LoopState.PLANNED:
        raise Conflict(f"This loop is {loop.get_state_display().lower()}: there is nothing to decide.")


def _all_in(packet: Packet) -> None:
    if packet["missing"]:
        owed = ", ".join(f"{one['name']} ({one['session']})" for one in packet["missing"])
        raise Conflict(f"Not every card is in. Still owed by: {owed}.")
    if not any(card["counted"] for card in packet["cards"]):
        raise Conflict("No card has been handed in for this loop: there is nothing to decide on.")


def _check(
    actor: Membership, loop: Loop, outcome: str, reasons: str, level_id: uuid.UUID | None
) -> Level | None:
    wrong = {}
    if outcome not in Outcome.values:
        wrong["outcome"] = "Choose what was decided."
    if not reasons.strip():
        wrong["reasons"] = "Say why: a decision without reasons cannot be understood later."
    if outcome == Outcome.HIRE_OTHER_LEVEL and (level_id is None or level_id == loop.level_id):
        wrong["level"] = f"Choose a level other than {loop.level.name}."
    if outcome != Outcome.HIRE_OTHER_LEVEL and level_id is not None:
        wrong["level"] = "A level goes with “hire at another level” only."
    if wrong:
        raise Invalid("The decision is not complete yet.", wrong)
    return level_of(actor, level_id) if level_id else None
