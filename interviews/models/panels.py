"""Who may sit where: modules, qualifications, limits of a person, conflicts, standing."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from interviews.enums import ConflictKind, QualificationState
from questionbank.models import Topic


class Module(TenantModel):
    """A kind of interview that people are trained for, and the topics it lets them ask about."""

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    shadows = models.PositiveSmallIntegerField(default=2)  # interviews to watch before leading under watch
    reverse_shadows = models.PositiveSmallIntegerField(default=2)  # to lead under watch before approval
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="module_name_once")]

    def __str__(self) -> str:
        return self.name


class Qualification(TenantModel):
    """A member's way through a module's training, up to the approval by a named person."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="qualifications")
    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="qualifications")
    state = models.CharField(
        max_length=20, choices=QualificationState.choices, default=QualificationState.TRAINING
    )
    approved_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "module"], name="one_qualification_each"),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_by_a_named_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.module_id} {self.state}"


class InterviewerProfile(TenantModel):
    """A member's own settings as an interviewer: time zone, limits, quiet hours, former teams."""

    member = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="interviewer_profile")
    time_zone = models.CharField(max_length=60, default="UTC")  # IANA name
    most_a_week = models.PositiveSmallIntegerField(null=True, blank=True)  # interviews; null: no limit
    most_a_day = models.PositiveSmallIntegerField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)  # not seated before it
    team = models.CharField(max_length=120, blank=True)  # where they work now
    former_teams = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    referred_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    quiet_from = models.TimeField(default="20:00")  # no reminder from then, in their time zone,
    quiet_until = models.TimeField(default="08:00")  # until then
    reminders = models.BooleanField(default=True)
    late_cards = models.BooleanField(default=True)  # told of cards that are late in loops they planned
    feed_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)  # of the feed's secret

    # A calendar programme reads the feed without signing in.
    unscoped: ClassVar[models.Manager["InterviewerProfile"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.member_id} {self.time_zone}"


class ConflictOfInterest(TenantModel):
    """A member who must neither judge a candidate nor read about them. Lifting keeps the row."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="conflicts")
    candidate = models.ForeignKey("interviews.Candidate", on_delete=models.CASCADE, related_name="conflicts")
    kind = models.CharField(max_length=20, choices=ConflictKind.choices)
    reason = models.CharField(max_length=300)
    declared_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lift_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["member", "candidate", "kind"], name="one_conflict_of_a_kind"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_by__isnull=False),
                name="conflict_lifted_by_a_named_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} and {self.candidate_id}: {self.kind}"


class RaterStanding(TenantModel):
    """How severe the last calibration run found a member, written down here by scoring. For panels only."""

    member = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="standing")
    severity = models.FloatField()  # points below (lenient: above, negative) colleagues on the same people
    error = models.FloatField()  # its standard error
    n = models.PositiveIntegerField()  # ratings
    run = models.UUIDField()  # the calibration run; an id only, since scoring lies above this app

    def __str__(self) -> str:
        return f"{self.member_id} {self.severity:+.2f}"
