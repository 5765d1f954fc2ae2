import pytest

from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from questionbank.actions.retry_import import retry_import
from tests.cast import World
from tests.questionbank.documents import stage, waiting


def test_a_document_whose_task_was_lost_is_enqueued_again(
    in_acme: World, django_capture_on_commit_callbacks
) -> None:
    batch = waiting(in_acme.curator)

    with django_capture_on_commit_callbacks() as enqueued:
        retry_import(actor=in_acme.curator, batch_id=batch.pk)

    assert len(enqueued) == 1
    assert AuditEvent.objects.filter(verb="retry_import").get().data == {"name": "queues.md"}


def test_what_was_read_is_not_read_again(in_acme: World) -> None:
    with pytest.raises(Conflict, match="read already"):
        retry_import(actor=in_acme.curator, batch_id=stage(in_acme.curator).pk)


def test_only_curators_try_again(in_acme: World) -> None:
    with pytest.raises(Denied):
        retry_import(actor=in_acme.lead, batch_id=waiting(in_acme.curator).pk)
