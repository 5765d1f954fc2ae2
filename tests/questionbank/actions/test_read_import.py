import pytest

from accounts.ground.verdict import Denied
from accounts.models import AuditEvent
from questionbank.actions import read_import as module
from questionbank.actions.read_import import MOST_ATTEMPTS, read_import
from questionbank.actions.retry_import import retry_import
from questionbank.actions.undo_import import undo_import
from questionbank.enums import BatchState
from questionbank.models import ImportBatch, ImportItem
from tests.cast import World
from tests.questionbank.documents import NOT_A_DOCUMENT, QUEUES, stage, waiting


def read(batch: ImportBatch) -> ImportBatch:
    read_import(actor=None, batch_id=batch.pk)
    return ImportBatch.objects.get(pk=batch.pk)


def test_a_document_that_waits_is_staged_and_its_bytes_go(in_acme: World) -> None:
    batch = read(waiting(in_acme.curator))

    assert (batch.state, batch.upload, batch.text) == (BatchState.STAGED, None, QUEUES.rstrip("\n"))
    assert (batch.progress_done, batch.progress_total, batch.items.count()) == (4, 4, 4)
    assert batch.report["found"] == 4
    event = AuditEvent.objects.filter(verb="read_import").get()
    assert event.data == {"name": "queues.md", "questions": 4, "state": "staged"}


def test_read_twice_it_is_staged_once(in_acme: World) -> None:
    batch = waiting(in_acme.curator)

    for _ in range(2):
        read(batch)

    assert batch.items.count() == 4
    assert AuditEvent.objects.filter(verb="read_import").count() == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\n" + b"\x00" * 100, "file"),
        (b"PK\x03\x04" + b"\x00" * 100, "file"),
        (NOT_A_DOCUMENT.encode(), "No question was found in file"),
    ],
    ids=["PDF", "archive", "prose"],
)
def test_what_cannot_be_read_says_why_and_can_be_tried_again(in_acme: World, data: bytes, why: str) -> None:
    batch = read(waiting(in_acme.curator, data, "file"))

    assert batch.state == BatchState.FAILED
    assert why in batch.error
    assert bytes(batch.upload) == data
    retry_import(actor=in_acme.curator, batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.error) == (BatchState.READING, "")


def test_the_text_of_another_import_is_not_staged_again(in_acme: World) -> None:
    there = stage(in_acme.curator)

    batch = read(waiting(in_acme.curator, QUEUES.replace("\n", "\r\n").encode(), "copy.md"))

    assert batch.state == BatchState.FAILED
    assert batch.report == {"same_as": str(there.pk)}
    assert "text of queues.md" in batch.error
    assert not batch.items.exists()


def test_what_was_half_staged_when_a_worker_died_is_staged_anew(in_acme: World, monkeypatch) -> None:
    batch = waiting(in_acme.curator)

    def die(batch: ImportBatch, questions: int) -> None:
        raise SystemExit("killed")

    with monkeypatch.context() as patch:
        patch.setattr(module, "_finish", die)
        with pytest.raises(SystemExit):
            read(batch)
    assert ImportItem.objects.filter(batch=batch).count() == 4
    batch = read(batch)

    assert (batch.state, batch.items.count()) == (BatchState.STAGED, 4)


def test_a_document_that_kills_its_reader_is_left_in_the_end(in_acme: World, monkeypatch) -> None:
    batch = waiting(in_acme.curator)

    def die(name: str, data: bytes) -> None:
        raise SystemExit("killed")

    monkeypatch.setattr(module, "read_document", die)
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(SystemExit):
            read(batch)
    batch = read(batch)

    assert batch.state == BatchState.FAILED
    assert "broke off 3 times" in batch.error


def test_a_fault_of_ours_is_a_reason_too(in_acme: World, monkeypatch) -> None:
    def fail(name: str, data: bytes) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(module, "read_document", fail)
    batch = read(waiting(in_acme.curator))

    assert batch.state == BatchState.FAILED
    assert "on our side" in batch.error


def test_what_was_removed_while_it_was_read_is_not_staged(in_acme: World, monkeypatch) -> None:
    batch = waiting(in_acme.curator)
    plain = module.read_document

    def removed(name: str, data: bytes) -> object:
        undo_import(actor=in_acme.curator, batch_id=batch.pk)
        return plain(name, data)

    monkeypatch.setattr(module, "read_document", removed)
    batch = read(batch)

    assert (batch.state, batch.items.count()) == (BatchState.UNDONE, 0)


def test_only_curators_read(in_acme: World) -> None:
    with pytest.raises(Denied):
        read_import(actor=in_acme.lead, batch_id=waiting(in_acme.curator).pk)
