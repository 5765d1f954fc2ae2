import hashlib

import pytest

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.stage_import import stage_import
from questionbank.actions.undo_import import undo_import
from questionbank.enums import BatchState, ItemState
from questionbank.models import ImportBatch, ImportItem, Question
from tests.cast import World
from tests.questionbank.documents import NOT_A_DOCUMENT, QUEUES, stage, waiting


def test_every_question_is_staged_and_the_bank_does_not_change(in_acme: World) -> None:
    before = Question.objects.count()

    batch = stage(in_acme.curator)

    items = list(batch.items.all())
    assert [str(item) for item in items] == [
        "What does at-least-once delivery ask of a consumer?",
        "Why do we bound a queue?",
        "How many workers does a pool need?",
        "What is a dead letter?",
    ]
    assert {item.state for item in items} == {ItemState.PENDING}
    assert (batch.name, batch.state, batch.text) == ("queues.md", BatchState.STAGED, QUEUES.rstrip("\n"))
    assert batch.digest == hashlib.sha256(QUEUES.encode()).hexdigest()
    assert batch.report["found"] == 4
    assert "questions" not in batch.report
    assert Question.objects.count() == before
    assert AuditEvent.objects.get().data["questions"] == 4


def test_an_items_lines_are_lines_of_the_kept_text(in_acme: World) -> None:
    batch = stage(in_acme.curator)

    lines = batch.text.split("\n")
    for item in batch.items.all():
        assert item.parsed["prompt"] in lines[item.parsed["lines"][0] - 1]


def test_the_same_document_again_changes_nothing_and_says_so(in_acme: World) -> None:
    first = stage_import(
        actor=in_acme.curator, organization=in_acme.organization, name="a.md", data=QUEUES.encode()
    )
    again = stage_import(
        actor=in_acme.admin, organization=in_acme.organization, name="b.md", data=QUEUES.encode()
    )

    assert (first.is_new, again.is_new) == (True, False)
    assert again.batch == first.batch
    assert ImportBatch.objects.count() == 1
    assert ImportItem.objects.count() == 4


@pytest.mark.parametrize(
    "saved_again",
    [
        QUEUES.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + QUEUES.encode(),
        QUEUES.encode("utf-16"),
        QUEUES.rstrip().encode() + b"  \n\n\n",
    ],
    ids=["CRLF", "byte order mark", "UTF-16", "blanks at the end"],
)
def test_the_same_text_saved_otherwise_is_the_same_document(in_acme: World, saved_again: bytes) -> None:
    first = stage(in_acme.curator)

    again = stage_import(
        actor=in_acme.curator, organization=in_acme.organization, name="b.md", data=saved_again
    )

    assert (again.batch, again.is_new) == (first, False)
    assert ImportItem.objects.count() == 4


@pytest.mark.parametrize(
    "data", [QUEUES.encode() * 2, b"PK\x03\x04", b"%PDF-1.7\n"], ids=["long", "archive", "PDF"]
)
def test_what_takes_long_waits_for_a_worker_with_its_bytes(
    in_acme: World, settings, data: bytes, django_capture_on_commit_callbacks
) -> None:
    settings.IMPORT_AT_ONCE = len(QUEUES)

    with django_capture_on_commit_callbacks() as enqueued:
        batch = stage_import(
            actor=in_acme.curator, organization=in_acme.organization, name="a.md", data=data
        ).batch

    batch.refresh_from_db()
    assert (batch.state, bytes(batch.upload), batch.items.count()) == (BatchState.READING, data, 0)
    assert len(enqueued) == 1


def test_the_same_document_again_while_it_is_being_read_changes_nothing(in_acme: World) -> None:
    first = waiting(in_acme.curator)

    again = stage_import(
        actor=in_acme.admin, organization=in_acme.organization, name="b.md", data=QUEUES.encode()
    )

    assert (again.batch, again.is_new) == (first, False)
    assert ImportBatch.objects.count() == 1


def test_the_operator_never_waits(in_acme: World, settings) -> None:
    settings.IMPORT_AT_ONCE = 0

    staged = stage_import(actor=None, organization=in_acme.organization, name="a.md", data=QUEUES.encode())

    assert (staged.batch.state, staged.batch.items.count()) == (BatchState.STAGED, 4)


def test_letters_that_no_table_keeps_are_replaced(in_acme: World) -> None:
    data = b'[{"question": "What is \\u0000 here, and \\ud800?", "answer": "Nothing \\u0000."}]'

    item = stage_import(
        actor=in_acme.curator, organization=in_acme.organization, name="a.json", data=data
    ).batch.items.get()

    item.refresh_from_db()
    assert item.parsed["answer"] == "Nothing \ufffd."


def test_after_an_undo_the_document_may_come_again(in_acme: World) -> None:
    first = stage(in_acme.curator)
    undo_import(actor=in_acme.curator, batch_id=first.pk)

    assert stage(in_acme.curator) != first


def test_another_organisation_may_import_the_same_document(in_acme: World, zenith: World) -> None:
    from accounts.ground.tenancy import organization_scope

    ours = stage(in_acme.curator)
    with organization_scope(zenith.organization):
        theirs = stage(zenith.curator)

    assert ours != theirs
    assert theirs.organization == zenith.organization


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (bytes(range(256)) * 20, "not text|cannot be decoded"),
        (NOT_A_DOCUMENT.encode(), "No question was found"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_is_wrong(in_acme: World, data: bytes, why: str) -> None:
    with pytest.raises(Invalid, match=why) as refusal:
        stage_import(actor=in_acme.curator, organization=in_acme.organization, name="file", data=data)

    assert "file" in refusal.value.reason
    assert list(refusal.value.fields) == ["document"]
    assert not ImportBatch.objects.exists()


def test_what_is_too_large_is_refused_with_the_limit(in_acme: World, settings) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024

    with pytest.raises(Invalid, match="larger than 1 MB"):
        stage_import(
            actor=in_acme.curator, organization=in_acme.organization, name="x", data=b"a" * (1024 * 1024 + 1)
        )


@pytest.mark.parametrize("part", ["coordinator", "lead", "committee", "nobody"])
def test_only_curators_import(in_acme: World, part: str) -> None:
    with pytest.raises(Denied, match="Only a curator"):
        stage(in_acme.people()[part])


def test_a_path_is_kept_as_its_last_part(in_acme: World) -> None:
    batch = stage(in_acme.curator, name="C:\\docs\\../que\x00ues\n.md")

    assert batch.name == "queues.md"
