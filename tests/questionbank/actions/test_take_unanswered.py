import pytest
from django.http import Http404

from accounts.ground.verdict import Denied
from accounts.models import AuditEvent
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.take_unanswered import take_unanswered
from questionbank.enums import BatchState
from questionbank.models import ImportBatch
from tests.cast import World
from tests.questionbank.documents import stage


@pytest.fixture
def batch(in_acme: World) -> ImportBatch:
    batch = stage(in_acme.curator)
    asked = {"prompt": "What is backpressure?", "lines": [1, 2]}
    batch.report = batch.report | {"unanswered": [asked]}
    batch.save()
    accept_import_items(actor=in_acme.curator, batch_id=batch.pk)
    return batch


def test_the_prompt_waits_for_review_with_a_warning(in_acme: World, batch: ImportBatch) -> None:
    item = take_unanswered(actor=in_acme.curator, batch_id=batch.pk, line=1)

    item.refresh_from_db()
    batch.refresh_from_db()
    assert (str(item), item.ordinal, item.first_line) == ("What is backpressure?", 5, 1)
    assert item.is_warned
    assert batch.state == BatchState.STAGED
    assert AuditEvent.objects.filter(verb="take_unanswered").get().data == {"ordinal": 5, "line": 1}


def test_taken_twice_it_is_one_item(in_acme: World, batch: ImportBatch) -> None:
    first, again = (take_unanswered(actor=in_acme.curator, batch_id=batch.pk, line=1) for _ in range(2))

    assert first == again
    assert batch.items.count() == 5


def test_a_line_that_asks_nothing_is_not_found(in_acme: World, batch: ImportBatch) -> None:
    with pytest.raises(Http404):
        take_unanswered(actor=in_acme.curator, batch_id=batch.pk, line=3)


def test_only_curators_take(in_acme: World, batch: ImportBatch) -> None:
    with pytest.raises(Denied):
        take_unanswered(actor=in_acme.lead, batch_id=batch.pk, line=1)
