"""Scorecards, ratings, edits, frozen versions, and who read others' cards before their own was in."""

from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from interviews.models import Loop, PlannedQuestion, Seat
from questionbank.models import HIGHEST, LOWEST, Criterion
from scoring.enums import CardState, RatingState, Recommendation


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


class PacketOpening(TenantModel):
    """Since when somebody has known others' cards of a loop: a card of theirs that comes later is no
    evidence of its own. Frozen.
    """

    loop = models.ForeignKey(Loop, on_delete=models.CASCADE, related_name="packet_openings")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["loop", "member"], name="packet_opened_once")]

    def __str__(self) -> str:
        return f"{self.member_id} read {self.loop_id}"
