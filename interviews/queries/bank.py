"""What the assembly is asked: the sessions of a loop with their rules, and the usable questions."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from interviews.assembly import BankQuestion, Choice, Plan, Quota, Request, SessionNeed, assemble, relax
from interviews.assembly.forms import form_of_questions, target_of_forms
from interviews.assembly.shapes import Target
from interviews.enums import LoopState, PlannedState, SeatKind, SeatState, SessionState
from interviews.models import (
    BlueprintRevision,
    Candidate,
    Loop,
    Opening,
    PlannedQuestion,
    Seat,
    Session,
    Stage,
)
from interviews.queries.loop_rules import NO_LIMIT, LoopRules, rules_of, weights_of
from interviews.queries.qualifications import barred_topics
from interviews.queries.relaxations import as_relaxation
from interviews.queries.usable import MEASURE, Known, TopicTree, pasts_of_bank, usable_questions
from questionbank.models import Level, Topic

# Loops that a new one of the opening is to match.
BUILT = (LoopState.PLANNED, LoopState.CLOSED, LoopState.DECIDED)
PLANNED_FIELDS = (
    *("session__loop_id", "session__position", "state", "pinned", "override", "revision__question_id"),
    *("revision_id", "revision__topic_id", "revision__level_id", "revision__question__kind", "minutes"),
    *("revision__difficulty", "revision__question__state", "revision__question__priority"),
    *(f"revision__question__measure__{name}" for name in MEASURE),
)


@dataclass(frozen=True)
class Line:
    """A planned question as the assembly sees it, and where it stands."""

    loop: uuid.UUID
    choice: Choice
    state: str
    held: bool  # a person wants it there: pinned, or put in against the rules


def stages_of(revision_id: uuid.UUID) -> list[Stage]:
    """A blueprint revision's stages with level and topics. Two queries."""
    return list(
        Stage.objects.filter(revision_id=revision_id)
        .select_related("level", "revision")
        .prefetch_related("topics__topic")
    )


def need_of_stage(stage: Stage) -> SessionNeed:
    """What a stage asks for, but for levels that may stand in; its level and topics should be loaded."""
    lines = ((line.topic_id, line.topic.name, line.minimum, line.maximum) for line in stage.topics.all())
    quotas = tuple(Quota(*line) for line in lines)
    return replace(_need_of_stage(stage), quotas=quotas)


def need_of_level(level: Level, minutes: int, title: str, topics: Iterable[Topic] = ()) -> SessionNeed:
    """What an interview without a blueprint asks for: one question of each topic at least."""
    quotas = tuple(Quota(topic.pk, topic.name, 1, NO_LIMIT) for topic in topics)
    return SessionNeed(0, title, minutes, level.pk, level.name, quotas=quotas)


def make_request(
    organization_id: uuid.UUID,
    need: SessionNeed,
    candidate: Candidate | None,
    seed: int = 0,
    lead_id: uuid.UUID | None = None,
) -> tuple[Request, Known]:
    """A request for one interview without a blueprint, and what is known of the bank. Up to seven queries."""
    tree = TopicTree(organization_id)
    rules = rules_of(tree, candidate=candidate)
    known = Known(tree, pasts_of_bank())
    return _request(organization_id, _led([need], {need.position: lead_id}), rules, known, seed=seed), known


def request_for(
    opening: Opening,
    revision: BlueprintRevision,
    stages: Iterable[Stage],
    candidate: Candidate,
    *,
    leads: Mapping[int, uuid.UUID],
    seed: int,
) -> Request:
    """A request for a new loop of the opening; `leads` by the stages' positions. Up to nine queries."""
    tree = TopicTree(opening.organization_id)
    rules = rules_of(tree, candidate=candidate, revision=revision, opening_id=opening.pk)
    known = Known(tree, pasts_of_bank(), rules.bar)
    needs = _led([rules.need(_need_of_stage(stage), stage.pk) for stage in stages], leads)
    built = PlannedQuestion.objects.filter(built_for(opening.pk, revision.pk))
    request = _request(opening.organization_id, needs, rules, known, revision=revision, seed=seed)
    return replace(request, target=_target(read_lines(built, known), revision, rules.topics))


def request_of(loop: Loop) -> tuple[Request, tuple[Choice, ...]]:
    """A loop that exists, as the assembly sees it: what its sessions ask for, and what is planned in them.

    What was skipped in this loop is out of the plan and does not come back by itself. The rules that a person
    gave up here are given up. Up to ten queries.
    """
    sessions = list(_sessions(loop))
    revision = sessions[0].loop.blueprint_revision if sessions else None
    opening_id = (
        sessions[0].loop.application.opening_id if sessions and sessions[0].loop.application else None
    )
    tree = TopicTree(loop.organization_id)
    rules = rules_of(tree, candidate=loop.candidate, revision=revision, opening_id=opening_id, loop=loop)
    known = Known(tree, pasts_of_bank(loop), rules.bar)
    leads = {session.position: vars(session)["lead_id"] for session in sessions}
    needs = _led(
        [rules.need(_need_of_session(loop, session), session.stage_id) for session in sessions], leads
    )
    wanted = Q(session__loop=loop)
    if revision is not None and opening_id is not None:
        wanted |= built_for(opening_id, revision.pk)
    lines = read_lines(PlannedQuestion.objects.filter(wanted), known)
    own = [line for line in lines if line.loop == loop.pk and line.state != PlannedState.SKIPPED]
    request = _request(
        loop.organization_id, needs, rules, known, revision=revision, seed=loop.seed, weights=loop.weights
    )
    closed = {need.position for need in needs if need.closed}
    pins = tuple(line.choice for line in own if line.held or line.choice.session in closed)
    request = replace(request, pins=pins)
    if revision is not None:
        others = [line for line in lines if line.loop != loop.pk]
        request = replace(request, target=_target(others, revision, rules.topics))
    given_up = [as_relaxation(row) for row in loop.relaxed]
    return reduce(relax, given_up, request), tuple(line.choice for line in own)


def replan(loop: Loop) -> Plan:
    """What the assembly would make of the loop as it stands: pinned questions stay. Reads only."""
    request, _ = request_of(loop)
    return assemble(request)


def _request(
    organization_id: uuid.UUID,
    needs: Collection[SessionNeed],
    rules: LoopRules,
    known: Known,
    *,
    revision: BlueprintRevision | None = None,
    seed: int = 0,
    weights: Mapping[str, Any] | None = None,
) -> Request:
    levels = {level for need in needs for level in (need.level, *need.neighbours)}
    return Request(
        sessions=tuple(needs),
        bank=usable_questions(organization_id, levels, known),
        forbidden=frozenset(rules.questions["met"]),
        seed=seed,
        reserved=frozenset(rules.questions["reserved"]),
        bans=frozenset(rules.questions["bans"]),
        twice=tuple(rules.twice),
        most_pilots=revision.most_pilots if revision else None,
        weights=weights_of(revision.weights if revision else {}, weights or {}),
    )


def _need_of_stage(stage: Stage) -> SessionNeed:
    kinds = frozenset(stage.kinds)
    return SessionNeed(stage.position, stage.name, stage.minutes, stage.level_id, stage.level.name, kinds)


def _need_of_session(loop: Loop, session: Session) -> SessionNeed:
    level = session.stage.level if session.stage else loop.level
    return SessionNeed(
        position=session.position,
        title=session.title,
        minutes=session.minutes,
        level=level.pk,
        level_name=level.name,
        kinds=frozenset(session.stage.kinds) if session.stage else frozenset(),
        closed=session.state != SessionState.SCHEDULED,
    )


def _sessions(loop: Loop) -> QuerySet[Session]:
    leads = Seat.objects.filter(session=OuterRef("pk"), kind=SeatKind.LEAD, state=SeatState.SEATED)
    rows = Session.objects.filter(loop=loop).annotate(lead_id=Subquery(leads.values("member")[:1]))
    return rows.select_related("stage__level", "loop__blueprint_revision", "loop__application")


def _led(needs: list[SessionNeed], leads: Mapping[int, uuid.UUID | None]) -> list[SessionNeed]:
    """The needs with who leads them, and what those may not ask about. Up to three queries."""
    barred = barred_topics({lead for lead in leads.values() if lead})
    found = []
    for need in needs:
        lead = leads.get(need.position)
        topics = barred[lead] if lead is not None else frozenset()
        found.append(replace(need, lead=lead, barred=topics))
    return found


def built_for(opening_id: uuid.UUID, revision_id: uuid.UUID) -> Q:
    """Questions of the opening's loops that were built with the same revision of the blueprint."""
    return Q(
        session__loop__application__opening=opening_id,
        session__loop__blueprint_revision=revision_id,
        session__loop__state__in=BUILT,
    )


def read_lines(rows: QuerySet[PlannedQuestion], known: Known) -> list[Line]:
    """These planned questions, those replaced left out, in the order they are asked. One query."""
    rows = rows.exclude(state=PlannedState.REPLACED)
    rows = rows.order_by("session__position", "position", "created_at")
    return [
        Line(loop, Choice(position, known.made(*values)), state, bool(pinned or override))
        for loop, position, state, pinned, override, *values in rows.values_list(*PLANNED_FIELDS)
    ]


def _target(
    lines: Iterable[Line], revision: BlueprintRevision, topics: dict[uuid.UUID, str]
) -> Target | None:
    """What the loops are like as they were built.

    Were what was skipped left out, each new loop would be made shorter than the last.
    """
    by_loop: dict[uuid.UUID, list[BankQuestion]] = {}
    for line in lines:
        by_loop.setdefault(line.loop, []).append(line.choice.question)
    forms = [form_of_questions(rows, topics) for rows in by_loop.values()]
    return target_of_forms(
        forms, topics, tolerance=revision.tolerance, minutes_tolerance=revision.minutes_tolerance
    )
