"""Openings, candidates, blueprints, loops, sessions, seats, planned questions, and the exposure ledger.

Nouns and constraints only; the verbs are in actions/.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from interviews.enums import (
    ExposureState,
    LoopState,
    OpeningState,
    PlannedState,
    SeatKind,
    SeatState,
    SessionState,
)
from questionbank.enums import Kind
from questionbank.models import Criterion, Level, Question, QuestionRevision, Topic


class Blueprint(TenantModel):
    """A template for loops of one role and level; what it says is in its revisions."""

    name = models.CharField(max_length=120)
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


class Opening(TenantModel):
    """A job to be filled."""

    title = models.CharField(max_length=160)
    blueprint = models.ForeignKey(Blueprint, on_delete=models.PROTECT, related_name="openings")
    state = models.CharField(max_length=20, choices=OpeningState.choices, default=OpeningState.OPEN)
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Candidate(TenantModel):
    """A candidate by pseudonym; the person is in CandidatePerson, apart."""

    pseudonym = models.CharField(max_length=60)

    class Meta:
        ordering = ["pseudonym"]
        constraints = [models.UniqueConstraint(fields=["organization", "pseudonym"], name="pseudonym_once")]

    def __str__(self) -> str:
        return self.pseudonym


class CandidatePerson(TenantModel):
    """Personal data, apart so that it can be shown to few and erased without touching what was judged."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="person")
    name = models.CharField(max_length=160)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.name


class Application(TenantModel):
    """A candidate at an opening."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="applications")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="applications")

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["candidate", "opening"], name="one_application_each")]

    def __str__(self) -> str:
        return f"{self.candidate} at {self.opening}"


class Kit(TenantModel):
    """A named set of questions for one interview that colleagues can use again."""

    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="kit_name_once")]

    def __str__(self) -> str:
        return self.name


class KitQuestion(TenantModel):
    """A question's place in a kit; the loop made from it takes the revision that is current then."""

    kit = models.ForeignKey(Kit, on_delete=models.CASCADE, related_name="lines")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["kit", "question"], name="question_once_a_kit")]

    def __str__(self) -> str:
        return f"{self.position}"


class Loop(TenantModel):
    """The set of interviews for one candidate. Made from a blueprint, a kit, or level, topics and minutes."""

    name = models.CharField(max_length=160)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, null=True, blank=True, related_name="loops"
    )
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, blank=True, related_name="loops"
    )
    blueprint_revision = models.ForeignKey(
        BlueprintRevision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kit = models.ForeignKey(Kit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=20, choices=LoopState.choices, default=LoopState.PLANNED)
    seed = models.PositiveIntegerField(
        default=0
    )  # ties in the assembly are broken by it: same inputs, same loop
    gaps = models.JSONField(default=list, blank=True)  # what could not be had, in sentences
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(candidate__isnull=False) | Q(state__in=["proposed", "cancelled"]),
                name="planned_loop_has_candidate",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Session(TenantModel):
    """One interview of a loop."""

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="sessions")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=SessionState.choices, default=SessionState.SCHEDULED)
    scheduled_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["loop", "position"], name="session_position_once")]

    def __str__(self) -> str:
        return self.title


class Seat(TenantModel):
    """A member's place in a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=20, choices=SeatKind.choices, default=SeatKind.LEAD)
    state = models.CharField(max_length=20, choices=SeatState.choices, default=SeatState.SEATED)

    class Meta:
        ordering = ["kind", "created_at"]
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="one_seat_each")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.member_id}"


class PlannedQuestion(TenantModel):
    """A frozen revision's place in a session, and what became of it there."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="planned")
    revision = models.ForeignKey(QuestionRevision, on_delete=models.PROTECT, related_name="planned")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=PlannedState.choices, default=PlannedState.PLANNED)
    why = models.CharField(max_length=300, blank=True)  # why the assembly chose it
    reason = models.CharField(max_length=300, blank=True)  # why it was skipped or replaced
    replaced_by = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "created_at"]

    def __str__(self) -> str:
        return f"{self.position}. {self.revision_id}"


class Exposure(TenantModel):
    """The ledger: which candidate was promised or asked which question. One open line each, by constraint."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="exposures")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="exposures")
    planned = models.OneToOneField(PlannedQuestion, on_delete=models.CASCADE, related_name="exposure")
    state = models.CharField(max_length=20, choices=ExposureState.choices, default=ExposureState.RESERVED)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "question"],
                condition=Q(state__in=["reserved", "asked"]),
                name="never_the_same_question_twice",
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.state}"
