import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.models import ImportBatch, Question
from tests.cast import World, make_loop, sign_in
from tests.questionbank.documents import QUEUES, stage


def address(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


def upload(client: Client, world: World, data: bytes) -> HttpResponse:
    return client.post(address(world, "api_imports"), {"document": SimpleUploadedFile("queues.md", data)})


@pytest.fixture
def batch(acme: World) -> ImportBatch:
    with organization_scope(acme.organization):
        return stage(acme.curator)


def test_a_document_is_staged_and_again_is_the_same(acme: World) -> None:
    client = sign_in(acme.curator)

    first, again = upload(client, acme, QUEUES.encode()), upload(client, acme, QUEUES.encode())

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert [item["state"] for item in first.json()["items"]] == ["pending"] * 4
    assert first.json()["report"]["found"] == 4
    (row,) = client.get(address(acme, "api_imports")).json()["results"]
    assert (row["total"], row["waiting"], row["uploaded_by"]) == (4, 4, "Cleo Curator")


def test_what_cannot_be_read_says_why(acme: World, settings) -> None:
    client = sign_in(acme.curator)

    empty = upload(client, acme, b"")
    settings.UPLOAD_LIMIT = 1024 * 1024
    large = upload(client, acme, b"a" * (2 * 1024 * 1024))
    missing = client.post(address(acme, "api_imports"), {})

    assert "is empty" in empty.json()["error"]["fields"]["document"]
    assert "larger than 1 MB" in large.json()["error"]["detail"]
    assert [answer.status_code for answer in (empty, large, missing)] == [400, 400, 400]


def test_items_are_corrected_accepted_rejected_and_taken_back(acme: World, batch: ImportBatch) -> None:
    client = sign_in(acme.curator)
    items = client.get(address(acme, "api_import", batch.pk)).json()["items"]
    second, third = items[1]["id"], items[2]["id"]

    edited = client.patch(
        address(acme, "api_import_item", second), {"changes": {"level": "Mid"}}, "application/json"
    )
    client.post(address(acme, "api_import_reject", batch.pk), {"items": [third]}, "application/json")
    back = client.patch(address(acme, "api_import_item", third), {"reopen": True}, "application/json")
    accepted = client.post(
        address(acme, "api_import_accept", batch.pk),
        {"items": [second], "minutes": 10, "criteria": [str(acme.criteria[0].pk)]},
        "application/json",
    )

    assert edited.json()["edited"] == {"level": "Mid"}
    assert back.json()["state"] == "pending"
    (made,) = accepted.json()["questions"]
    question = client.get(address(acme, "api_question", made)).json()
    assert (question["state"], question["current"]["level"]["name"]) == ("draft", "Mid")


def test_who_accepts_second_gets_a_conflict(acme: World, batch: ImportBatch) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "api_import_accept", batch.pk)

    first, second = (client.post(url, {}, "application/json") for _ in range(2))

    assert len(first.json()["questions"]) == 4
    assert second.status_code == 409


def test_an_import_is_undone_unless_it_is_used(acme: World, batch: ImportBatch) -> None:
    client = sign_in(acme.curator)
    client.post(address(acme, "api_import_accept", batch.pk), {}, "application/json")
    with organization_scope(acme.organization):
        used = batch.items.get(ordinal=4).question
        loop = make_loop(acme, acme.candidate, questions=[used], title="Uses it")

    refused = client.post(address(acme, "api_import_undo", batch.pk))
    with organization_scope(acme.organization):
        loop.delete()
    undone = client.post(address(acme, "api_import_undo", batch.pk))

    assert refused.status_code == 409
    assert "dead letter" in refused.json()["error"]["detail"]
    assert undone.json()["state"] == "undone"
    with organization_scope(acme.organization):
        assert not Question.objects.filter(pk=used.pk).exists()


@pytest.mark.parametrize("part", ["coordinator", "lead", "committee", "nobody"])
def test_only_curators_import(acme: World, batch: ImportBatch, part: str) -> None:
    client = sign_in(acme.people()[part])

    for answer in (
        client.get(address(acme, "api_imports")),
        upload(client, acme, QUEUES.encode()),
        client.get(address(acme, "api_import", batch.pk)),
        client.post(address(acme, "api_import_accept", batch.pk), {}, "application/json"),
        client.post(address(acme, "api_import_undo", batch.pk)),
    ):
        assert answer.status_code == 403
        assert "Only a curator" in answer.json()["error"]["detail"]


def test_what_belongs_to_others_is_not_found(acme: World, zenith: World) -> None:
    with organization_scope(zenith.organization):
        theirs = stage(zenith.curator)
        item = theirs.items.first()
    client = sign_in(acme.curator)

    for answer in (
        client.get(address(acme, "api_import", theirs.pk)),
        client.get(address(acme, "api_import_item", item.pk)),
        client.patch(
            address(acme, "api_import_item", item.pk), {"changes": {"level": "x"}}, "application/json"
        ),
        client.post(address(acme, "api_import_accept", theirs.pk), {}, "application/json"),
        client.post(
            address(acme, "api_import_reject", theirs.pk), {"items": [str(item.pk)]}, "application/json"
        ),
        client.post(address(acme, "api_import_undo", theirs.pk)),
    ):
        assert answer.status_code == 404
