"""Questions and their frozen revisions, rubrics, topics, levels, imports, and what calibration learned.

Nouns and constraints only; the verbs are in actions/.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from accounts.ground.tenancy import TenantModel
from accounts.models import Membership
from questionbank.enums import BatchState, Difficulty, ItemState, Kind, Meaning, State

LOWEST, HIGHEST = 1, 4  # the points of the rating scale; every criterion has an anchor for each


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


class Question(TenantModel):
    """A question's identity and life; what it says is in its revisions."""

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.CONCEPT)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    current = models.OneToOneField(
        "QuestionRevision", on_delete=models.PROTECT, null=True, blank=True, related_name="current_of"
    )
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["organization", "state", "kind"])]

    def __str__(self) -> str:
        return str(self.current) if self.current_id else str(self.pk)


class QuestionRevision(TenantModel):
    """What a question said from one moment on. Frozen by the database: sessions point here."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    prompt = models.TextField()
    summary = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    probes = ArrayField(models.TextField(), default=list, blank=True)
    hints = ArrayField(models.TextField(), default=list, blank=True)
    red_flags = ArrayField(models.TextField(), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    difficulty = models.PositiveSmallIntegerField(choices=Difficulty.choices, null=True, blank=True)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    source = models.TextField(blank=True)
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meaning = models.CharField(max_length=20, choices=Meaning.choices, default=Meaning.FIRST)
    note = models.CharField(max_length=300, blank=True)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    search = models.GeneratedField(
        expression=SearchVector("prompt", weight="A", config="english")
        + SearchVector("summary", weight="B", config="english")
        + SearchVector("answer", weight="C", config="english")
        + SearchVector("source", weight="D", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["-number"]
        indexes = [GinIndex(fields=["search"])]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return self.prompt[:120]


class ImportBatch(TenantModel):
    """One document, read and staged. Its text is kept: provenance points at its lines."""

    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    report = models.JSONField(default=dict)  # the JSON of a dry run, without the questions
    state = models.CharField(max_length=20, choices=BatchState.choices, default=BatchState.STAGED)
    uploaded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "import batches"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "digest"], condition=~Q(state="undone"), name="document_staged_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ImportItem(TenantModel):
    """One question of a staged document: as read (`parsed`), and as a person changed it (`edited`)."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="items")
    ordinal = models.PositiveIntegerField()
    parsed = models.JSONField()  # one entry of "questions" in the JSON of a dry run; never changed
    edited = models.JSONField(default=dict, blank=True)  # only the fields that a person changed
    state = models.CharField(max_length=20, choices=ItemState.choices, default=ItemState.PENDING)
    question = models.OneToOneField(
        Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="import_item"
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


class QuestionMeasure(TenantModel):
    """What the last calibration run says of a question, written down here by scoring. One row a question."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="measure")
    n = models.PositiveIntegerField()
    mean = models.FloatField()
    spread = models.FloatField(null=True)
    difficulty = models.FloatField(
        null=True
    )  # points above (easier: below) the mean question, net of who was asked
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    enough = models.BooleanField(default=False)
    run = models.UUIDField()  # the calibration run; an id only, since scoring lies above this app

    def __str__(self) -> str:
        return f"{self.question_id}: n={self.n}"
