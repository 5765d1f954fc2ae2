"""Who is in the room of a debrief, who has read, who has voted: never what anybody thinks."""

import uuid
from typing import Any

import structlog
from django.http import Http404
from redis.exceptions import RedisError

from accounts.ground.presence import here, leave, stay
from accounts.ground.verdict import Denied
from accounts.models import Membership
from interviews.enums import LoopState
from scoring.enums import CommitteeState, DebriefState
from scoring.models import CommitteeSeat, Debrief
from scoring.queries.packet import open_packet
from scoring.rules import knows_that_decided
from scoring.visibility_votes import CLOSED_VOTE, may_read_decision, seated_committee

log = structlog.get_logger()
VOTED_IN = (DebriefState.VOTING, *CLOSED_VOTE)


def topic_of(loop_id: uuid.UUID) -> str:
    """The topic under which a debrief's news is announced, and its presence kept."""
    return f"debrief:{loop_id}"


def debrief_room(actor: Membership, loop_id: uuid.UUID, *, tab: str = "") -> dict[str, Any] | None:
    """How a debrief stands and who takes part in it; None of a cancelled loop. At most six queries.

    With the name of a tab it says first that the actor has the packet open. 404 for everybody who may not
    open it, as for a loop that is not there.

    {"sign", "state", "word", "round", "people": [{"id", "name", "part", "read", "voted", "here"}]}: "part" is
    facilitator, committee or "" for others who have the packet open; "read" and "voted" are null where they
    are not asked for, "here" is null if unknown. Whom a decision is not told yet sees the debrief discussing.
    """
    try:
        loop = open_packet(actor, loop_id)
    except Denied as closed:
        raise Http404(closed.reason) from None
    if loop.state == LoopState.CANCELLED:
        return None
    debrief = Debrief.objects.filter(loop=loop).first() or Debrief(loop=loop)
    present = people_here(topic_of(loop_id), actor, tab)
    state = DebriefState(debrief.state)
    if state == DebriefState.DECIDED:
        told = bool(may_read_decision(actor, loop, debrief))
        state = state if knows_that_decided(actor, told=told) else DebriefState.DISCUSSING
    people = _people(debrief, present)
    stands = {"state": state.value, "word": str(state.label), "round": debrief.round}
    return {"sign": sign_of(state, debrief.round), **stands, "people": people}


def sign_of(state: str, number: int) -> str:
    """Another text whenever a debrief has gone on, as far as its reader may know."""
    return f"{state} {number}"


def people_here(topic: str, actor: Membership, tab: str) -> set[str] | None:
    """The ids of the members who have a page of this topic open; None while the broker cannot say. With the
    name of a tab it says first that the actor does.
    """
    try:
        return set(stay(topic, str(actor.pk), tab) if tab else here(topic))
    except RedisError as error:
        log.warning("room: nobody knows who is there", error=str(error))
        return None


def leave_room(topic: str, actor: Membership, *, tab: str) -> None:
    """Says that the actor closed this tab."""
    try:
        leave(topic, str(actor.pk), tab)
    except RedisError as error:
        log.warning("room: nobody was told who left", error=str(error))


def is_here(present: set[str] | None, member: uuid.UUID) -> bool | None:
    """Whether this member has the page open; None while nobody knows."""
    return None if present is None else str(member) in present


def _people(debrief: Debrief, present: set[str] | None) -> list[dict[str, Any]]:
    votes, reads = debrief.state in VOTED_IN, debrief.state != DebriefState.COLLECTING
    found: list[dict[str, Any]] = [
        {
            "id": str(seat.member_id),
            "name": str(seat.member),
            "part": "facilitator" if seat.member_id == debrief.facilitator_id else "committee",
            "read": seat.read_at is not None if reads else None,
            "voted": vars(seat)["has_voted"] if votes else None,
            "here": is_here(present, seat.member_id),
        }
        for seat in seated_committee(debrief)
    ]
    return found + _others(debrief, {uuid.UUID(one["id"]) for one in found}, present)


def _others(debrief: Debrief, known: set[uuid.UUID], present: set[str] | None) -> list[dict[str, Any]]:
    """The facilitator, if they are no voter, and whoever else has the packet open and may."""
    wanted = {uuid.UUID(one) for one in present or ()} - known
    if debrief.facilitator_id and debrief.facilitator_id not in known:
        wanted.add(debrief.facilitator_id)
    recused = CommitteeSeat.objects.filter(debrief_id=debrief.pk, state=CommitteeState.RECUSED)
    members = Membership.objects.filter(pk__in=wanted).exclude(pk__in=recused.order_by().values("member"))
    return [
        {
            "id": str(member.pk),
            "name": str(member),
            "part": "facilitator" if member.pk == debrief.facilitator_id else "",
            "read": None,
            "voted": None,
            "here": is_here(present, member.pk),
        }
        for member in members.select_related("user").order_by("user__name", "pk")
    ]
