"""What a question was: its revisions with who wrote and who approved them, and where it comes from."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from questionbank.models import ImportItem, Question, QuestionRevision, RevisionReview
from questionbank.queries.usage import with_sessions


@dataclass(frozen=True)
class PastRevision:
    """A revision, what others said of it, and in how many interviews it was put."""

    revision: QuestionRevision
    reviews: list[RevisionReview]
    sessions: int


@dataclass(frozen=True)
class Source:
    """The lines of an imported document that a question comes from; `merged` if it was there before."""

    item_id: uuid.UUID
    batch_id: uuid.UUID
    document: str
    first: int
    last: int
    merged: bool


def history_of(question: Question) -> list[PastRevision]:
    """All revisions, newest first. Two queries."""
    reviews = Prefetch("reviews", queryset=RevisionReview.objects.select_related("reviewer__user"))
    plain = QuestionRevision.objects.filter(question=question).defer("answer")
    rows = with_sessions(plain.select_related("written_by__user").prefetch_related(reviews))
    # `sessions` is annotated.
    return [PastRevision(row, list(row.reviews.all()), vars(row)["sessions"]) for row in rows]


def sources_of(question: Question) -> list[Source]:
    """The documents it was read from, the one it was made from first. One query."""
    rows = ImportItem.objects.filter(Q(question=question) | Q(merged_into=question))
    found = rows.order_by("created_at").values_list(
        "pk", "batch_id", "batch__name", "parsed__lines", "merged_into_id"
    )
    sources = [_source(*row) for row in found]
    return sorted(sources, key=lambda source: source.merged)


def _source(item: uuid.UUID, batch: uuid.UUID, name: str, lines: Any, merged: uuid.UUID | None) -> Source:
    first, last = lines if isinstance(lines, list) and len(lines) == 2 else (1, 1)
    return Source(item, batch, name, first, last, merged is not None)
