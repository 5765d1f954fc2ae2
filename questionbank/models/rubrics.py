"""Frozen rubrics: criteria with weights and anchors."""

from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from questionbank.models.words import Criterion, Level

LOWEST, HIGHEST = 1, 4  # the points of the rating scale; every criterion has an anchor for each


class Rubric(TenantModel):
    """A frozen set of criteria with anchors. A change makes a new rubric and a new revision."""

    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class RubricCriterion(TenantModel):
    """A criterion's place and weight in one rubric."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="lines")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "criterion"], name="criterion_once_a_rubric")
        ]

    def __str__(self) -> str:
        return str(self.criterion)


class Anchor(TenantModel):
    """What a rater sees or hears at one point of one criterion; for one level only, or for all (null)."""

    line = models.ForeignKey(RubricCriterion, on_delete=models.CASCADE, related_name="anchors")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    point = models.PositiveSmallIntegerField()
    text = models.TextField()
    is_draft = models.BooleanField(default=False)  # proposed from a template; nobody stands behind it yet

    class Meta:
        ordering = ["point"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "level", "point"], name="anchor_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(point__range=(LOWEST, HIGHEST)), name="anchor_point_on_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.point}: {self.text[:40]}"
