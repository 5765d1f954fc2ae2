"""Who is qualified for what: topics that somebody may not lead, who is approved, how far trainees are.

A topic is decided by the nearest module upward: the modules that name it, or, where none does, those that
name the topic above it. Where no module reaches, everybody may ask; an organisation without modules bars
nothing. A retired module decides nothing.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from interviews.enums import QualificationState, SeatKind, SeatState, SessionState
from interviews.models import Module, Qualification, Seat, StageTopic
from questionbank.models import Topic

HELD = (SessionState.AWAITING, SessionState.COMPLETE)
AHEAD = (SessionState.SCHEDULED, SessionState.LIVE)
Deciding = Mapping[uuid.UUID, frozenset[uuid.UUID]]  # topic -> modules of which one is enough
TRAINING_SEATS = (SeatKind.SHADOW, SeatKind.REVERSE_SHADOW)

# By member, module, kind of seat, and whether the interview is over.
Counts = dict[tuple[uuid.UUID, uuid.UUID, str, bool], int]


@dataclass(frozen=True)
class Step:
    """How far a member is in a module: interviews watched and led under watch, held and still ahead."""

    qualification: Qualification
    shadows: int
    shadows_ahead: int
    reverse_shadows: int
    reverse_shadows_ahead: int

    @property
    def shadows_left(self) -> int:
        """Interviews to watch that are neither held nor set up."""
        return max(0, self.qualification.module.shadows - self.shadows - self.shadows_ahead)

    @property
    def reverse_shadows_left(self) -> int:
        """Interviews to lead under watch that are neither held nor set up."""
        done = self.reverse_shadows + self.reverse_shadows_ahead
        return max(0, self.qualification.module.reverse_shadows - done)

    @property
    def ready(self) -> bool:
        """Whether all interviews that the module asks for are held, so that somebody may approve."""
        module = self.qualification.module
        return self.shadows >= module.shadows and self.reverse_shadows >= module.reverse_shadows

    @property
    def next_seat(self) -> str:
        """The kind of seat that helps next; empty for who needs none: approved, withdrawn, or all set up."""
        if self.qualification.state != QualificationState.TRAINING:
            return ""
        if self.shadows_left:
            return SeatKind.SHADOW
        # Leads under watch only once everything that was to be watched has been.
        enough_seen = self.shadows >= self.qualification.module.shadows
        return SeatKind.REVERSE_SHADOW if enough_seen and self.reverse_shadows_left else ""


def barred_topics(member_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Each member's topics (a question's own one) that no question may have which they lead. Three queries.

    Where several modules decide a topic, approval in any of them is enough.
    """
    members = set(member_ids)
    deciding = deciding_modules() if members else {}
    if not deciding:
        return dict.fromkeys(members, frozenset())
    approved: dict[uuid.UUID, set[uuid.UUID]] = {member: set() for member in members}
    rows = _approved().filter(member__in=members).values_list("member_id", "module_id")
    for member, module in rows:
        approved[member].add(module)
    return {
        member: frozenset(topic for topic, modules in deciding.items() if not modules & held)
        for member, held in approved.items()
    }


def deciding_modules() -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Each topic that needs a qualification, with the modules of which one is enough. Two queries."""
    named: dict[uuid.UUID, set[uuid.UUID]] = {}
    links = Module.topics.through.objects.filter(module__in=Module.objects.filter(retired_at=None))
    for module, topic in links.values_list("module_id", "topic_id"):
        named.setdefault(topic, set()).add(module)
    if not named:
        return {}
    parents = dict(Topic.objects.order_by().values_list("pk", "parent_id"))
    found = {}
    for topic in parents:
        nearest = _nearest(topic, parents, named)
        if nearest is not None:
            found[topic] = frozenset(named[nearest])
    return found


def _nearest(
    topic: uuid.UUID, parents: Mapping[uuid.UUID, uuid.UUID | None], named: Collection[uuid.UUID]
) -> uuid.UUID | None:
    seen: set[uuid.UUID] = set()
    above: uuid.UUID | None = topic
    while above is not None and above not in seen:
        if above in named:
            return above
        seen.add(above)
        above = parents.get(above)
    return None


def approved_for(module_id: uuid.UUID) -> set[uuid.UUID]:
    """The members approved for this module, also a retired one: what a stage asks for stays. One query."""
    rows = Qualification.objects.filter(module=module_id, state=QualificationState.APPROVED)
    return set(rows.values_list("member_id", flat=True))


def training_needs(deciding: Deciding | None = None) -> list[Step]:
    """Everybody in training for a module in use, by module and by who began first. Five queries.

    Three if the caller has the deciding modules already.
    """
    rows = Qualification.objects.filter(state=QualificationState.TRAINING, module__retired_at=None)
    return steps(rows.order_by("module__name", "created_at", "pk"), deciding)


def steps_of(module: Module) -> list[Step]:
    """Everybody who is or was on this module's way, by name. Five queries."""
    return steps(Qualification.objects.filter(module=module).order_by("member__user__name", "pk"))


def own_steps(member_id: uuid.UUID) -> list[Step]:
    """A member's modules in use, by name. Five queries."""
    rows = Qualification.objects.filter(member=member_id, module__retired_at=None)
    return steps(rows.order_by("module__name", "pk"))


def steps(qualifications: QuerySet[Qualification], deciding: Deciding | None = None) -> list[Step]:
    """What was held and is ahead for each of these. An interview counts for its stage's module, or, where
    the stage names none, for every module that decides one of the stage's topics. Five queries.
    """
    rows = list(qualifications.select_related("member__user", "module", "approved_by__user"))
    counts = _counts({row.member_id for row in rows}, deciding)
    return [_step(row, counts) for row in rows]


def step_of(qualification: Qualification) -> Step:
    """How far one is, also one that is not saved yet. Four queries."""
    return _step(qualification, _counts({qualification.member_id}))


def _step(row: Qualification, counts: Counts) -> Step:
    return Step(
        row,
        *(
            counts.get((row.member_id, row.module_id, kind, held), 0)
            for kind in TRAINING_SEATS
            for held in (True, False)
        ),
    )


def training_seats(member_ids: Collection[uuid.UUID]) -> QuerySet[Seat]:
    """Their seats in training that are held or still ahead."""
    rows = Seat.objects.filter(member__in=member_ids, kind__in=TRAINING_SEATS, state=SeatState.SEATED)
    return rows.filter(session__state__in=[*HELD, *AHEAD]).order_by()


def modules_of_stages(
    stages: dict[uuid.UUID, uuid.UUID | None], deciding: Deciding | None = None
) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """The modules that each stage trains for; `stages` says which module it names. Three queries."""
    deciding = deciding_modules() if deciding is None else deciding
    found = {stage: {module} if module else set() for stage, module in stages.items()}
    without = [stage for stage, module in stages.items() if module is None]
    rows = StageTopic.objects.filter(stage__in=without).values_list("stage_id", "topic_id")
    for stage, topic in rows:
        found[stage] |= deciding.get(topic, frozenset())
    return {stage: frozenset(modules) for stage, modules in found.items()}


def _counts(members: set[uuid.UUID], deciding: Deciding | None = None) -> Counts:
    rows = training_seats(members).filter(session__stage__isnull=False)
    found = list(
        rows.values_list("member_id", "kind", "session__state", "session__stage_id", "session__stage__module")
    )
    modules = modules_of_stages({stage: module for *_, stage, module in found}, deciding)
    counts: Counts = {}
    for member, kind, state, stage, _ in found:
        for module in modules[stage]:
            key = (member, module, kind, state in HELD)
            counts[key] = counts.get(key, 0) + 1
    return counts


def _approved() -> QuerySet[Qualification]:
    return Qualification.objects.filter(state=QualificationState.APPROVED, module__retired_at=None)
