"""What the bank knows of a question's use: measures, who asked it, who saw its answer, flags, leaks."""

from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from questionbank.models.questions import Question, QuestionRevision


class QuestionMeasure(TenantModel):
    """What the last calibration run says of a question, written down here by scoring. One row a question."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="measure")
    n = models.PositiveIntegerField()
    mean = models.FloatField()
    spread = models.FloatField(null=True)
    difficulty = models.FloatField(
        null=True
    )  # points above (easier: below) the mean question, net of who was asked
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    facility = models.FloatField(null=True)  # mean as a share of the scale, 0 (all lowest) to 1 (all highest)
    discrimination = models.FloatField(null=True)  # correlation with the candidate's other ratings, -1 to 1
    discrimination_n = models.PositiveIntegerField(default=0)  # candidates in that correlation
    # How steeply answers follow ability, net of who rated and what else was asked; 1: as the model has it.
    slope = models.FloatField(null=True)
    slope_low = models.FloatField(null=True)
    slope_high = models.FloatField(null=True)
    agreement = models.FloatField(null=True)  # share of pairs of raters within one point, 0 to 1
    agreement_n = models.PositiveIntegerField(default=0)  # pairs of raters on the same answer
    minutes_median = models.FloatField(null=True)
    minutes_n = models.PositiveIntegerField(default=0)
    enough = models.BooleanField(default=False)
    run = models.UUIDField()  # the calibration run; an id only, since scoring lies above this app

    def __str__(self) -> str:
        return f"{self.question_id}: n={self.n}"


class QuestionUse(TenantModel):
    """How often one member asked one question, and when last; written down here by interviews."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="uses")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    times = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "member"], name="one_use_a_member")]

    def __str__(self) -> str:
        return f"{self.question_id} x {self.times}"


class AnswerView(TenantModel):
    """That a member read the model answer of a revision on a day; one row a day."""

    revision = models.ForeignKey(QuestionRevision, on_delete=models.CASCADE, related_name="views")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["revision", "member", "day"], name="one_view_a_day")]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.day}"


class QuestionFlag(TenantModel):
    """What somebody found wrong with a question, until a curator closes it with a word."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="flags")
    revision = models.ForeignKey(QuestionRevision, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    raised_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["question"], condition=Q(closed_at=None), name="question_open_flags")]

    def __str__(self) -> str:
        return self.text[:80]


class LeakReport(TenantModel):
    """Where a question was found in public, and what was done about it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="leaks")
    revision = models.ForeignKey(QuestionRevision, on_delete=models.CASCADE, related_name="+")
    where = models.TextField()
    reported_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    consequences = models.JSONField(default=list)  # in words: what was swapped where, who was told

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.where[:80]


class BankPolicy(TenantModel):
    """An organisation's rules for its bank; without a row the defaults hold."""

    rest_after = models.PositiveSmallIntegerField(null=True, blank=True)  # uses; null: never by itself
    rest_days = models.PositiveSmallIntegerField(default=90)
    second_eyes = models.BooleanField(default=True)  # nothing goes live unless another person approved it

    class Meta:
        verbose_name_plural = "bank policies"
        constraints = [models.UniqueConstraint(fields=["organization"], name="one_policy")]

    def __str__(self) -> str:
        return f"policy of {self.organization_id}"
