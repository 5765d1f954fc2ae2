"""The usable questions of the bank as the assembly sees them, with all that is known of them."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, QuerySet, UUIDField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from interviews.assembly import BankQuestion, numbers
from interviews.enums import ExposureState
from interviews.models import Exposure, Loop
from questionbank.enums import State
from questionbank.models import AnswerView, LeakReport, Question, QuestionFlag, QuestionRevision, Topic
from questionbank.queries.duplicates import enemy_pairs
from questionbank.rules import IN_USE

LATELY = timedelta(days=180)  # what wears a question off: half a year
MEASURE = (
    *("difficulty", "low", "high", "discrimination", "discrimination_n"),
    *("slope", "slope_low", "slope_high", "enough"),
)
NUMBERS = ("priority", *(f"measure__{name}" for name in MEASURE))


class TopicTree:
    """All topics of an organisation, read once: each topic's name and those above it."""

    def __init__(self, organization_id: uuid.UUID) -> None:
        rows = Topic.objects.filter(organization_id=organization_id).values_list("pk", "name", "parent_id")
        self.names: dict[uuid.UUID, str] = {}
        self.parents: dict[uuid.UUID, uuid.UUID | None] = {}
        for pk, name, parent in rows:
            self.names[pk], self.parents[pk] = name, parent
        self._upward: dict[uuid.UUID | None, frozenset[uuid.UUID]] = {}

    def upward(self, topic_id: uuid.UUID | None) -> frozenset[uuid.UUID]:
        """The topic and every topic above it."""
        if topic_id not in self._upward:
            found: set[uuid.UUID] = set()
            above = topic_id
            while above is not None and above not in found:
                found.add(above)
                above = self.parents.get(above)
            self._upward[topic_id] = frozenset(found)
        return self._upward[topic_id]

    def name(self, topic_id: uuid.UUID | None) -> str:
        """Its name; empty for no topic."""
        return self.names.get(topic_id, "") if topic_id else ""


@dataclass
class Past:
    """What is known of a question's past: how often it was asked ever, what wears it off, its enemies."""

    asked: int = 0
    counts: dict[str, int] = field(default_factory=dict)  # the fields of numbers.Met
    enemies: set[uuid.UUID] = field(default_factory=set)


@dataclass(frozen=True)
class Known:
    """What rows of questions are made with: the topics, everybody's past, and the bar they are held to."""

    tree: TopicTree
    pasts: dict[uuid.UUID, Past]
    bar: float = numbers.BAR

    def row(self, question: Question, revision: QuestionRevision, minutes: int) -> BankQuestion:
        """A question at this revision as the assembly sees it, usable or not any more.

        The question's `measure` should be loaded.
        """
        measure = getattr(question, "measure", None)
        values = [getattr(measure, name) for name in MEASURE] if measure else [None] * len(MEASURE)
        told = (revision.pk, revision.topic_id, revision.level_id, question.kind, minutes)
        return self.made(question.pk, *told, revision.difficulty, question.state, question.priority, *values)

    def made(
        self,
        pk: uuid.UUID,
        revision: uuid.UUID,
        topic: uuid.UUID | None,
        level: uuid.UUID | None,
        kind: str,
        minutes: int,
        difficulty: int | None,
        state: str,
        priority: int,
        *measure: Any,
    ) -> BankQuestion:
        """The same from values, the measure's in the order of MEASURE (all None without one)."""
        measured = numbers.Measured(*measure) if measure[-1] is not None else numbers.Measured()
        hardness, error = numbers.hardness(measured, difficulty)
        past = self.pasts.get(pk) or Past()
        return BankQuestion(
            question=pk,
            revision=revision,
            topic=topic,
            topic_name=self.tree.name(topic),
            topics=self.tree.upward(topic),
            level=level,
            kind=kind,
            minutes=minutes,
            difficulty=difficulty,
            asked=past.asked,
            enemies=frozenset(past.enemies),
            pilot=state == State.PILOT,
            hardness=hardness,
            hardness_error=error,
            information=numbers.information(measured, hardness, error, self.bar),
            freshness=numbers.freshness(numbers.Met(**past.counts)),
            priority=numbers.priority(priority),
        )


def usable_questions(
    organization_id: uuid.UUID, levels: Collection[uuid.UUID], known: Known
) -> tuple[BankQuestion, ...]:
    """Every live or pilot question of these levels that says how many minutes it takes. One query."""
    rows = Question.objects.filter(
        organization_id=organization_id, state__in=IN_USE, current__minutes__gt=0, current__level__in=levels
    ).order_by()
    fields = ("pk", "current_id", "current__topic_id", "current__level_id", "kind", "current__minutes")
    values = rows.values_list(*fields, "current__difficulty", "state", *NUMBERS)
    return tuple(known.made(*row) for row in values)


def pasts_of_bank(but_for: Loop | None = None) -> dict[uuid.UUID, Past]:
    """What is known of every question of the organisation that has a past. One query.

    A question wears off when it was lately asked or is reserved to be asked; not by what is planned in the
    loop `but_for`, which is to be weighed as if it were new.
    """
    since = timezone.now() - LATELY
    asked = Exposure.objects.filter(state=ExposureState.ASKED)
    lately = Exposure.objects.exclude(state=ExposureState.RELEASED).filter(changed_at__gte=since)
    if but_for is not None:
        lately = lately.exclude(planned__session__loop=but_for)
    views = AnswerView.objects.filter(day__gte=since.date())
    parts = (
        _counted(asked, "ever", F("question"), Count("pk")),
        _counted(lately, "asked", F("question"), Count("pk")),
        _counted(views, "readers", F("revision__question"), Count("member", distinct=True)),
        _counted(QuestionFlag.objects.filter(closed_at=None), "flags", F("question"), Count("pk")),
        _counted(LeakReport.objects.all(), "leaks", F("question"), Count("pk")),
    )
    pasts: dict[uuid.UUID, Past] = {}
    for what, one, other, count in parts[0].union(*parts[1:], *enemy_pairs(), all=True):
        past = pasts.setdefault(one, Past())
        if what == "ever":
            past.asked = count
        elif what == "pair":
            past.enemies.add(other)
            pasts.setdefault(other, Past()).enemies.add(one)
        else:
            past.counts[what] = count
    return pasts


def _counted(rows: QuerySet[Any], what: str, question: F, count: Count) -> QuerySet[Any, Any]:
    """Lines (what, question, None, count) of these rows."""
    found = rows.order_by().annotate(what=Value(what), one=question)
    found = found.annotate(other=Cast(Value(None), UUIDField())).values("what", "one", "other")
    return found.annotate(count=count).values_list("what", "one", "other", "count")
