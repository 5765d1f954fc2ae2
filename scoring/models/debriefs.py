"""The debrief: its state and steps, the committee, votes, vetoes, and the letters that keep it moving."""

from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from interviews.models import Loop
from scoring.enums import Ballot, CommitteeState, DebriefState, LetterKind
from scoring.models.calibration import CalibrationRun


class Debrief(TenantModel):
    """Where the committee's work on one loop stands. A loop without a row is collecting cards."""

    loop = models.OneToOneField(Loop, on_delete=models.CASCADE, related_name="debrief")
    state = models.CharField(max_length=20, choices=DebriefState.choices, default=DebriefState.COLLECTING)
    round = models.PositiveSmallIntegerField(default=1)  # one more whenever the committee votes anew
    version = models.PositiveIntegerField(default=0)  # one more with every step; who moves says what they saw
    facilitator = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_by = models.DateTimeField(null=True, blank=True)  # deadlines; null: none
    vote_by = models.DateTimeField(null=True, blank=True)
    # Since when all read the same adjusted values: the run that counted when the vote was opened.
    run = models.ForeignKey(CalibrationRun, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.loop_id} {self.state}"


class DebriefStep(TenantModel):
    """One step of a debrief: by whom (null: by itself), and what was not given when it was forced. Frozen."""

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()  # the debrief's version after it
    round = models.PositiveSmallIntegerField()  # after it
    source = models.CharField(max_length=20, choices=DebriefState.choices)
    target = models.CharField(max_length=20, choices=DebriefState.choices)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    unmet = models.JSONField(default=list, blank=True)  # sentences: what an override went over

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["debrief", "number"], name="debrief_step_once")]

    def __str__(self) -> str:
        return f"{self.source} -> {self.target}"


class CommitteeSeat(TenantModel):
    """A committee member's place in one debrief: they read in silence, then vote."""

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="committee")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="committee_seats")
    state = models.CharField(max_length=20, choices=CommitteeState.choices, default=CommitteeState.SEATED)
    reason = models.CharField(max_length=300, blank=True)  # why recused
    read_at = models.DateTimeField(null=True, blank=True)  # when they said that they have read the packet
    appointed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["debrief", "member"], name="one_committee_seat_each")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.state}"


class Vote(TenantModel):
    """A committee member's vote. A change is a further row: both stay. Frozen."""

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()  # 1 is the first of this member in this round
    stage = models.CharField(max_length=20, choices=DebriefState.choices)  # voting, or discussing: a change
    ballot = models.CharField(max_length=20, choices=Ballot.choices)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["debrief", "member", "round", "number"], name="one_vote_each"),
            models.CheckConstraint(
                condition=Q(stage="voting") | (Q(stage="discussing") & ~Q(reason="")),
                name="a_changed_vote_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} vote {self.number}"


class Veto(TenantModel):
    """The facilitator's no to hiring: while it stands, no decision to hire is recorded."""

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="vetoes")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    reason = models.TextField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["debrief"], condition=Q(withdrawn_at__isnull=True), name="one_standing_veto"
            )
        ]

    def __str__(self) -> str:
        return f"veto of {self.member_id}"


class DebriefLetter(TenantModel):
    """One reminder of a debrief to one person: due, then sent, or dropped with the reason why."""

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="letters")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=LetterKind.choices)
    round = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField(default=0)  # 0: it began; 1: the deadline is near; 2: it passed
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)  # why it was dropped or could not be sent

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["debrief", "member", "kind", "round", "step"], name="one_debrief_letter_each"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="debrief_letters_waiting",
                condition=Q(sent_at__isnull=True, dropped_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.member_id}"
