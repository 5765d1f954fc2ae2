"""Writes down which questions are alike, without touching what a person decided."""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Max, Q

from accounts.models import Organization
from questionbank.actions._bulk import BATCH
from questionbank.enums import Meaning, PairDecision
from questionbank.models import DuplicatePair, Question, QuestionRevision
from questionbank.similarity import Pair

Both = tuple[uuid.UUID, uuid.UUID]


def write_pairs(
    organization: Organization, pairs: Iterable[Pair], *, of: Collection[uuid.UUID] | None = None
) -> int:
    """Brings the organisation's pairs up to date and returns how many are new. Call it in a transaction.

    `of`: only pairs of these questions were looked for; None: all. An open pair that is no longer alike
    goes. One that a person decided stays as it is, unless one of the two was given another meaning since:
    then it is open again, or gone with the likeness.
    """
    found = {(pair.first, pair.second): pair for pair in pairs}
    rows = DuplicatePair.objects.filter(organization=organization)
    if of is not None:
        rows = rows.filter(Q(first__in=of) | Q(second__in=of))
    known = {(row.first_id, row.second_id): row for row in rows}
    _reopen_reworded(known)
    gone = [row.pk for both, row in known.items() if both not in found]
    DuplicatePair.objects.filter(pk__in=gone, decision=PairDecision.OPEN).delete()
    for both, row in known.items():
        pair = found.get(both)
        if pair and (row.score, row.verdict, row.why) != (pair.score, pair.verdict, pair.why):
            open_row = DuplicatePair.objects.filter(pk=row.pk, decision=PairDecision.OPEN)
            open_row.update(score=pair.score, verdict=pair.verdict, why=pair.why)
    return _write_new(organization, [pair for both, pair in found.items() if both not in known])


def _write_new(organization: Organization, pairs: list[Pair]) -> int:
    ids = {key for pair in pairs for key in (pair.first, pair.second)}
    # Held so that none of them is deleted before the pairs are written; sorted, so that nobody waits in a
    # ring.
    rows = Question.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    there = set(rows.values_list("pk", flat=True))
    new = [
        DuplicatePair(
            organization=organization,
            first_id=pair.first,
            second_id=pair.second,
            score=pair.score,
            verdict=pair.verdict,
            why=pair.why,
        )
        for pair in pairs
        if pair.first in there and pair.second in there
    ]
    DuplicatePair.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    return len(new)


def _reopen_reworded(known: dict[Both, DuplicatePair]) -> None:
    """Opens decided pairs one of which has had a revision since that is not comparable."""
    decided = [row for row in known.values() if row.decision != PairDecision.OPEN]
    reworded = _reworded({key for row in decided for key in (row.first_id, row.second_id)})
    for row in decided:
        changes = [reworded[key] for key in (row.first_id, row.second_id) if key in reworded]
        if row.decided_at and any(change > row.decided_at for change in changes):
            as_it_was = DuplicatePair.objects.filter(pk=row.pk, decided_at=row.decided_at)
            as_it_was.update(decision=PairDecision.OPEN, decided_by=None, decided_at=None)


def _reworded(question_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    rows = QuestionRevision.objects.filter(question__in=question_ids, meaning=Meaning.NOT_COMPARABLE)
    return dict(
        rows.order_by().values("question").annotate(at=Max("created_at")).values_list("question", "at")
    )
