"""What finds questions: the search's own rows, the vocabulary, saved searches, pairs that are alike."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Reverse

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from questionbank.enums import Likeness, PairDecision
from questionbank.models.questions import Question


class BankWord(TenantModel):
    """A word of the bank's prompts and answers, and in how many questions it stands."""

    word = models.CharField(max_length=60)
    questions = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "word"], name="word_once")]
        # By beginning and by end: a mistyped word has one of the two right.
        indexes = [
            models.Index("organization", OpClass("word", "varchar_pattern_ops"), name="word_beginning"),
            models.Index("organization", OpClass(Reverse("word"), "text_pattern_ops"), name="word_end"),
        ]

    def __str__(self) -> str:
        return self.word


class SavedSearch(TenantModel):
    """A search that a member keeps under a name: the query of its address."""

    owner = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000)
    is_shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "saved searches"
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_search_once")]

    def __str__(self) -> str:
        return self.name


class DuplicatePair(TenantModel):
    """Two questions of the bank that are alike, why, and what a person said of that."""

    first = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    verdict = models.CharField(max_length=20, choices=Likeness.choices)
    why = models.TextField()
    decision = models.CharField(max_length=20, choices=PairDecision.choices, default=PairDecision.OPEN)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.score:.2f}"


class EnemyPair(TenantModel):
    """Two questions that no loop asks both of, because one helps with the other. Written by a curator."""

    first = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="enemies_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="enemies_in_order"),
        ]

    def __str__(self) -> str:
        return self.reason
