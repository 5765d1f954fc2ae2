"""Fills an organisation's bank with the questions that ship with Plumbline."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership, Organization
from questionbank import rules
from questionbank.content import POINTS
from questionbank.enums import Meaning, State
from questionbank.models import (
    Anchor,
    Criterion,
    Level,
    Question,
    QuestionRevision,
    Rubric,
    RubricCriterion,
    Topic,
)
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
    writer = _Writer(
        actor,
        organization,
        _topics(organization, starter),
        _levels(organization),
        _criteria(organization, starter),
    )
    there = set(
        QuestionRevision.objects.filter(source__startswith=SOURCE).values_list("source", flat=True).distinct()
    )
    for question in starter.questions:
        if SOURCE + question.key not in there:
            writer.add(question)
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


class _Writer:
    """Collects rows, so that hundreds of questions take five statements."""

    def __init__(
        self,
        actor: Membership | None,
        organization: Organization,
        topics: dict[str, Topic],
        levels: dict[str, Level],
        criteria: dict[str, Criterion],
    ) -> None:
        self.actor, self.organization = actor, organization
        self.topics, self.levels, self.criteria = topics, levels, criteria
        self.questions: list[Question] = []
        self.revisions: list[QuestionRevision] = []
        self.rubrics: list[Rubric] = []
        self.lines: list[RubricCriterion] = []
        self.anchors: list[Anchor] = []

    def add(self, starter: StarterQuestion) -> None:
        """One question with its revision and rubric."""
        question = Question(
            organization=self.organization, kind=starter.kind, state=State.LIVE, created_by=self.actor
        )
        revision = QuestionRevision(
            organization=self.organization,
            question=question,
            number=1,
            prompt=starter.prompt,
            summary=starter.summary,
            answer=starter.answer,
            probes=list(starter.probes),
            hints=list(starter.hints),
            red_flags=list(starter.red_flags),
            minutes=starter.minutes,
            topic=self.topics[starter.topic],
            level=self.levels[starter.level],
            difficulty=starter.difficulty,
            tags=list(starter.tags),
            source=SOURCE + starter.key,
            rubric=self._rubric(starter),
            meaning=Meaning.FIRST,
            written_by=self.actor,
        )
        # The database checks this reference at the end of the transaction, when the revision is there.
        question.current_id = revision.pk
        self.questions.append(question)
        self.revisions.append(revision)

    def _rubric(self, starter: StarterQuestion) -> Rubric:
        names = [self.criteria[rating.criterion].name for rating in starter.ratings]
        rubric = Rubric(organization=self.organization, name=" · ".join(names)[:120])
        self.rubrics.append(rubric)
        for position, rating in enumerate(starter.ratings):
            line = RubricCriterion(
                organization=self.organization,
                rubric=rubric,
                criterion=self.criteria[rating.criterion],
                position=position,
            )
            self.lines.append(line)
            self.anchors += [
                Anchor(organization=self.organization, line=line, point=point, text=text)
                for point, text in zip(POINTS, rating.anchors, strict=True)
            ]
        return rubric

    def save(self) -> list[Question]:
        """Writes everything."""
        Rubric.objects.bulk_create(self.rubrics)
        RubricCriterion.objects.bulk_create(self.lines)
        Anchor.objects.bulk_create(self.anchors)
        Question.objects.bulk_create(self.questions)
        QuestionRevision.objects.bulk_create(self.revisions)
        return self.questions
