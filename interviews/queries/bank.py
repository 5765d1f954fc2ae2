"""What the assembly needs to know: the usable questions, and what a candidate has met."""

import uuid
from collections.abc import Collection, Iterable

from django.db.models import Count, Q

from interviews.assembly import BankQuestion, Choice, Quota, Request, SessionNeed
from interviews.enums import ExposureState, PlannedState
from interviews.models import Candidate, Exposure, Loop, PlannedQuestion, Stage
from questionbank.models import Level, Question, QuestionRevision, Topic
from questionbank.queries.duplicates import kin_in_bank
from questionbank.rules import IN_USE

OPEN = (ExposureState.RESERVED, ExposureState.ASKED)


class TopicTree:
    """All topics of an organisation, read once: each topic's name and those above it."""

    def __init__(self, organization_id: uuid.UUID) -> None:
        rows = Topic.objects.filter(organization_id=organization_id).values_list("pk", "name", "parent_id")
        self.names: dict[uuid.UUID, str] = {}
        self.parents: dict[uuid.UUID, uuid.UUID | None] = {}
        for pk, name, parent in rows:
            self.names[pk], self.parents[pk] = name, parent

    def upward(self, topic_id: uuid.UUID | None) -> frozenset[uuid.UUID]:
        """The topic and every topic above it."""
        found: set[uuid.UUID] = set()
        while topic_id is not None and topic_id not in found:
            found.add(topic_id)
            topic_id = self.parents.get(topic_id)
        return frozenset(found)

    def name(self, topic_id: uuid.UUID | None) -> str:
        """Its name; empty for no topic."""
        return self.names.get(topic_id, "") if topic_id else ""


def usable_questions(
    organization_id: uuid.UUID, levels: Collection[uuid.UUID], tree: TopicTree
) -> tuple[BankQuestion, ...]:
    """Every live or pilot question of these levels that says how many minutes it takes. Two queries."""
    rows = Question.objects.filter(
        organization_id=organization_id, state__in=IN_USE, current__minutes__gt=0, current__level__in=levels
    ).annotate(asked=Count("exposures", filter=Q(exposures__state=ExposureState.ASKED)))
    kin = kin_in_bank()
    fields = ["pk", "current_id", "current__topic_id", "current__level_id", "kind", "current__minutes"]
    return tuple(
        BankQuestion(
            question=pk,
            revision=revision,
            topic=topic,
            topic_name=tree.name(topic),
            topics=tree.upward(topic),
            level=level,
            kind=kind,
            minutes=minutes,
            difficulty=difficulty,
            asked=asked,
            enemies=kin.get(pk, frozenset()),
        )
        for pk, revision, topic, level, kind, minutes, difficulty, asked in rows.values_list(
            *fields, "current__difficulty", "asked"
        )
    )


def met_questions(candidate: Candidate | None) -> frozenset[uuid.UUID]:
    """The questions that were asked of the candidate or are reserved for them in any loop. One query."""
    if candidate is None:
        return frozenset()
    rows = Exposure.objects.filter(candidate=candidate, state__in=OPEN)
    return frozenset(rows.values_list("question_id", flat=True))


def need_of_stage(stage: Stage) -> SessionNeed:
    """What a stage asks for; its level and topics should be loaded."""
    return SessionNeed(
        position=stage.position,
        title=stage.name,
        minutes=stage.minutes,
        level=stage.level_id,
        level_name=stage.level.name,
        kinds=frozenset(stage.kinds),
        quotas=tuple(
            Quota(line.topic_id, line.topic.name, line.minimum, line.maximum) for line in stage.topics.all()
        ),
    )


def stages_of(revision_id: uuid.UUID) -> list[Stage]:
    """A blueprint revision's stages with level and topics. Two queries."""
    return list(
        Stage.objects.filter(revision_id=revision_id)
        .select_related("level")
        .prefetch_related("topics__topic")
    )


def make_request(
    organization_id: uuid.UUID, needs: Iterable[SessionNeed], candidate: Candidate | None, seed: int = 0
) -> Request:
    """A request over the organisation's bank. Four queries."""
    needs = tuple(needs)
    tree = TopicTree(organization_id)
    bank = usable_questions(organization_id, {need.level for need in needs}, tree)
    return Request(needs, bank, met_questions(candidate), seed)


def need_of_level(level: Level, minutes: int, title: str, topics: Iterable[Topic] = ()) -> SessionNeed:
    """What an interview without a blueprint asks for: one question of each topic at least."""
    quotas = tuple(Quota(topic.pk, topic.name, 1, 99) for topic in topics)
    return SessionNeed(0, title, minutes, level.pk, level.name, quotas=quotas)


def request_of(loop: Loop) -> tuple[Request, tuple[Choice, ...]]:
    """A loop that exists, as the assembly sees it: what its sessions ask for, and what is planned in them.

    What was skipped in this loop is out of the plan and does not come back by itself.
    """
    sessions = list(loop.sessions.select_related("stage__level").prefetch_related("stage__topics__topic"))
    needs = []
    for session in sessions:
        if session.stage:
            stage = need_of_stage(session.stage)
            need = SessionNeed(
                session.position,
                session.title,
                session.minutes,
                stage.level,
                stage.level_name,
                stage.kinds,
                stage.quotas,
            )
        else:
            need = SessionNeed(
                session.position, session.title, session.minutes, loop.level_id, loop.level.name
            )
        needs.append(need)
    tree = TopicTree(loop.organization_id)
    bank = usable_questions(loop.organization_id, {need.level for need in needs}, tree)
    placed, skipped = _planned(loop, tree)
    forbidden = met_questions(loop.candidate) | skipped
    return Request(tuple(needs), bank, forbidden, loop.seed), placed


def _planned(loop: Loop, tree: TopicTree) -> tuple[tuple[Choice, ...], frozenset[uuid.UUID]]:
    rows = PlannedQuestion.objects.filter(session__loop=loop).exclude(state=PlannedState.REPLACED)
    placed, skipped = [], set()
    for planned in rows.select_related("session", "revision__question"):
        if planned.state == PlannedState.SKIPPED:
            skipped.add(planned.revision.question_id)
        else:
            row = as_bank_question(planned.revision, planned.minutes, tree)
            placed.append(Choice(planned.session.position, row))
    return tuple(placed), frozenset(skipped)


def as_bank_question(revision: QuestionRevision, minutes: int, tree: TopicTree) -> BankQuestion:
    """A revision as the assembly sees it, usable or not any more; its question must be loaded."""
    return BankQuestion(
        question=revision.question_id,
        revision=revision.pk,
        topic=revision.topic_id,
        topic_name=tree.name(revision.topic_id),
        topics=tree.upward(revision.topic_id),
        level=revision.level_id,
        kind=revision.question.kind,
        minutes=minutes,
        difficulty=revision.difficulty,
    )
