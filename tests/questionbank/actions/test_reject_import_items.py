import uuid

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.reject_import_items import reject_import_items
from questionbank.enums import BatchState, ItemState
from questionbank.models import Question
from tests.cast import World
from tests.questionbank.documents import stage


def test_a_rejected_item_stays_readable_and_makes_no_question(in_acme: World) -> None:
    batch = stage(in_acme.curator)
    item = batch.items.get(ordinal=2)
    before = Question.objects.count()

    reject_import_items(actor=in_acme.curator, batch_id=batch.pk, item_ids=[item.pk])
    accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    item.refresh_from_db()
    assert (item.state, item.decided_by, item.question) == (ItemState.REJECTED, in_acme.curator, None)
    assert Question.objects.count() == before + 3
    assert AuditEvent.objects.filter(verb="reject_import_items").get().data == {"ordinals": [2]}


def test_rejecting_the_last_one_closes_the_batch(in_acme: World) -> None:
    batch = stage(in_acme.curator)
    ids = [item.pk for item in batch.items.all()]

    assert (
        reject_import_items(actor=in_acme.curator, batch_id=batch.pk, item_ids=ids).state == BatchState.CLOSED
    )


def test_what_is_decided_is_not_rejected(in_acme: World) -> None:
    batch = stage(in_acme.curator)
    accept_import_items(actor=in_acme.curator, batch_id=batch.pk)

    with pytest.raises(Conflict, match="decided already"):
        reject_import_items(actor=in_acme.curator, batch_id=batch.pk, item_ids=[batch.items.first().pk])

    assert not batch.items.filter(state=ItemState.REJECTED).exists()


def test_an_unknown_item_is_not_found(in_acme: World) -> None:
    batch = stage(in_acme.curator)

    with pytest.raises(Http404):
        reject_import_items(actor=in_acme.curator, batch_id=batch.pk, item_ids=[uuid.uuid4()])


def test_an_interviewer_rejects_none(in_acme: World) -> None:
    batch = stage(in_acme.curator)

    with pytest.raises(Denied):
        reject_import_items(actor=in_acme.lead, batch_id=batch.pk, item_ids=[batch.items.first().pk])
