"""The words of the bank: topics, levels, criteria."""

from django.db import models

from accounts.ground.tenancy import TenantModel


class Topic(TenantModel):
    """What a question is about: a tree."""

    name = models.CharField(max_length=80)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "parent", "name"], name="topic_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.name


class Level(TenantModel):
    """A rung of the organisation's ladder; `rank` rises with seniority."""

    name = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="level_name_once"),
            models.UniqueConstraint(fields=["organization", "rank"], name="level_rank_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(TenantModel):
    """One thing that is rated, the same over all questions and blueprints of the organisation."""

    name = models.CharField(max_length=80)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "criteria"
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="criterion_once")]

    def __str__(self) -> str:
        return self.name
