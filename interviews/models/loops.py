"""Kits, loops, their sessions, seats and questions, and the ledger of what a candidate met."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from interviews.enums import (
    ExposureState,
    LoopState,
    PlannedState,
    PlanStatus,
    SeatKind,
    SeatState,
    SessionState,
)
from interviews.models.blueprints import BlueprintRevision, Stage
from interviews.models.openings import Application, Candidate
from questionbank.models import Level, Question, QuestionRevision


class Kit(TenantModel):
    """A named set of questions that colleagues can use again; for one interview unless it has parts."""

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


class KitPart(TenantModel):
    """One interview of a kit that was saved from a loop of several."""

    kit = models.ForeignKey(Kit, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["kit", "position"], name="kit_part_position_once")]

    def __str__(self) -> str:
        return self.title


class KitQuestion(TenantModel):
    """A question's place in a kit; the loop made from it takes the revision that is current then."""

    kit = models.ForeignKey(Kit, on_delete=models.CASCADE, related_name="lines")
    part = models.ForeignKey(KitPart, on_delete=models.CASCADE, null=True, blank=True, related_name="lines")
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
    relaxed = models.JSONField(default=list, blank=True)  # rules that a person gave up here: Relaxation rows
    weights = models.JSONField(default=dict, blank=True)  # of the last assembly; empty: the defaults
    asked_topics = ArrayField(
        models.UUIDField(), default=list, blank=True
    )  # of a loop without a blueprint: one question of each at least
    value = models.FloatField(null=True, blank=True)  # what the last assembly is worth by its weights
    bound = models.FloatField(null=True, blank=True)  # no plan under the rules is worth more
    status = models.CharField(max_length=20, choices=PlanStatus.choices, blank=True)  # "": by hand
    version = models.PositiveIntegerField(
        default=0
    )  # one more with every change; who writes says which it saw
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
    place = models.CharField(max_length=300, blank=True)  # a room, or the address of a call
    invite_sequence = models.PositiveIntegerField(default=0)  # SEQUENCE of its calendar entry (RFC 5545)
    screen_key = models.CharField(max_length=32, blank=True)  # a new one withdraws the candidate's screen
    screen_blank_at = models.DateTimeField(null=True, blank=True)  # hides prompts asked up to then on it
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    # The candidate's screen is opened by someone who belongs to no organisation.
    unscoped: ClassVar[models.Manager["Session"]] = models.Manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["loop", "position"], name="session_position_once")]

    def __str__(self) -> str:
        return self.title


class Ban(TenantModel):
    """A question that a person does not want in a loop."""

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="bans")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    banned_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["loop", "question"], name="ban_once_a_loop")]

    def __str__(self) -> str:
        return f"not {self.question_id}"


class LoopChange(TenantModel):
    """One change of a loop being built: who, what in words, and how the loop was before, for undo."""

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()  # the loop's version after it
    actor = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    told = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    undone_by = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="undoes"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["loop", "number"], name="loop_change_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.verb}"


class Seat(TenantModel):
    """A member's place in a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=20, choices=SeatKind.choices, default=SeatKind.LEAD)
    state = models.CharField(max_length=20, choices=SeatState.choices, default=SeatState.SEATED)
    why = models.CharField(max_length=300, blank=True)  # why this person was proposed
    reason = models.CharField(max_length=300, blank=True)  # why it was declined

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
    pinned = models.BooleanField(default=False)  # a new assembly leaves it where it is
    override = models.CharField(max_length=300, blank=True)  # the rules it breaks and why a person wanted it
    replaced_by = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    marks = models.PositiveIntegerField(
        default=0
    )  # how often its mark has changed; who writes says what they saw
    marked_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # who changed it last

    class Meta:
        ordering = ["position", "created_at"]

    def __str__(self) -> str:
        return f"{self.position}. {self.revision_id}"


class HintGiven(TenantModel):
    """A hint that the candidate was given: which of the revision's, when, by whom. Taken back: deleted."""

    planned = models.ForeignKey(PlannedQuestion, on_delete=models.CASCADE, related_name="hints_given")
    number = models.PositiveSmallIntegerField()  # 1 for the first of the revision's hints
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["planned", "number"], name="hint_given_once")]

    def __str__(self) -> str:
        return f"hint {self.number}"


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
