"""Blueprints: what a loop of one role and level holds, in frozen revisions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from interviews.enums import SeatKind
from interviews.models.panels import Module
from questionbank.enums import Kind
from questionbank.models import HIGHEST, LOWEST, Criterion, Level, Topic


class Blueprint(TenantModel):
    """A template for loops of one role and level; what it says is in its revisions."""

    name = models.CharField(max_length=120)
    role = models.CharField(max_length=80, blank=True)  # the job it is for, "Data Scientist"
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    current = models.OneToOneField(
        "BlueprintRevision", on_delete=models.PROTECT, null=True, blank=True, related_name="current_of"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="blueprint_name_once")]

    def __str__(self) -> str:
        return self.name


class BlueprintRevision(TenantModel):
    """A blueprint as it was from one moment on. Frozen: loops point here."""

    blueprint = models.ForeignKey(Blueprint, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    most_pilots = models.PositiveSmallIntegerField(null=True, blank=True, default=1)  # a session; null: any
    reserve_across = models.BooleanField(default=False)  # no question of the opening's other open loops
    tolerance = models.FloatField(default=0.25)  # points of difficulty that parallel loops may lie apart
    minutes_tolerance = models.PositiveSmallIntegerField(default=10)  # minutes of questions, likewise
    break_minutes = models.PositiveSmallIntegerField(default=10)  # between two interviews of a day
    weights = models.JSONField(default=dict, blank=True)  # what the assembly goes by; empty: its defaults
    # What a debrief asks for before it goes on.
    least_cards = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # counted ones; null: all that are owed
    all_topics = models.BooleanField(default=False)  # every topic of the stages rated at least once
    facilitator = models.BooleanField(default=False)  # from outside the team
    least_votes = models.PositiveSmallIntegerField(default=1)  # of committee members
    reading_hours = models.PositiveSmallIntegerField(null=True, blank=True)  # deadlines; null: none
    voting_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    twice = models.ManyToManyField(Topic, blank=True, related_name="+")  # by two different people at least

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["blueprint", "number"], name="blueprint_number_once")]

    def __str__(self) -> str:
        return f"{self.blueprint} r{self.number}"


class Stage(TenantModel):
    """One interview of a blueprint revision."""

    revision = models.ForeignKey(BlueprintRevision, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind.choices), default=list, blank=True)
    neighbours = models.ManyToManyField(Level, blank=True, related_name="+")  # other levels allowed
    module = models.ForeignKey(
        Module, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # what lead and second must be qualified for
    seats = ArrayField(models.CharField(max_length=20, choices=SeatKind.choices), default=list)
    criteria = models.ManyToManyField(Criterion, blank=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="stage_position_once")]

    def __str__(self) -> str:
        return self.name


class StageTopic(TenantModel):
    """How many questions of a topic (its sub-topics included) a stage holds."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    minimum = models.PositiveSmallIntegerField(default=1)
    maximum = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "topic"], name="topic_once_a_stage"),
            models.CheckConstraint(condition=Q(minimum__lte=models.F("maximum")), name="stage_topic_range"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.minimum}-{self.maximum}"


class CriterionBar(TenantModel):
    """How many points of a criterion are the bar in loops of a blueprint revision."""

    revision = models.ForeignKey(BlueprintRevision, on_delete=models.CASCADE, related_name="bars")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "criterion"], name="bar_once_a_criterion"),
            models.CheckConstraint(condition=Q(points__gte=LOWEST, points__lte=HIGHEST), name="bar_points"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.points}"
