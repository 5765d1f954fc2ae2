import pytest

from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.merge_import_items import merge_import_items
from questionbank.actions.reject_import_items import reject_import_items
from questionbank.actions.reopen_import_item import reopen_import_item
from questionbank.actions.split_import_item import split_import_item
from questionbank.enums import BatchState, ItemState
from questionbank.models import ImportBatch
from tests.cast import World
from tests.questionbank.documents import QUEUES, stage


@pytest.fixture
def batch(in_acme: World) -> ImportBatch:
    batch = stage(in_acme.curator)
    ids = [item.pk for item in batch.items.all()]
    return reject_import_items(actor=in_acme.curator, batch_id=batch.pk, item_ids=ids)


def test_a_rejection_is_taken_back(in_acme: World, batch: ImportBatch) -> None:
    item = reopen_import_item(actor=in_acme.admin, item_id=batch.items.get(ordinal=1).pk)

    batch.refresh_from_db()
    assert (item.state, item.decided_by) == (ItemState.PENDING, None)
    assert batch.state == BatchState.STAGED
    assert AuditEvent.objects.filter(verb="reopen_import_item").get().data == {"ordinal": 1}


def test_sent_twice_it_is_taken_back_once(in_acme: World, batch: ImportBatch) -> None:
    for _ in range(2):
        reopen_import_item(actor=in_acme.curator, item_id=batch.items.get(ordinal=1).pk)

    assert AuditEvent.objects.filter(verb="reopen_import_item").count() == 1


def test_a_split_is_taken_back_and_its_parts_go(in_acme: World) -> None:
    item = stage(in_acme.curator, QUEUES + "\nMore.\n", "more.md").items.get(ordinal=1)
    split_import_item(actor=in_acme.curator, item_id=item.pk, line=2, prompt="And twice?")

    reopen_import_item(actor=in_acme.admin, item_id=item.pk)

    assert set(item.batch.items.values_list("ordinal", "state")) == {
        (n, ItemState.PENDING) for n in (1, 2, 3, 4)
    }


def test_a_join_is_taken_back_from_either_of_the_two(in_acme: World) -> None:
    batch = stage(in_acme.curator, QUEUES + "\nMore.\n", "more.md")
    first, second, *_ = batch.items.all()
    merge_import_items(actor=in_acme.curator, batch_id=batch.pk, first_id=first.pk, second_id=second.pk)

    reopen_import_item(actor=in_acme.curator, item_id=second.pk)

    assert set(batch.items.values_list("ordinal", "state")) == {(n, ItemState.PENDING) for n in (1, 2, 3, 4)}


def test_a_split_of_which_a_part_is_decided_is_not_taken_back(in_acme: World) -> None:
    item = stage(in_acme.curator, QUEUES + "\nMore.\n", "more.md").items.get(ordinal=1)
    first, _ = split_import_item(actor=in_acme.curator, item_id=item.pk, line=2, prompt="And twice?")
    reject_import_items(actor=in_acme.curator, batch_id=item.batch_id, item_ids=[first.pk])

    with pytest.raises(Conflict, match=r"is rejected\. Take that back first"):
        reopen_import_item(actor=in_acme.curator, item_id=item.pk)

    item.refresh_from_db()
    assert item.state == ItemState.SPLIT
    assert item.batch.items.count() == 6


def test_what_is_in_the_bank_is_not_reopened(in_acme: World, batch: ImportBatch) -> None:
    item = reopen_import_item(actor=in_acme.curator, item_id=batch.items.get(ordinal=1).pk)
    accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    with pytest.raises(Conflict, match="in the bank"):
        reopen_import_item(actor=in_acme.curator, item_id=item.pk)


def test_an_interviewer_reopens_none(in_acme: World, batch: ImportBatch) -> None:
    with pytest.raises(Denied):
        reopen_import_item(actor=in_acme.lead, item_id=batch.items.first().pk)
