"""Writes a new question."""

import uuid
from collections.abc import Iterator

from django.db import IntegrityError, transaction

from accounts.ground.audit import record
from accounts.ground.enqueue import enqueue
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.content import POINTS, Content, LevelAnchors, RubricLine
from questionbank.enums import Meaning, State
from questionbank.models import Anchor, Criterion, Question, QuestionRevision, Rubric, RubricCriterion


@transaction.atomic
def create_question(*, actor: Membership, content: Content, question_id: uuid.UUID | None = None) -> Question:
    """Makes a draft with its first revision.

    `question_id` is made up by the form that is sent, so that the same form sent twice makes one question.
    Refuses members who are neither interviewer nor curator (Denied), content that is wrong (Invalid, by
    field), and topics, levels or criteria that are not the organisation's (404).
    """
    rules.may_propose(actor).require()
    check_content(actor, content)
    if question_id and (there := Question.objects.filter(pk=question_id).first()):
        return there
    question = Question(
        organization_id=actor.organization_id, kind=content.kind, state=State.DRAFT, created_by=actor
    )
    if question_id:
        question.pk = question_id
    try:
        with transaction.atomic():
            question.save(force_insert=True)
    except IntegrityError:
        raise Conflict("This question was saved a moment ago. Look for it in the bank.") from None
    write_revision(actor, question, content, rubric=write_rubric(actor, content.rubric))
    enqueue("questionbank.compare_question", question_id=question.pk, organization_id=actor.organization_id)
    record("create_question", organization=actor.organization, actor=actor, on=question)
    return question


def check_content(actor: Membership, content: Content) -> None:
    """Raises Invalid for what makes no sense, 404 for rows that are not the organisation's."""
    if problems := content.problems():
        raise Invalid("The question cannot be saved like this.", problems)
    if content.topic_id:
        access.topic_of(actor, content.topic_id)
    if content.level_id:
        access.level_of(actor, content.level_id)
    for line in content.rubric:
        access.criterion_of(actor, line.criterion_id)
    for level_id in {own.level_id for line in content.rubric for own in line.by_level}:
        access.level_of(actor, level_id)


def write_rubric(actor: Membership, lines: tuple[RubricLine, ...]) -> Rubric | None:
    """A new frozen rubric of these lines, checked before; None without lines."""
    if not lines:
        return None
    organization = actor.organization
    names = dict(
        Criterion.objects.filter(pk__in=[line.criterion_id for line in lines]).values_list("pk", "name")
    )
    name = " · ".join(names[line.criterion_id] for line in lines)[:120]
    rubric = Rubric.objects.create(organization=organization, name=name)
    rows = [
        RubricCriterion(
            organization=organization,
            rubric=rubric,
            criterion_id=line.criterion_id,
            position=position,
            weight=line.weight,
        )
        for position, line in enumerate(lines)
    ]
    RubricCriterion.objects.bulk_create(rows)
    Anchor.objects.bulk_create(
        anchor for row, line in zip(rows, lines, strict=True) for anchor in anchor_rows(row, line)
    )
    return rubric


def anchor_rows(row: RubricCriterion, line: RubricLine) -> Iterator[Anchor]:
    """The anchors of one line of a rubric, not yet written."""
    for own in line.sets():
        for point, text in zip(POINTS, own.anchors, strict=True):
            if text.strip():
                yield Anchor(
                    organization_id=row.organization_id,
                    line=row,
                    level_id=own.level_id if isinstance(own, LevelAnchors) else None,
                    point=point,
                    text=text,
                    is_draft=point in own.drafts,
                )


def write_revision(
    actor: Membership,
    question: Question,
    content: Content,
    *,
    rubric: Rubric | None,
    number: int = 1,
    meaning: Meaning = Meaning.FIRST,
    note: str = "",
) -> QuestionRevision:
    """Adds the revision and makes it the current one."""
    revision = QuestionRevision.objects.create(
        organization_id=question.organization_id,
        question=question,
        number=number,
        rubric=rubric,
        meaning=meaning,
        note=note,
        written_by=actor,
        **content.revision_fields(),
    )
    question.current, question.kind = revision, content.kind
    question.save(update_fields=["current", "kind"])
    return revision
