"""Scorecards, ratings, edits, frozen versions, calibration runs with their measures, decisions.

Nouns and constraints only; the verbs are in actions/. Every read of a card goes through visibility.py.
"""

from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from interviews.models import Loop, PlannedQuestion, Seat
from questionbank.models import HIGHEST, LOWEST, Criterion, Level
from scoring.enums import (
    CardState,
    Facet,
    Outcome,
    RatingState,
    Recommendation,
    RequestKind,
    RequestState,
    RunKind,
    RunState,
)


class Scorecard(TenantModel):
    """One interviewer's record of one session: a draft of theirs until they submit it."""

    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="scorecard")
    state = models.CharField(max_length=20, choices=CardState.choices, default=CardState.DRAFT)
    recommendation = models.CharField(max_length=20, choices=Recommendation.choices, blank=True)
    reason = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    private_note = models.TextField(blank=True)  # for its author alone, for ever
    handover = models.TextField(blank=True)  # to who interviews next: what to cover, not what was thought
    # As first submitted, before any amendment; empty while nothing was amended.
    first_recommendation = models.CharField(max_length=20, choices=Recommendation.choices, blank=True)
    # Who typed it in from paper, for the seat's holder; null: the holder themselves.
    entered_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)  # counts applied edits of this card
    field_versions = models.JSONField(default=dict, blank=True)  # field -> the version that last changed it
    submitted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at__isnull=True)
                | Q(state="submitted", submitted_at__isnull=False),
                name="submitted_card_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.state}"


class Rating(TenantModel):
    """One criterion of one planned question, as one interviewer saw it."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="ratings")
    planned = models.ForeignKey(PlannedQuestion, on_delete=models.PROTECT, related_name="ratings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=RatingState.choices, blank=True)  # "" = nothing said yet
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why it was not assessed
    evidence = models.TextField(blank=True)  # what was said or done
    # As first submitted, before an amendment changed it; null: it never was. Statistics count the first
    # verdict, which was given without knowing the others'.
    first_state = models.CharField(max_length=20, choices=RatingState.choices, null=True, blank=True)
    first_value = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "planned", "criterion"], name="one_rating_each"),
            models.CheckConstraint(
                condition=Q(state="rated", value__range=(LOWEST, HIGHEST))
                | (~Q(state="rated") & Q(value__isnull=True)),
                name="only_a_rated_criterion_has_a_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value if self.value else self.state}"


class Edit(TenantModel):
    """One change sent by one browser tab. Unique (card, client, sequence) makes sending it again harmless."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="edits")
    client = models.UUIDField()
    sequence = models.PositiveIntegerField()
    field = models.CharField(max_length=120)
    value = models.TextField(blank=True)
    base = models.PositiveIntegerField()  # the field's version that the writer had before them
    version = models.PositiveIntegerField(null=True)  # the card's version it made; null: kept as a conflict

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "client", "sequence"], name="edit_applies_once")
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.client}:{self.sequence}"


class ScorecardVersion(TenantModel):
    """A card as it was when submitted. Frozen by the database."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    reason = models.TextField(blank=True)  # why it was amended; the first version has none
    written_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["scorecard", "number"], name="card_version_once")]

    def __str__(self) -> str:
        return f"{self.scorecard_id} v{self.number}"


class Amendment(TenantModel):
    """A submitted card being changed by its author; apart from the card until it is done."""

    scorecard = models.OneToOneField(Scorecard, on_delete=models.CASCADE, related_name="amendment")
    values = models.JSONField(default=dict, blank=True)  # field -> the text that is to stand in it

    def __str__(self) -> str:
        return f"amendment of {self.scorecard_id}"


class GateOverride(TenantModel):
    """Someone read the others' cards before handing in their own, and said why. The panel sees it. Frozen."""

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="gate_overrides")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["loop", "member"], name="one_override_each")]

    def __str__(self) -> str:
        return f"{self.member_id} opened {self.loop_id}"


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


class Decision(TenantModel):
    """What a committee decided, frozen with what it saw."""

    loop = models.OneToOneField(Loop, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reasons = models.TextField()
    dissent = models.TextField(blank=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(CalibrationRun, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    snapshot = models.JSONField()  # the packet as the deciders saw it
    digest = models.CharField(max_length=64)  # SHA-256 of the snapshot's canonical JSON

    def __str__(self) -> str:
        return f"{self.loop_id}: {self.outcome}"
