"""Reads around deciding: who was in the room, which topics may be asked for, what stands in the way."""

import uuid
from dataclasses import dataclass

import structlog
from redis import RedisError

from accounts.ground.presence import here
from accounts.models import Membership
from interviews.enums import LoopState
from interviews.models import Loop, Seat, StageTopic
from interviews.rules import may_change_loop
from questionbank.models import Topic
from scoring.access import HAD_A_PART
from scoring.debriefing.table import unmet, way
from scoring.enums import CommitteeState, DebriefState
from scoring.models import CommitteeSeat, Debrief, Decision, Veto
from scoring.queries.debriefs import standing_of
from scoring.visibility import unblinded_loops
from scoring.visibility_votes import decisions_open_to

log = structlog.get_logger()


@dataclass(frozen=True)
class Person:
    """Somebody who may have been there when it was decided."""

    member: uuid.UUID
    name: str
    part: str

    @property
    def row(self) -> dict[str, str]:
        """As it is kept with the decision."""
        return {"member": str(self.member), "name": self.name, "part": self.part}


def people_of(loop: Loop, debrief: Debrief) -> list[Person]:
    """Committee, facilitator and panel of a loop, each once, by their first part. Two queries."""
    found: dict[uuid.UUID, Person] = {}
    seats = CommitteeSeat.objects.filter(debrief=debrief.pk, state=CommitteeState.SEATED)
    for seat in seats.select_related("member__user"):
        found.setdefault(seat.member_id, Person(seat.member_id, str(seat.member), "Committee"))
    if debrief.facilitator is not None:
        leader = debrief.facilitator
        found.setdefault(leader.pk, Person(leader.pk, str(leader), "Facilitator"))
    panel = Seat.objects.filter(session__loop=loop, state__in=HAD_A_PART).select_related("member__user")
    for sat in panel.order_by("member__user__name"):
        found.setdefault(sat.member_id, Person(sat.member_id, str(sat.member), "Interviewer"))
    return list(found.values())


def in_the_room(loop: Loop) -> set[str]:
    """The members whose browsers have this debrief open now, ids as text; none while the broker is down."""
    try:
        return set(here(f"debrief:{loop.pk}"))
    except RedisError as error:
        log.warning("decide: nobody knows who is there", error=str(error))
        return set()


def topics_of(loop: Loop) -> tuple[list[Topic], list[Topic]]:
    """The topics of the loop's blueprint and questions, and all others of the bank. Three queries."""
    wanted = set(StageTopic.objects.filter(stage__revision=loop.blueprint_revision_id).values_list("topic"))
    wanted |= set(loop.sessions.exclude(planned=None).values_list("planned__revision__topic"))
    own = {pk for (pk,) in wanted} | set(loop.asked_topics)
    topics = list(Topic.objects.order_by("name"))
    return [one for one in topics if one.pk in own], [one for one in topics if one.pk not in own]


def standing_veto(debrief: Debrief) -> Veto | None:
    """The veto that forbids hiring, if one stands. One query."""
    rows = Veto.objects.filter(debrief=debrief.pk, withdrawn_at=None)
    return rows.select_related("member__user").first()


def unmet_until_discussed(loop: Loop, debrief: Debrief) -> list[str]:
    """What is not given for this debrief to be discussed, sentences; [] once it is."""
    state = DebriefState(debrief.state)
    if state == DebriefState.DISCUSSING:
        return []
    standing = standing_of(loop, debrief)
    missing = [words for step in way(state, DebriefState.DISCUSSING) for words in unmet(step, standing)]
    return missing or [f"The debrief is at “{state.label.lower()}”."]


def decisions_on(loop: Loop) -> list[Decision]:
    """All decisions on a loop, the last one first, without their snapshots. One query."""
    rows = Decision.objects.filter(loop=loop).defer("snapshot").order_by("-number")
    return list(rows.select_related("decided_by__user", "level"))


def released_decision(actor: Membership, loop: Loop) -> Decision | None:
    """What was decided on a loop, for the page of the loop: once released, for who plans it and for whom its
    packet is open, if nothing need be kept from them. No query before it is released, then two.
    """
    if loop.state != LoopState.DECIDED:
        return None
    rows = Loop.objects.filter(pk=loop.pk)
    told = unblinded_loops(actor, rows) if may_change_loop(actor, loop) else decisions_open_to(actor, rows)
    found = Decision.objects.filter(loop__in=told).select_related("decided_by__user", "level")
    return found.defer("snapshot").prefetch_related("topics").order_by("-number").first()
