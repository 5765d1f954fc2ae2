"""Writes many new questions in a handful of statements: for what comes by the hundred."""

from accounts.models import Membership, Organization
from questionbank.actions.create_question import anchor_rows
from questionbank.content import Content
from questionbank.enums import Meaning
from questionbank.models import (
    Anchor,
    Criterion,
    Question,
    QuestionRevision,
    Rubric,
    RubricCriterion,
)

BATCH = 1000  # rows a statement


class BulkWriter:
    """Collects questions with their first revision and rubric; nothing is written before `save`.

    Topics, levels and criteria that a content names must be the organisation's: the caller has looked.
    """

    def __init__(self, actor: Membership | None, organization: Organization, *, state: str) -> None:
        self.actor, self.organization, self.state = actor, organization, state
        self.questions: list[Question] = []
        self.revisions: list[QuestionRevision] = []
        self._rubrics: list[tuple[Rubric, Content]] = []
        self._lines: list[RubricCriterion] = []
        self._anchors: list[Anchor] = []

    def add(self, content: Content, *, rubric: Rubric | None = None) -> Question:
        """One question. A rubric of its own is made of the content's lines; without any it has `rubric`."""
        question = Question(
            organization=self.organization, kind=content.kind, state=self.state, created_by=self.actor
        )
        revision = QuestionRevision(
            organization=self.organization,
            question=question,
            number=1,
            rubric=self._rubric(content) or rubric,
            meaning=Meaning.FIRST,
            written_by=self.actor,
            **content.revision_fields(),
        )
        # The database checks this reference at the end of the transaction, when the revision is there.
        question.current_id = revision.pk
        self.questions.append(question)
        self.revisions.append(revision)
        return question

    def save(self) -> list[Question]:
        """Writes everything; the questions in the order in which they came."""
        Rubric.objects.bulk_create(self._named_rubrics(), batch_size=BATCH)
        RubricCriterion.objects.bulk_create(self._lines, batch_size=BATCH)
        Anchor.objects.bulk_create(self._anchors, batch_size=BATCH)
        Question.objects.bulk_create(self.questions, batch_size=BATCH)
        QuestionRevision.objects.bulk_create(self.revisions, batch_size=BATCH)
        return self.questions

    def _rubric(self, content: Content) -> Rubric | None:
        if not content.rubric:
            return None
        rubric = Rubric(organization=self.organization)
        self._rubrics.append((rubric, content))
        for position, line in enumerate(content.rubric):
            row = RubricCriterion(
                organization=self.organization,
                rubric=rubric,
                criterion_id=line.criterion_id,
                position=position,
                weight=line.weight,
            )
            self._lines.append(row)
            self._anchors += anchor_rows(row, line)
        return rubric

    def _named_rubrics(self) -> list[Rubric]:
        if not self._rubrics:
            return []
        names = dict(Criterion.objects.filter(organization=self.organization).values_list("pk", "name"))
        for rubric, content in self._rubrics:
            rubric.name = " · ".join(names[line.criterion_id] for line in content.rubric)[:120]
        return [rubric for rubric, _ in self._rubrics]
