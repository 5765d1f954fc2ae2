"""From an id to a row for this person, else 404. The only place in this app that fetches one row.

Who may not read the bank at all is told so (403) before any row is looked for. An actor of None is the
operator at the console: the open scope alone then says whose rows there are.
"""

import uuid
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Membership
from questionbank.models import (
    AnchorComment,
    Criterion,
    DuplicatePair,
    EnemyPair,
    ImportBatch,
    ImportItem,
    ImportMatch,
    Level,
    Question,
    QuestionFlag,
    QuestionRevision,
    Rubric,
    RubricCriterion,
    RubricProposal,
    SavedSearch,
    Topic,
)
from questionbank.rules import Actor, may_curate, may_read_bank, may_read_rubric_reviews

Row = TypeVar("Row", bound=Model)


def question_of(actor: Actor, question_id: uuid.UUID, *, lock: bool = False) -> Question:
    """A question with all that stands on its page as one row; else 404."""
    may_read_bank(actor).require()
    if lock:
        # By itself and first: who had to wait then reads what stands now. In one statement the revision that
        # became the current one meanwhile would be missing.
        Question.objects.select_for_update().filter(pk=question_id).first()
    rows = Question.objects.select_related(
        "current__topic",
        "current__level",
        "current__rubric",
        "current__written_by__user",
        "organization",
        "measure",
        "import_item",
    )
    return _one(actor, rows, question_id)


def revision_of(actor: Actor, question: Question, number: int) -> QuestionRevision:
    """The revision of this question with this number; else 404."""
    may_read_bank(actor).require()
    rows = QuestionRevision.objects.select_related("topic", "level", "rubric", "written_by__user")
    return get_object_or_404(rows, question=question, number=number)


def pair_of(actor: Actor, pair_id: uuid.UUID, *, lock: bool = False) -> DuplicatePair:
    """Two questions that are alike, for curators; else 404."""
    may_curate(actor).require()
    rows = DuplicatePair.objects.select_related(
        "first__current", "second__current", "decided_by__user", "organization"
    )
    return _one(actor, rows, pair_id, lock=lock)


def enemies_of(actor: Actor, pair_id: uuid.UUID, *, lock: bool = False) -> EnemyPair:
    """Two questions of which one gives the other away, for curators; else 404."""
    may_curate(actor).require()
    return _one(actor, EnemyPair.objects.select_related("organization"), pair_id, lock=lock)


def flag_of(actor: Actor, flag_id: uuid.UUID, *, lock: bool = False) -> QuestionFlag:
    """A flag with its question, for curators; else 404."""
    may_curate(actor).require()
    rows = QuestionFlag.objects.select_related("question__organization", "closed_by__user")
    return _one(actor, rows, flag_id, lock=lock)


def topic_of(actor: Actor, topic_id: uuid.UUID, *, lock: bool = False) -> Topic:
    """A topic; else 404."""
    may_read_bank(actor).require()
    return _one(actor, Topic.objects.all(), topic_id, lock=lock)


def level_of(actor: Actor, level_id: uuid.UUID) -> Level:
    """A rung of the ladder; else 404."""
    may_read_bank(actor).require()
    return _one(actor, Level.objects.all(), level_id)


def criterion_of(actor: Actor, criterion_id: uuid.UUID, *, lock: bool = False) -> Criterion:
    """A criterion; else 404."""
    may_read_bank(actor).require()
    return _one(actor, Criterion.objects.select_related("organization"), criterion_id, lock=lock)


def batch_of(actor: Actor, batch_id: uuid.UUID, *, lock: bool = False) -> ImportBatch:
    """A document, for curators; else 404. Its text and its bytes are fetched when asked for."""
    may_curate(actor).require()
    rows = ImportBatch.objects.select_related("organization", "uploaded_by__user").defer("text", "upload")
    return _one(actor, rows, batch_id, lock=lock)


def item_of(actor: Actor, item_id: uuid.UUID, *, lock: bool = False) -> ImportItem:
    """One question of a staged document with its batch, for curators; else 404."""
    may_curate(actor).require()
    rows = ImportItem.objects.select_related("batch", "organization", "merged_into__current")
    return _one(actor, rows.defer("batch__text", "batch__upload"), item_id, lock=lock)


def match_of(actor: Actor, match_id: uuid.UUID, *, lock: bool = False) -> ImportMatch:
    """A question of the bank beside the imported one that resembles it, for curators; else 404."""
    may_curate(actor).require()
    rows = ImportMatch.objects.select_related("item__batch", "question__current", "organization")
    return _one(actor, rows.defer("item__batch__text", "item__batch__upload"), match_id, lock=lock)


def rubric_of(actor: Membership, rubric_id: uuid.UUID) -> Rubric:
    """A frozen rubric, for who reads reviews of rubrics; else 404."""
    may_read_rubric_reviews(actor).require()
    return _one(actor, Rubric.objects.select_related("organization", "made_by"), rubric_id)


def line_of(actor: Membership, line_id: uuid.UUID) -> RubricCriterion:
    """One criterion of a rubric, for who reads reviews of rubrics; else 404."""
    may_read_rubric_reviews(actor).require()
    return _one(actor, RubricCriterion.objects.select_related("rubric", "criterion"), line_id)


def comment_of(actor: Membership, comment_id: uuid.UUID, *, lock: bool = False) -> AnchorComment:
    """A comment on a rubric, for who reads reviews of rubrics; else 404."""
    may_read_rubric_reviews(actor).require()
    return _one(actor, AnchorComment.objects.select_related("line__rubric"), comment_id, lock=lock)


def proposal_of(actor: Membership, proposal_id: uuid.UUID, *, lock: bool = False) -> RubricProposal:
    """A proposal to change a rubric, for who reads reviews of rubrics; else 404."""
    may_read_rubric_reviews(actor).require()
    rows = RubricProposal.objects.select_related("rubric__organization", "author__user")
    if not lock:  # who waited for the lock would find it closed, but by nobody
        rows = rows.select_related("closed_by__user")
    return _one(actor, rows, proposal_id, lock=lock)


def saved_search_of(actor: Membership, search_id: uuid.UUID, *, lock: bool = False) -> SavedSearch:
    """A search that this member keeps, or that somebody shares; else 404."""
    may_read_bank(actor).require()
    rows = SavedSearch.objects.filter(Q(owner=actor) | Q(is_shared=True))
    return _one(actor, rows, search_id, lock=lock)


def _one(actor: Actor, rows: QuerySet[Row], row_id: uuid.UUID, *, lock: bool = False) -> Row:
    if lock:
        rows = rows.select_for_update(of=("self",))
    if actor is not None:
        rows = rows.filter(organization_id=actor.organization_id)
    return get_object_or_404(rows, pk=row_id)
