"""Documents read and staged, their items, and the questions these resemble."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import ExpressionWrapper, GeneratedField, IntegerField, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from questionbank.enums import BatchState, ItemState, Likeness, PairDecision
from questionbank.models.questions import Question


class ImportBatch(TenantModel):
    """One document, read and staged. Its text is kept: provenance points at its lines."""

    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)  # of the bytes
    text = models.TextField()
    text_digest = models.CharField(max_length=64, blank=True)  # once read; the same for other line ends
    report = models.JSONField(default=dict)  # the JSON of a dry run, without the questions
    state = models.CharField(max_length=20, choices=BatchState.choices, default=BatchState.STAGED)
    upload = models.BinaryField(null=True)  # the bytes, while they wait to be read in the background
    progress_done = models.PositiveIntegerField(default=0)  # how far that is, of progress_total
    progress_total = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    # What a person decided once for all items: {"sections": {name: topic id}, "levels": {word: level id},
    # "difficulties": {word: 1..3}}; null says "none of ours", a name that is missing "what is called so".
    mapping = models.JSONField(default=dict, blank=True)
    made_topics = ArrayField(models.UUIDField(), default=list, blank=True)  # topics that acceptance made
    uploaded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "import batches"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "digest"], condition=~Q(state="undone"), name="document_staged_once"
            ),
            models.UniqueConstraint(
                fields=["organization", "text_digest"],
                condition=~Q(state="undone") & ~Q(text_digest=""),
                name="text_staged_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def _line(place: str) -> GeneratedField:
    """The first ("0") or last ("1") line of what was read, as a column: lists are sorted by it."""
    text = KeyTextTransform(place, KeyTransform("lines", "parsed"))
    return GeneratedField(expression=Cast(text, IntegerField()), output_field=IntegerField(), db_persist=True)


class ImportItem(TenantModel):
    """One question of a staged document: as read (`parsed`), and as a person changed it (`edited`)."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="items")
    ordinal = models.PositiveIntegerField()
    parsed = models.JSONField()  # one entry of "questions" in the JSON of a dry run; never changed
    edited = models.JSONField(default=dict, blank=True)  # only the fields that a person changed
    # The items (then SPLIT) that a person split or joined to make this one; empty for what was read.
    made_of = ArrayField(models.UUIDField(), default=list, blank=True)
    first_line = _line("0")
    last_line = _line("1")
    is_warned = GeneratedField(
        expression=ExpressionWrapper(~Q(parsed__warnings=[]), output_field=models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    state = models.CharField(max_length=20, choices=ItemState.choices, default=ItemState.PENDING)
    question = models.OneToOneField(
        Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_item"
    )
    # The question that was there before and of which this item is one more source.
    merged_into = models.ForeignKey(
        Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="merged_items"
    )
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["batch", "ordinal"], name="item_ordinal_once")]

    def __str__(self) -> str:
        return str(self.value("prompt"))[:120]

    def value(self, field: str) -> object:
        """The field as it now stands: the person's version before the parser's."""
        return self.edited.get(field, self.parsed.get(field))


class ImportMatch(TenantModel):
    """A question of the bank that an imported one resembles, and what a person said of that."""

    item = models.ForeignKey(ImportItem, on_delete=models.CASCADE, related_name="matches")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    verdict = models.CharField(max_length=20, choices=Likeness.choices)
    why = models.TextField()
    decision = models.CharField(max_length=20, choices=PairDecision.choices, default=PairDecision.OPEN)

    class Meta:
        ordering = ["-score"]
        verbose_name_plural = "import matches"
        constraints = [models.UniqueConstraint(fields=["item", "question"], name="match_once")]

    def __str__(self) -> str:
        return f"{self.verdict} {self.score:.2f}"
