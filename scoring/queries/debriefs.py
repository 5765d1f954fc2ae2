"""Where debriefs stand, who somebody is in one, and the protocol of one. Who may read it: `open_debrief`."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef

from accounts.enums import Role
from accounts.models import Membership
from interviews.access import visible_loops
from interviews.models import Loop, Seat
from interviews.rules import may_change_loop, may_interview
from scoring.access import HAD_A_PART
from scoring.debriefing.standing import Standing
from scoring.debriefing.table import Part
from scoring.enums import CommitteeState
from scoring.models import CommitteeSeat, Debrief
from scoring.queries.debrief_facts import facts_of, now_or
from scoring.queries.debrief_protocol import Protocol, protocol
from scoring.queries.packet import open_packet
from scoring.visibility import READERS, loops_open_to, unblinded_loops

__all__ = [
    "Protocol",
    "debrief_of",
    "open_debrief",
    "parts_of",
    "protocol_of",
    "standing_of",
    "states_of",
]


def open_debrief(actor: Membership, loop_id: uuid.UUID, *, lock: bool = False) -> Loop:
    """A loop about whose debrief the actor may hear: who may open its packet, and who plans it if nothing
    need be kept from them. It has `packet_open`. 404 and Denied as `open_packet`. One or two queries.
    """
    if not may_interview(actor):  # no planner, nor anybody who makes loops of their own
        return open_packet(actor, loop_id, lock=lock)
    opened = loops_open_to(actor, Loop.objects.filter(pk=OuterRef("pk")))
    rows = unblinded_loops(actor, visible_loops(actor)).annotate(packet_open=Exists(opened))
    rows = rows.select_related("organization", "level", "candidate", "application__opening")
    if lock:
        rows = rows.select_for_update(of=("self",))
    loop = rows.filter(pk=loop_id).first()
    if loop is not None and may_change_loop(actor, loop):
        return loop
    return open_packet(actor, loop_id, lock=lock)


def debrief_of(loop: Loop) -> Debrief:
    """The loop's debrief; one that is not saved, collecting cards, where there is none yet. One query."""
    rows = Debrief.objects.filter(loop=loop).select_related("facilitator__user", "run")
    return rows.first() or Debrief(loop=loop, organization_id=loop.organization_id)


def standing_of(loop: Loop, debrief: Debrief, now: datetime | None = None) -> Standing:
    """All that its guards ask about. Three queries, five where the blueprint wants all topics covered."""
    return facts_of([loop.pk])[loop.pk].standing(debrief, now_or(now))


def states_of(loops: Iterable[Loop], now: datetime | None = None) -> dict[uuid.UUID, Standing]:
    """How the debriefs of many loops stand, by loop; as many queries as for one.

    It says who owes cards: only of loops that are open to who reads it.
    """
    moment = now_or(now)
    found = facts_of(loop.pk for loop in loops)
    return {pk: facts.standing(facts.debrief, moment) for pk, facts in found.items()}


def parts_of(actor: Membership, loop: Loop, debrief: Debrief) -> frozenset[Part]:
    """Who the actor is in this debrief; nobody while they are blind in it, recused, or have a conflict of
    interest. One query.
    """
    sits = Seat.objects.filter(session__loop=OuterRef("pk"), member=actor, state__in=HAD_A_PART)
    chair = CommitteeSeat.objects.filter(
        debrief__loop=OuterRef("pk"), member=actor, state=CommitteeState.SEATED
    )
    rows = unblinded_loops(actor, visible_loops(actor)).filter(pk=loop.pk)
    found = rows.annotate(sits=Exists(sits), seated=Exists(chair)).values("sits", "seated").first()
    if found is None:
        return frozenset()
    judges = actor.has(Role.COMMITTEE) and not found["sits"]
    held = {
        Part.FACILITATOR: debrief.facilitator_id == actor.pk and actor.has(*READERS),
        Part.VOTER: judges and found["seated"],
        Part.COMMITTEE: judges,
        Part.WITNESS: found["sits"],
        Part.COORDINATOR: bool(may_change_loop(actor, loop)),
        Part.ADMIN: actor.has(Role.ADMIN),
    }
    return frozenset(part for part, holds in held.items() if holds)


def protocol_of(actor: Membership, loop: Loop, debrief: Debrief, now: datetime | None = None) -> Protocol:
    """The protocol of a debrief for somebody whom `open_debrief` or `open_packet` let in. Six queries, eight
    where the blueprint wants all topics covered, however many people and steps.

    Who has voted, never what; to who plans the loop without reading its packet, no reasons and no veto.
    """
    return protocol(actor, loop, debrief, parts_of(actor, loop, debrief), now_or(now))
