"""Calibration: requests, runs, what each run measured."""

from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from interviews.models import Loop
from scoring.enums import Facet, RequestKind, RequestState, RunKind, RunState


class CalibrationRun(TenantModel):
    """One finished calculation, named by what went in. Frozen; the same inputs never make a second run."""

    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=RunState.choices)
    kind = models.CharField(max_length=20, choices=RunKind.choices, default=RunKind.FULL)
    # Of an increment: the full run that it carries on, which holds the measures of whom it did not touch.
    base = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="increments"
    )
    as_of = models.DateField(null=True, blank=True)  # knows nothing after this day; null: all there was
    seed = models.PositiveIntegerField(default=0)
    inputs_digest = models.CharField(max_length=64)
    watermark = models.DateTimeField(null=True)  # the last submission that went in
    code_version = models.CharField(max_length=40)
    settings = models.JSONField()
    ratings = models.PositiveIntegerField()
    summary = models.JSONField(default=dict)  # thresholds, variances, subsets, statements, pictures' figures
    seconds = models.FloatField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="run_number_once"),
            models.UniqueConstraint(fields=["organization", "inputs_digest"], name="same_inputs_same_run"),
            models.CheckConstraint(
                condition=Q(kind="full", base__isnull=True) | Q(kind="increment", base__isnull=False),
                name="an_increment_has_its_base",
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.number}"


class CalibrationRequest(TenantModel):
    """That a calibration was asked for, and what became of it. Dead ones wait for a person."""

    kind = models.CharField(max_length=20, choices=RequestKind.choices)
    state = models.CharField(max_length=20, choices=RequestState.choices, default=RequestState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)  # back-off after a failure
    stage = models.CharField(max_length=40, blank=True)  # what a running one is at, in words
    share = models.FloatField(default=0)  # done of it, 0 to 1
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why it failed, in a sentence
    run = models.ForeignKey(
        CalibrationRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["organization", "not_before"],
                condition=Q(state__in=["waiting", "running"]),
                name="open_calibration_requests",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class CountedLoop(TenantModel):
    """Which loops the standing fit holds, and with which ratings: what an increment need not add again."""

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="counted")
    run = models.ForeignKey(CalibrationRun, on_delete=models.CASCADE, related_name="+")
    digest = models.BinaryField(max_length=16)  # of the loop's ratings
    ratings = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.loop_id} in {self.run_id}"


class Measure(TenantModel):
    """What one run says of one interviewer, question, criterion, topic, level or candidate. Frozen."""

    run = models.ForeignKey(CalibrationRun, on_delete=models.CASCADE, related_name="measures")
    facet = models.CharField(max_length=20, choices=Facet.choices)
    subject = models.UUIDField()  # the row it is about, in the table that the facet names
    n = models.PositiveIntegerField()
    candidates = models.PositiveIntegerField(default=0)
    interviewers = models.PositiveIntegerField(default=0)
    mean = models.FloatField()
    spread = models.FloatField(null=True)
    # Net of the other facets. Interviewer: points harsher than the mean. Question and others: points harder.
    # Candidate: none; their se, low and high belong to `fair`.
    severity = models.FloatField(null=True)
    se = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    fair = models.FloatField(null=True)  # the mean to be expected were the other facets average
    # The same in logits; candidates on the ruler, the others against the mean of their subset.
    logit = models.FloatField(null=True)
    logit_se = models.FloatField(null=True)
    # As fitted, for increments: not centred within the subset; and the information of the ratings alone.
    effect = models.FloatField(null=True)
    information = models.FloatField(null=True)
    infit = models.FloatField(null=True)
    outfit = models.FloatField(null=True)
    details = models.JSONField(default=dict)  # fit, agreement, signals, use of the scale, months: see pages
    enough = models.BooleanField(default=False)
    subset = models.PositiveIntegerField(null=True)  # measures compare within one connected subset only
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "facet", "subject"], name="one_measure_each")]

    def __str__(self) -> str:
        return f"{self.facet} {self.subject}"
