"""Questions, their frozen revisions, and what others say of a revision."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from questionbank.content import shortened
from questionbank.enums import Difficulty, Kind, Meaning, Priority, ReviewVerdict, State
from questionbank.models.rubrics import Rubric
from questionbank.models.words import Level, Topic


class Question(TenantModel):
    """A question's identity and life; what it says is in its revisions."""

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.CONCEPT)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    current = models.OneToOneField(
        "QuestionRevision", on_delete=models.PROTECT, null=True, blank=True, related_name="current_of"
    )
    priority = models.SmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    resting_until = models.DateField(null=True, blank=True)  # when a resting question may be asked again
    live_since = models.DateTimeField(
        null=True, blank=True
    )  # last; uses before it no longer bring it to rest
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["organization", "state", "kind"])]

    def __str__(self) -> str:
        return str(self.current) if self.current_id else str(self.pk)


class QuestionRevision(TenantModel):
    """What a question said from one moment on. Frozen by the database: sessions point here."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    prompt = models.TextField()
    summary = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    options = models.JSONField(
        default=list, blank=True
    )  # choices: {"text", "correct": true|false|null, "feedback"}
    probes = ArrayField(models.TextField(), default=list, blank=True)
    hints = ArrayField(models.TextField(), default=list, blank=True)
    red_flags = ArrayField(models.TextField(), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    difficulty = models.PositiveSmallIntegerField(choices=Difficulty.choices, null=True, blank=True)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    source = models.TextField(blank=True)
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meaning = models.CharField(max_length=20, choices=Meaning.choices, default=Meaning.FIRST)
    note = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return shortened(self.prompt)


class RevisionReview(TenantModel):
    """What one person other than the writer says of one revision: approved, or changes wished."""

    revision = models.ForeignKey(QuestionRevision, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=ReviewVerdict.choices)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "reviewer"], name="one_review_a_person_and_revision")
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} by {self.reviewer_id}"
