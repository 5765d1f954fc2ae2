"""Uploads that cannot be read, or take long."""

import zipfile
from io import BytesIO

import pytest

from accounts.ground.tenancy import organization_scope
from questionbank.actions.read_import import read_import
from questionbank.models import ImportBatch
from tests.cast import World, sign_in
from tests.questionbank.documents import NOT_A_DOCUMENT, QUEUES, stage, waiting
from tests.questionbank.views.test_imports import address, upload


def bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 20_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.md", b"", "is empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "picture.png"),
        ("broken.txt", bytes(range(128, 256)) * 50 + b"\x00", "broken.txt"),
        ("note.txt", NOT_A_DOCUMENT.encode(), "No question was found"),
    ],
)
def test_what_cannot_be_imported_says_what_and_leaves_nothing(
    acme: World, name: str, data: bytes, words: str
) -> None:
    answer = upload(sign_in(acme.curator), acme, data, name)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    with organization_scope(acme.organization):
        assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [("bomb.zip", bomb()), ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(200))],
)
def test_what_takes_long_is_read_in_the_background_and_says_there_what_is_wrong(
    acme: World, name: str, data: bytes
) -> None:
    client = sign_in(acme.curator)
    uploaded = upload(client, acme, data, name)
    with organization_scope(acme.organization):
        batch = ImportBatch.objects.get()
        read_import(actor=None, batch_id=batch.pk)

    page = client.get(address(acme, "import_batch", batch.pk)).content.decode()

    assert "Reading the document" in uploaded.content.decode()
    assert "This document could not be read" in page
    assert name in page
    assert "Try again" in page


def test_an_upload_over_the_limit_is_refused_while_it_arrives(acme: World, settings) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024

    answer = upload(sign_in(acme.curator), acme, b"a" * (3 * 1024 * 1024))

    assert answer.status_code == 400
    assert "larger than 1 MB" in answer.content.decode()


def test_while_it_is_read_the_page_shows_how_far_and_asks_again(acme: World) -> None:
    with organization_scope(acme.organization):
        batch = waiting(acme.curator)
        ImportBatch.objects.filter(pk=batch.pk).update(progress_done=500, progress_total=2000)
    client = sign_in(acme.curator)
    url = address(acme, "import_batch", batch.pk)

    page = client.get(url).content.decode()
    part = client.get(url, headers={"HX-Request": "true", "HX-Target": "reading"}).content.decode()

    assert "500 of 2000" in page
    assert "Look again" in page  # without script
    assert 'hx-trigger="every 1s"' in part
    assert "<html" not in part


def test_when_it_is_read_the_polling_page_is_loaded_anew(acme: World) -> None:
    with organization_scope(acme.organization):
        batch = waiting(acme.curator)
        read_import(actor=None, batch_id=batch.pk)

    answer = sign_in(acme.curator).get(
        address(acme, "import_batch", batch.pk), headers={"HX-Request": "true", "HX-Target": "reading"}
    )

    assert answer["HX-Refresh"] == "true"


def test_the_same_document_again_while_it_is_read_says_so(acme: World, settings) -> None:
    settings.IMPORT_AT_ONCE = 0
    client = sign_in(acme.curator)
    upload(client, acme, b"# Queues\n\n1. What is one?\n\nA number.\n")

    html = upload(client, acme, b"# Queues\n\n1. What is one?\n\nA number.\n").content.decode()

    assert "being read already; nothing changed" in html


def test_a_failed_document_is_tried_again_or_removed(acme: World) -> None:
    with organization_scope(acme.organization):
        batch = waiting(acme.curator, NOT_A_DOCUMENT.encode())
        read_import(actor=None, batch_id=batch.pk)
    client = sign_in(acme.curator)

    again = client.post(address(acme, "import_retry", batch.pk), follow=True).content.decode()
    gone = client.post(address(acme, "import_undo", batch.pk), follow=True).content.decode()

    assert "Reading the document" in again
    assert "is undone" in gone


def test_the_text_of_another_import_leads_to_that_one(acme: World) -> None:
    with organization_scope(acme.organization):
        there = stage(acme.curator)
        batch = waiting(acme.curator, QUEUES.replace("\n", "\r\n").encode(), "copy.md")
        read_import(actor=None, batch_id=batch.pk)

    html = sign_in(acme.curator).get(address(acme, "import_batch", batch.pk)).content.decode()

    assert "This text was imported before" in html
    assert address(acme, "import_batch", there.pk) in html
