"""What a committee reads of one loop, as plain data: live from the tables, or frozen with the decision.

The data is the same for everyone who may read it, so its digest says whether two people saw the same. It
holds no private note, no draft, and the candidate's pseudonym only.
"""

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404

from accounts.ground.verdict import Verdict, no
from accounts.models import Membership
from interviews.access import visible_loops
from interviews.enums import LoopState
from interviews.models import Loop, Seat
from scoring.access import HAD_A_PART
from scoring.models import Debrief, Decision, PacketOpening, Scorecard
from scoring.packet_formats import FORMAT
from scoring.queries.packet_adjusted import adjusted_in_packet
from scoring.queries.packet_cards import card_in_packet, submitted_cards
from scoring.queries.packet_coverage import loop_facts, uncovered_topics
from scoring.queries.packet_questions import planned_of, ratings_of, sessions_in_packet
from scoring.snapshot import Packet, digest_of, packet_in
from scoring.visibility import (
    counts,
    is_blind,
    is_recused,
    loops_open_to,
)
from scoring.visibility_votes import may_know_name, readable_decisions

SHOWN = (
    "organization",
    "level",
    "candidate__person",
    "application__opening",
    "blueprint_revision__blueprint",
    "debrief__run",
)


def open_packet(actor: Membership, loop_id: uuid.UUID, *, lock: bool = False) -> Loop:
    """The loop whose packet the actor may read, with level, candidate, opening, blueprint and debrief loaded;
    `on_panel`: whether they sit in one of its interviews or were declared out of one; and `noted`: whether
    it is known that they have opened it.

    404 for whom the loop does not exist; Denied with the gate's reason for who is blind in it or has no part.
    """
    opened = loops_open_to(actor, Loop.objects.filter(pk=OuterRef("pk")))
    sits = Seat.objects.filter(session__loop=OuterRef("pk"), member=actor, state__in=HAD_A_PART)
    noted = PacketOpening.objects.filter(loop=OuterRef("pk"), member=actor)
    rows = visible_loops(actor).annotate(
        packet_open=Exists(opened), on_panel=Exists(sits), noted=Exists(noted)
    )
    rows = rows.select_related(*SHOWN)
    if lock:
        rows = rows.select_for_update(of=("self",))
    loop = rows.filter(pk=loop_id).first()
    if loop is None:
        raise Http404("There is no such loop.")
    if not loop.packet_open:
        _why_closed(actor, loop).require()
    return loop


def debrief_in(loop: Loop) -> Debrief:
    """The debrief of a loop that `open_packet` found, without a query."""
    return getattr(loop, "debrief", None) or Debrief(loop=loop, organization_id=loop.organization_id)


@dataclass(frozen=True)
class PacketReading:
    """A packet as one reader has it before them: live, or frozen with its decision."""

    packet: Packet
    digest: str  # of the packet
    decision: Decision | None  # the one in force, for who may read it
    loop: Loop
    debrief: Debrief
    name: str = ""  # the candidate's, for who may know it; never in the packet itself


def read_packet(actor: Membership, loop_id: uuid.UUID) -> PacketReading:
    """The packet of this loop for this reader; 404 and Denied as `open_packet`.

    Of a decided loop, exactly what the deciders saw: nothing is read from the tables of today.
    """
    loop = open_packet(actor, loop_id)
    debrief = debrief_in(loop)
    name = _name(actor, loop, debrief)
    decision = decision_in_force(actor, loop)
    if decision is not None:
        packet = packet_in(decision.snapshot)
        return PacketReading(packet, digest_of(packet), decision, loop, debrief, name)
    packet = packet_of(actor, loop)
    return PacketReading(packet, digest_of(packet), None, loop, debrief, name)


def _name(actor: Membership, loop: Loop, debrief: Debrief) -> str:
    person = getattr(loop.candidate, "person", None)
    return person.name if person and may_know_name(actor, loop.organization, debrief) else ""


def decision_in_force(actor: Membership, loop: Loop) -> Decision | None:
    """The loop's last decision, unless it was reopened since; None for who may not read it yet. One query,
    none before it is decided.
    """
    if loop.state not in (LoopState.CLOSED, LoopState.DECIDED):
        return None
    rows = readable_decisions(actor, Loop.objects.filter(pk=loop.pk))
    rows = rows.select_related("decided_by__user", "level", "run")
    return rows.order_by("-number").first()


def sat_in(loop: Loop) -> bool:
    """Whether the reader for whom `open_packet` found this loop is a witness in it."""
    return bool(vars(loop)["on_panel"])


def is_noted(loop: Loop) -> bool:
    """Whether it is known that the reader for whom `open_packet` found this loop has opened its packet."""
    return bool(vars(loop)["noted"])


def _why_closed(actor: Membership, loop: Loop) -> Verdict:
    if is_recused(actor, loop):
        return no("You recused yourself from this loop.")
    if is_blind(actor, loop):
        return no("You see your colleagues' cards of this loop once you have submitted yours.")
    return no("Packets are read by committee members, administrators and those who interviewed.")


def packet_of(actor: Membership, loop: Loop) -> Packet:
    """The packet of a loop that `open_packet` opened, as it stands now. Nine queries at most."""
    cards = submitted_cards(actor, loop)
    planned = planned_of(loop)
    ratings = ratings_of(cards)
    counted = {card.pk for card in cards if counts(card)}
    facts = loop_facts(loop)
    opening = loop.application.opening.title if loop.application else ""
    return {
        "format": FORMAT,
        "loop": {
            "id": str(loop.pk),
            "name": loop.name,
            "level": loop.level.name,
            "opening": opening,
            "candidate": str(loop.candidate),
            "blueprint": str(loop.blueprint_revision or ""),
        },
        "bars": facts.bars,
        "uncovered_topics": uncovered_topics(loop, facts.topics, planned, ratings, counted),
        "cards": [card_in_packet(card) for card in cards],
        "missing": facts.missing,
        "recused": facts.recused,
        "overrides": facts.overrides,
        "sessions": sessions_in_packet(loop, planned, ratings),
        "show_adjusted": loop.organization.show_adjusted,
        "adjusted": _adjusted(loop, cards) if loop.organization.show_adjusted else None,
    }


def _adjusted(loop: Loop, cards: list[Scorecard]) -> Packet | None:
    return adjusted_in_packet(loop, debrief_in(loop), cards)
