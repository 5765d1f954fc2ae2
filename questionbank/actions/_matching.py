"""Finds the questions of the bank that staged items resemble, and items of one document that are alike."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from questionbank.actions._bulk import BATCH
from questionbank.enums import ItemState, PairDecision
from questionbank.models import ImportBatch, ImportItem, ImportMatch
from questionbank.queries.likeness import entries_of, nearest, rarity_of
from questionbank.similarity import Entry, Pair, compare_pairs, find_pairs

BESIDE = 5  # questions of the bank beside one item
TOLD = 200  # pairs inside a document that its report names


def find_matches(batch: ImportBatch) -> None:
    """Fills the batch's ImportMatch rows, and the report's "alike": items that ask the same as one before.

    Only questions that a person should look at before the item is accepted become rows: those that seem to
    ask the same. What is merely related is found when the question is in the bank. Calling it again renews
    what is open and leaves what was decided.
    """
    items = list(ImportItem.objects.filter(batch=batch, state=ItemState.PENDING).order_by("ordinal"))
    _match_with_bank(batch, items)
    batch.report = {**batch.report, "alike": _inside(items)}
    batch.save(update_fields=["report"])


def _match_with_bank(batch: ImportBatch, items: Sequence[ImportItem]) -> None:
    entries = [_entry(item.pk, item) for item in items]
    near = nearest(batch.organization_id, entries)
    there = entries_of({pk for found in near.values() for pk in found})
    rows = []
    if there:
        which = [(key, pk) for key, found in near.items() for pk in found if pk in there]
        every = [*entries, *there.values()]
        pairs = compare_pairs(every, which, rarity=rarity_of(batch.organization_id))
        rows = _rows(batch, {item.pk for item in items}, pairs)
    ImportMatch.objects.filter(item__in=items, decision=PairDecision.OPEN).delete()
    ImportMatch.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _rows(batch: ImportBatch, item_ids: set[uuid.UUID], pairs: Sequence[Pair]) -> list[ImportMatch]:
    rows: dict[uuid.UUID, list[ImportMatch]] = defaultdict(list)
    for pair in pairs:
        item, question = (pair.first, pair.second) if pair.first in item_ids else (pair.second, pair.first)
        if pair.verdict == "same" and len(rows[item]) < BESIDE:
            row = ImportMatch(organization_id=batch.organization_id, item_id=item, question_id=question)
            row.score, row.verdict, row.why = pair.score, pair.verdict, pair.why
            rows[item].append(row)
    return [row for some in rows.values() for row in some]


def _inside(items: Sequence[ImportItem]) -> list[dict[str, Any]]:
    pairs = find_pairs(_entry(item.ordinal, item) for item in items)
    return [
        {"first": pair.first, "second": pair.second, "score": pair.score, "why": pair.why}
        for pair in pairs
        if pair.verdict == "same"
    ][:TOLD]


def _entry(key: Any, item: ImportItem) -> Entry:
    answer = f"{item.value('summary') or ''}\n{item.value('answer') or ''}"
    return Entry(key, str(item.value("prompt") or ""), answer)
