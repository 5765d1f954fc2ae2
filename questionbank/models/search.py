"""The search's own rows. The database itself writes them, by triggers: see migrations/_search.py."""

from datetime import UTC, datetime

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from accounts.ground.tenancy import TenantModel
from questionbank.enums import Difficulty, Health, Kind, State
from questionbank.models.questions import Question
from questionbank.models.words import Level, Topic

NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # `last_asked` of what nobody asked yet


class Faceted(TenantModel):
    """What questions are narrowed by."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, null=True, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=20, choices=State.choices)
    difficulty = models.PositiveSmallIntegerField(choices=Difficulty.choices, null=True)
    health = models.CharField(max_length=20, choices=Health.choices)
    is_asked = models.BooleanField()

    class Meta:
        abstract = True


class SearchRow(Faceted):
    """A question as the search sees it, with all it is sorted by; `created_at` is the question's.

    A question without a revision has none. Never write here: triggers on the tables it is made of do.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="search_row")
    revision_id = models.UUIDField()  # of which the words are
    level_rank = models.PositiveSmallIntegerField()  # 32767 without a level
    shelf = models.CharField(max_length=100)  # sorts by topic: "1 name" in small letters, "2" without one
    times_asked = models.PositiveIntegerField()
    last_asked = models.DateTimeField()
    changed_at = models.DateTimeField()  # when the current revision was written
    size = models.PositiveIntegerField()  # of the prompt, in characters
    prompt_words = SearchVectorField()  # prompt and tags
    words = SearchVectorField()  # prompt (A), tags and summary (B), answer and options (C), source (D)

    class Meta:
        indexes = [
            # Without the list of pending entries: a search never waits for what others have just written.
            GinIndex(fields=["words"], fastupdate=False, name="search_words"),
            GinIndex(fields=["prompt_words"], fastupdate=False, name="search_prompt_words"),
            models.Index(
                fields=["organization", "shelf", "level_rank", "created_at", "id"], name="search_shelf"
            ),
            models.Index(fields=["organization", "created_at", "id"], name="search_created"),
            models.Index(fields=["organization", "changed_at", "id"], name="search_changed"),
            models.Index(fields=["organization", "last_asked", "id"], name="search_last_asked"),
            models.Index(
                fields=["organization", "times_asked", "created_at", "id"], name="search_times_asked"
            ),
            models.Index(fields=["organization", "size", "id"], name="search_size"),
            models.Index(
                fields=["organization", "state", "kind", "level", "difficulty", "health"],
                name="search_facets",
            ),
        ]

    def __str__(self) -> str:
        return str(self.question_id)


class SearchCount(Faceted):
    """A ledger: how many questions more (or, below nought, fewer) there are of one combination of facets.

    The sum over a combination is how many there are. A writer never waits for another: it adds its lines to
    those that nobody else is changing at the moment, and leaves the rest to the next. The database writes
    here too, whenever it writes a SearchRow.
    """

    cell = models.BigIntegerField()  # a hash of the combination, to find its other lines by
    questions = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["organization", "cell"], name="search_count_cell")]

    def __str__(self) -> str:
        return f"{self.questions:+}"
