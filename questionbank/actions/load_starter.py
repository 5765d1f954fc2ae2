"""Fills an organisation's bank with the questions that ship with Plumbline."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership, Organization
from questionbank import rules
from questionbank.actions._bulk import BulkWriter
from questionbank.content import Content, RubricLine
from questionbank.enums import State
from questionbank.models import Criterion, Level, Question, QuestionRevision, Topic
from questionbank.starter import Starter, StarterQuestion, load
from questionbank.starter.shapes import LEVELS

SOURCE = "Plumbline starter bank: "


@transaction.atomic
def load_starter(*, actor: Membership | None, organization: Organization) -> list[Question]:
    """Writes topics, levels, criteria, and questions with rubrics as live; returns the questions that are
    new.

    What is there already (told by the key in a revision's source, or by name) is left as it is, so doing it
    again does nothing. `actor` None is the operator. Refuses all but curators (Denied).
    """
    rules.may_curate(actor).require()
    Organization.objects.select_for_update().get(
        pk=organization.pk
    )  # two at once would write everything twice
    starter = load()
    topics, levels = _topics(organization, starter), _levels(organization)
    criteria = _criteria(organization, starter)
    writer = BulkWriter(actor, organization, state=State.LIVE)
    there = set(
        QuestionRevision.objects.filter(source__startswith=SOURCE).values_list("source", flat=True).distinct()
    )
    for question in starter.questions:
        if SOURCE + question.key not in there:
            writer.add(_content(question, topics, levels, criteria))
    questions = writer.save()
    if questions:
        record(
            "load_starter",
            organization=organization,
            actor=actor,
            on=organization,
            data={"questions": len(questions)},
        )
    return questions


def _topics(organization: Organization, starter: Starter) -> dict[str, Topic]:
    found: dict[str, Topic] = {}
    for topic in starter.topics:
        parent = found[topic.parent] if topic.parent else None
        row = Topic.objects.filter(parent=parent, name__iexact=topic.name).first()
        found[topic.key] = row or Topic.objects.create(
            organization=organization, name=topic.name, parent=parent
        )
    return found


def _levels(organization: Organization) -> dict[str, Level]:
    ladder = list(Level.objects.filter(organization=organization))
    found = {level.name: level for level in ladder if level.name in LEVELS}
    ranks = {level.rank for level in ladder}
    for rank, name in enumerate(LEVELS, start=1):
        if name not in found:
            place = rank if rank not in ranks else max(ranks) + 1
            found[name] = Level.objects.create(organization=organization, name=name, rank=place)
            ranks.add(place)
    return found


def _criteria(organization: Organization, starter: Starter) -> dict[str, Criterion]:
    found = {}
    for criterion in starter.criteria:
        row = Criterion.objects.filter(name__iexact=criterion.name).first()
        found[criterion.key] = row or Criterion.objects.create(
            organization=organization, name=criterion.name, description=criterion.description
        )
    return found


def _content(
    starter: StarterQuestion,
    topics: dict[str, Topic],
    levels: dict[str, Level],
    criteria: dict[str, Criterion],
) -> Content:
    return Content(
        prompt=starter.prompt,
        kind=starter.kind,
        summary=starter.summary,
        answer=starter.answer,
        probes=starter.probes,
        hints=starter.hints,
        red_flags=starter.red_flags,
        minutes=starter.minutes,
        topic_id=topics[starter.topic].pk,
        level_id=levels[starter.level].pk,
        difficulty=starter.difficulty,
        tags=starter.tags,
        source=SOURCE + starter.key,
        rubric=tuple(RubricLine(criteria[rating.criterion].pk, rating.anchors) for rating in starter.ratings),
    )
