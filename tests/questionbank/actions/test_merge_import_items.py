import uuid

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent, Membership
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.merge_import_items import merge_import_items
from questionbank.enums import ItemState
from questionbank.models import ImportBatch, ImportItem
from tests.cast import World
from tests.questionbank.documents import stage, warn


@pytest.fixture
def batch(in_acme: World) -> ImportBatch:
    return stage(in_acme.curator)


def join(actor: Membership, batch: ImportBatch, first: int, second: int) -> ImportItem:
    one, two = batch.items.get(ordinal=first), batch.items.get(ordinal=second)
    return merge_import_items(actor=actor, batch_id=batch.pk, first_id=one.pk, second_id=two.pk)


def test_one_item_takes_the_place_of_two_which_are_kept(in_acme: World, batch: ImportBatch) -> None:
    warn(batch.items.get(ordinal=4), "Cut off.")

    joined = join(in_acme.curator, batch, 3, 4)

    assert str(joined) == "How many workers does a pool need?"
    assert joined.parsed["answer"].split("\n\n")[1:] == [
        "**What is a dead letter?**",
        "A message that failed too often, put aside for a person.",
    ]
    assert joined.parsed["lines"] == [23, 29]
    assert joined.parsed["warnings"] == ["Cut off."]
    assert set(batch.items.filter(ordinal__in=(3, 4)).values_list("state", flat=True)) == {ItemState.SPLIT}
    assert len(joined.made_of) == 2
    event = AuditEvent.objects.filter(verb="merge_import_items").get()
    assert event.data == {"ordinals": [3, 4], "into": 5}


def test_two_that_stand_apart_are_both_named_as_its_source(in_acme: World, batch: ImportBatch) -> None:
    joined = join(in_acme.curator, batch, 4, 2)

    accept_import_items(actor=in_acme.curator, batch_id=batch.pk, item_ids=[joined.pk])

    joined.refresh_from_db()
    assert joined.question.current.source == "queues.md, lines 27–29 and 17–19, question 4"


def test_an_item_is_not_joined_with_itself_nor_with_one_of_elsewhere(
    in_acme: World, batch: ImportBatch
) -> None:
    item = batch.items.first()

    with pytest.raises(Invalid, match="itself"):
        join(in_acme.curator, batch, 1, 1)
    with pytest.raises(Http404):
        merge_import_items(actor=in_acme.curator, batch_id=batch.pk, first_id=item.pk, second_id=uuid.uuid4())


def test_what_is_decided_is_not_joined(in_acme: World, batch: ImportBatch) -> None:
    accept_import_items(actor=in_acme.curator, batch_id=batch.pk, item_ids=[batch.items.get(ordinal=2).pk])

    with pytest.raises(Conflict, match="accepted already"):
        join(in_acme.curator, batch, 1, 2)


def test_two_rubrics_are_not_made_one(in_acme: World, batch: ImportBatch) -> None:
    for item in batch.items.all()[:2]:
        item.parsed = item.parsed | {"details": {"criteria": []}}
        item.save()

    with pytest.raises(Conflict, match="rubric each"):
        join(in_acme.curator, batch, 1, 2)


def test_only_curators_join(in_acme: World, batch: ImportBatch) -> None:
    with pytest.raises(Denied):
        join(in_acme.lead, batch, 1, 2)
