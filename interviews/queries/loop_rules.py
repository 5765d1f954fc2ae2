"""The rules of a loop as the database has them: of its blueprint, its builders, and the ledger."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.db.models import F, QuerySet, Value

from interviews.assembly import Quota, SessionNeed, numbers
from interviews.assembly.shapes import Weights
from interviews.enums import ExposureState, LoopState, PlannedState
from interviews.models import (
    Ban,
    BlueprintRevision,
    Candidate,
    CriterionBar,
    Exposure,
    Loop,
    PlannedQuestion,
    Stage,
    StageTopic,
)
from interviews.queries.usable import TopicTree

MET = (ExposureState.RESERVED, ExposureState.ASKED)
OPEN_LOOPS = (LoopState.PROPOSED, LoopState.PLANNED)
NOTHING = Value(0)
NO_LIMIT = 99  # questions of a topic, where nobody said how many at most
HELD = (PlannedState.PLANNED, PlannedState.ASKED)


@dataclass
class LoopRules:
    """What is allowed in a loop, by stage where a stage has its own; None is an interview without a stage."""

    quotas: dict[uuid.UUID | None, list[Quota]] = field(default_factory=lambda: defaultdict(list))
    neighbours: dict[uuid.UUID | None, set[uuid.UUID]] = field(default_factory=lambda: defaultdict(set))
    twice: list[Quota] = field(default_factory=list)
    bars: list[int] = field(default_factory=list)
    questions: dict[str, set[uuid.UUID]] = field(default_factory=lambda: defaultdict(set))

    @property
    def bar(self) -> float:
        """Points at which a candidate is held to the level: the mean over the criteria that have a bar."""
        return sum(self.bars) / len(self.bars) if self.bars else numbers.BAR

    @property
    def topics(self) -> dict[uuid.UUID, str]:
        """Every topic that a stage asks for, with its name."""
        return {quota.topic: quota.name for quotas in self.quotas.values() for quota in quotas}

    def need(self, need: SessionNeed, stage_id: uuid.UUID | None) -> SessionNeed:
        """The need with what its stage says of topics and levels."""
        quotas, beside = tuple(self.quotas[stage_id]), frozenset(self.neighbours[stage_id])
        return replace(need, quotas=quotas, neighbours=beside)


def rules_of(
    tree: TopicTree,
    *,
    candidate: Candidate | None = None,
    revision: BlueprintRevision | None = None,
    opening_id: uuid.UUID | None = None,
    loop: Loop | None = None,
) -> LoopRules:
    """The rules for a loop of this candidate and blueprint revision; `loop` where it exists. One query.

    What the loop itself has reserved counts as free, what was skipped in it does not come back by itself.
    """
    parts: list[QuerySet[Any, Any]] = []
    if candidate is not None:
        met = Exposure.objects.filter(candidate=candidate, state__in=MET)
        if loop is not None:
            met = met.exclude(planned__session__loop=loop, state=ExposureState.RESERVED)
        parts.append(_lines(met, "met", "candidate", "question"))
    if revision is not None:
        parts += _of_blueprint(revision)
        if revision.reserve_across and opening_id is not None:
            parts.append(_lines(_reserved(opening_id, loop), "reserved", "session", "revision__question"))
    if loop is not None:
        skipped = PlannedQuestion.objects.filter(session__loop=loop, state=PlannedState.SKIPPED)
        parts.append(_lines(skipped, "met", "session", "revision__question"))
        parts.append(_lines(Ban.objects.filter(loop=loop), "bans", "loop", "question"))
    rules = _read(parts, tree)
    if loop is not None:
        rules.quotas[None] = asked_of(loop, tree)
    return rules


def asked_of(loop: Loop, tree: TopicTree) -> list[Quota]:
    """What a loop without a blueprint was asked for: one question at least of each topic still there."""
    there = [topic for topic in loop.asked_topics if topic in tree.names]
    return [Quota(topic, tree.name(topic), 1, NO_LIMIT) for topic in there]


def weights_of(*layers: Mapping[str, Any]) -> Weights:
    """The default weights with those of each layer over them; what is no weight is passed over."""
    known = {one.name for one in fields(Weights)}
    found = {name: value for layer in layers for name, value in layer.items() if name in known}
    return Weights(**{name: max(0.0, float(value)) for name, value in found.items()})


def _of_blueprint(revision: BlueprintRevision) -> list[QuerySet[Any, Any]]:
    topics = StageTopic.objects.filter(stage__revision=revision)
    beside = Stage.neighbours.through.objects.filter(stage__revision=revision)
    twice = BlueprintRevision.twice.through.objects.filter(blueprintrevision=revision)
    bars = CriterionBar.objects.filter(revision=revision)
    return [
        _lines(topics, "topic", "stage", "topic", F("minimum"), F("maximum")),
        _lines(beside, "neighbour", "stage", "level"),
        _lines(twice, "twice", "blueprintrevision", "topic"),
        _lines(bars, "bar", "revision", "criterion", F("points")),
    ]


def _reserved(opening_id: uuid.UUID, loop: Loop | None) -> QuerySet[PlannedQuestion]:
    rows = PlannedQuestion.objects.filter(
        session__loop__application__opening=opening_id, session__loop__state__in=OPEN_LOOPS, state__in=HELD
    )
    return rows.exclude(session__loop=loop) if loop is not None else rows


def _lines(
    rows: QuerySet[Any], what: str, owner: str, thing: str, low: Any = NOTHING, high: Any = NOTHING
) -> QuerySet[Any, Any]:
    rows = rows.order_by().annotate(what=Value(what), owner=F(owner), thing=F(thing), low_=low, high_=high)
    return rows.values_list("what", "owner", "thing", "low_", "high_")


def _read(parts: list[QuerySet[Any, Any]], tree: TopicTree) -> LoopRules:
    rules = LoopRules()
    for what, owner, thing, low, high in parts[0].union(*parts[1:], all=True) if parts else ():
        if what == "topic":
            rules.quotas[owner].append(Quota(thing, tree.name(thing), low, high))
        elif what == "neighbour":
            rules.neighbours[owner].add(thing)
        elif what == "twice":
            rules.twice.append(Quota(thing, tree.name(thing), 2, 2))
        elif what == "bar":
            rules.bars.append(low)
        else:
            rules.questions[what].add(thing)
    for quotas in (rules.twice, *rules.quotas.values()):
        quotas.sort(key=lambda quota: (quota.name, quota.topic))
    return rules
