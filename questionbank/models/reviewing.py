"""The review of rubrics: comments on anchors, proposals to change them, approvals."""

from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from questionbank.enums import Meaning, ProposalState
from questionbank.models.rubrics import Anchor, Rubric, RubricCriterion
from questionbank.models.words import Level


class AnchorComment(TenantModel):
    """A remark on one criterion of a rubric, or on one of its anchors."""

    line = models.ForeignKey(RubricCriterion, on_delete=models.CASCADE, related_name="comments")
    anchor = models.ForeignKey(
        Anchor, on_delete=models.CASCADE, null=True, blank=True, related_name="comments"
    )
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.text[:40]


class RubricProposal(TenantModel):
    """A change of a rubric's anchors that two others must approve before it makes a new rubric."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="proposals")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    meaning = models.CharField(max_length=20, choices=Meaning.choices)  # same, or not comparable
    state = models.CharField(max_length=20, choices=ProposalState.choices, default=ProposalState.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_reason = models.TextField(blank=True)  # of a declined one
    made = models.OneToOneField(
        Rubric, on_delete=models.PROTECT, null=True, blank=True, related_name="made_by"
    )

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="applied", made__isnull=False)
                | (~Q(state="applied") & Q(made__isnull=True)),
                name="an_applied_proposal_made_a_rubric",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rubric_id} {self.state}"


class ProposedAnchor(TenantModel):
    """What one anchor is to say from then on; an empty text takes it away."""

    proposal = models.ForeignKey(RubricProposal, on_delete=models.CASCADE, related_name="anchors")
    line = models.ForeignKey(RubricCriterion, on_delete=models.CASCADE, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    point = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["point"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "line", "level", "point"],
                name="proposed_anchor_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.point}: {self.text[:40]}"


class ProposalApproval(TenantModel):
    """Somebody other than its author stands behind a proposal. Frozen."""

    proposal = models.ForeignKey(RubricProposal, on_delete=models.CASCADE, related_name="approvals")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="one_approval_each")]

    def __str__(self) -> str:
        return f"{self.member_id} approves {self.proposal_id}"
