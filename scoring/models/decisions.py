"""What a committee decided, how it turned out on the job, and the sessions in which committees meet."""

from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from interviews.models import Loop
from questionbank.models import Level, Topic
from scoring.enums import JobOutcomeKind, Outcome
from scoring.models.calibration import CalibrationRun


class Decision(TenantModel):
    """What a committee decided, frozen with what it saw. The last of a loop counts, unless reopened since."""

    loop = models.ForeignKey(Loop, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(default=1)  # 2 and more after a reopening
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")  # on which more evidence is wanted
    reasons = models.TextField()
    cites = models.JSONField(default=list, blank=True)  # evidence: {"card", "planned", "criterion"}
    dissent = models.TextField(blank=True)
    present = models.JSONField(default=list, blank=True)  # who was there: {"member", "name", "part"}
    override = models.TextField(blank=True)  # why it was decided though something was not given
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(CalibrationRun, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    snapshot = models.JSONField()  # what the deciders saw; from format 3 on, with how they came to it
    digest = models.CharField(max_length=64)  # SHA-256 of the snapshot's canonical JSON

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["loop", "number"], name="decision_number_once")]

    def __str__(self) -> str:
        return f"{self.loop_id}: {self.outcome}"


class JobOutcome(TenantModel):
    """How somebody who was hired did on the job: for studies of what the interviews were worth."""

    loop = models.ForeignKey(Loop, on_delete=models.PROTECT, related_name="job_outcomes")
    kind = models.CharField(max_length=20, choices=JobOutcomeKind.choices)
    on = models.DateField()  # the day it began, was judged, or ended
    months = models.PositiveSmallIntegerField(null=True, blank=True)  # on the job, of a performance
    value = models.PositiveSmallIntegerField(null=True, blank=True)  # performance, 1 to 5
    regretted = models.BooleanField(null=True, blank=True)  # of leaving
    note = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["loop", "kind", "months"], name="one_job_outcome_each", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(kind="performance", value__range=(1, 5), months__isnull=False)
                | (~Q(kind="performance") & Q(value__isnull=True, months__isnull=True)),
                name="a_performance_has_value_and_months",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loop_id} {self.kind}"


class Meeting(TenantModel):
    """A committee's session over several candidates: its agenda, its people, its clock."""

    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField(null=True, blank=True)  # when it is meant to begin
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    members = models.ManyToManyField(Membership, blank=True, related_name="+")  # who is invited

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title


class AgendaItem(TenantModel):
    """One loop on the agenda of a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(default=15)
    started_at = models.DateTimeField(null=True, blank=True)  # the last time: people come back to an item
    ended_at = models.DateTimeField(null=True, blank=True)
    seconds = models.PositiveIntegerField(default=0)  # spent on it before it was started the last time

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "loop"], name="loop_once_an_agenda")]

    def __str__(self) -> str:
        return f"{self.position}. {self.loop_id}"
