"""Reads about questions: what stands on a question's page."""

from django.db.models import QuerySet

from accounts.models import AuditEvent
from questionbank.models import Question, QuestionRevision
from questionbank.queries.rubrics import full_rubrics

# The actions that move a question along its life.
STEP_VERBS = (
    "approve_proposal",
    "change_question_state",
    "mark_leaked",
    "rest_question",
    "review_revision",
    "revise_question",
    "wake_question",
)


def revisions_of(question: Question) -> list[QuestionRevision]:
    """All revisions, newest first, with who wrote them. One query."""
    rows = QuestionRevision.objects.filter(question=question).defer("answer")
    return list(rows.select_related("written_by__user"))


def steps_taken(question: Question) -> list[AuditEvent]:
    """When its state changed, by whom and why, newest first. One query."""
    events = AuditEvent.objects.filter(
        organization_id=question.organization_id,
        subject_type="questionbank.question",
        subject_id=str(question.pk),
        verb__in=STEP_VERBS,
        data__has_key="after",
    )
    return list(events.select_related("actor__user"))


def full_revisions(question: Question) -> QuerySet[QuestionRevision]:
    """All revisions with everything they say, their rubrics' `full_lines` too, newest first."""
    rows = QuestionRevision.objects.filter(question=question).prefetch_related(full_rubrics("rubric"))
    return rows.select_related("topic", "level", "rubric", "written_by__user").order_by("-number")
