"""Calibration exercises: a sample answer that all rate before a season. Apart from every candidate's data."""

from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from questionbank.models import HIGHEST, LOWEST, Criterion, Level, QuestionRevision
from scoring.enums import CardState, ExerciseState, RatingState


class Exercise(TenantModel):
    """A question with a sample answer (written for the exercise, no candidate's) for interviewers to rate."""

    title = models.CharField(max_length=160)
    revision = models.ForeignKey(QuestionRevision, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")  # whose bar it is rated by
    answer = models.TextField()  # the sample, Markdown
    state = models.CharField(max_length=20, choices=ExerciseState.choices, default=ExerciseState.DRAFT)
    closes_at = models.DateTimeField(null=True, blank=True)  # asked of raters; a person closes it
    discussion = models.TextField(blank=True)  # what was agreed on afterwards
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title


class ExerciseCard(TenantModel):
    """One rater's card of an exercise: theirs alone until the exercise is closed."""

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="cards")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=CardState.choices, default=CardState.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["exercise", "member"], name="one_exercise_card_each")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.state}"


class ExerciseRating(TenantModel):
    """One criterion of a sample answer, as one rater saw it."""

    card = models.ForeignKey(ExerciseCard, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=RatingState.choices)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)  # the evidence in the sample, or why it was not assessed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "criterion"], name="one_exercise_rating_each"),
            models.CheckConstraint(
                condition=Q(state="rated", value__range=(LOWEST, HIGHEST))
                | (~Q(state="rated") & Q(value__isnull=True)),
                name="only_a_rated_exercise_has_a_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value or self.state}"
