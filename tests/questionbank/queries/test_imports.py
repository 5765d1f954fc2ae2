import pytest

from questionbank.enums import ItemState
from questionbank.models import ImportBatch, ImportItem, ImportMatch
from questionbank.queries.imports import (
    item_counts,
    items_of,
    neighbours,
    next_to_join,
    next_undecided,
    place_of,
)
from tests.cast import World
from tests.questionbank.documents import resemble, stage, warn


@pytest.fixture
def batch(in_acme: World) -> ImportBatch:
    return stage(in_acme.curator)


def ordinals(batch: ImportBatch, view: str) -> list[int]:
    return [item.ordinal for item in items_of(batch, view)]


def test_items_are_counted_by_what_became_of_them(in_acme: World, batch: ImportBatch) -> None:
    warn(batch.items.get(ordinal=1))
    resemble(batch.items.get(ordinal=2), in_acme.questions[0])
    batch.items.filter(ordinal=4).update(state="rejected")

    assert item_counts(batch) == {
        "pending": 3,
        "accepted": 0,
        "rejected": 1,
        "merged": 0,
        "split": 0,
        "warnings": 1,
        "alike": 1,
        "clean": 1,
        "all": 4,
    }


def test_what_needs_a_look_comes_first_and_what_is_decided_last(in_acme: World, batch: ImportBatch) -> None:
    batch.items.filter(ordinal=1).update(state=ItemState.ACCEPTED)
    warn(batch.items.get(ordinal=4))
    resemble(batch.items.get(ordinal=3), in_acme.questions[0])

    assert ordinals(batch, "all") == [4, 3, 2, 1]
    assert (ordinals(batch, "warnings"), ordinals(batch, "alike")) == ([4], [3])
    assert ordinals(batch, "pending") == [4, 3, 2]
    assert place_of(items_of(batch, "pending"), batch.items.get(ordinal=3).pk) == 1
    assert place_of(items_of(batch, "pending"), batch.items.get(ordinal=1).pk) is None


def test_a_match_that_is_decided_is_no_longer_in_the_way(in_acme: World, batch: ImportBatch) -> None:
    resemble(batch.items.get(ordinal=3), in_acme.questions[0])
    ImportMatch.objects.update(decision="variant")

    assert ordinals(batch, "alike") == []
    assert ordinals(batch, "pending") == [1, 2, 3, 4]


def test_neighbours_are_those_before_and_after_in_the_document(batch: ImportBatch) -> None:
    first, second, third, _ = batch.items.all()

    assert neighbours(first) == (None, second)
    batch.items.filter(pk=second.pk).update(state=ItemState.SPLIT)
    assert neighbours(first)[1] == third


def test_the_next_to_decide_is_the_one_after_and_after_the_last_the_first_that_waits(
    batch: ImportBatch,
) -> None:
    first, second, third, last = batch.items.all()
    batch.items.filter(pk=third.pk).update(state="accepted")

    assert next_undecided(second) == last
    assert next_undecided(last) == first
    batch.items.update(state="rejected")
    assert next_undecided(first) is None


def test_only_what_waits_below_can_be_joined(batch: ImportBatch) -> None:
    first, second, third, last = batch.items.all()
    ImportItem.objects.filter(pk=second.pk).update(state="rejected")

    assert next_to_join(first) == third
    assert next_to_join(last) is None
