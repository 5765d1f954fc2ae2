import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.enums import BatchState, ItemState, State
from questionbank.models import ImportBatch, ImportItem, Question
from tests.cast import World, make_loop, sign_in
from tests.questionbank.documents import QUEUES, stage, warn


def address(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


def upload(client: Client, world: World, data: bytes, name: str = "queues.md") -> HttpResponse:
    document = SimpleUploadedFile(name, data)
    return client.post(address(world, "import_list"), {"document": document}, follow=True)


@pytest.fixture
def batch(acme: World) -> ImportBatch:
    with organization_scope(acme.organization):
        return stage(acme.curator)


def states(world: World) -> list[str]:
    with organization_scope(world.organization):
        return list(ImportItem.objects.order_by("ordinal").values_list("state", flat=True))


def test_a_document_is_uploaded_and_waits_for_review(acme: World) -> None:
    client = sign_in(acme.curator)

    html = upload(client, acme, QUEUES.encode()).content.decode()

    assert "queues.md is read" in html
    assert "4 questions read, 4 to review" in html
    assert "Why do we bound a queue?" in html
    assert states(acme) == [ItemState.PENDING] * 4


def test_the_same_document_again_changes_nothing_and_says_so(acme: World) -> None:
    client = sign_in(acme.curator)
    upload(client, acme, QUEUES.encode())

    html = upload(client, acme, QUEUES.encode(), "other name.md").content.decode()

    assert "was imported before; nothing changed" in html
    assert len(states(acme)) == 4


def test_no_file_is_said(acme: World) -> None:
    answer = sign_in(acme.curator).post(address(acme, "import_list"), {})

    assert answer.status_code == 400
    assert "This field is required" in answer.content.decode()


def test_an_upload_without_token_is_refused(acme: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(acme.curator.user)

    answer = client.post(
        address(acme, "import_list"), {"document": SimpleUploadedFile("q.md", QUEUES.encode())}
    )

    assert answer.status_code == 403
    assert states(acme) == []


@pytest.mark.parametrize("part", ["coordinator", "lead", "committee", "nobody"])
def test_only_curators_see_imports(acme: World, batch: ImportBatch, part: str) -> None:
    client = sign_in(acme.people()[part])

    for url in (
        address(acme, "import_list"),
        address(acme, "import_batch", batch.pk),
        address(acme, "import_document", batch.pk),
    ):
        answer = client.get(url)
        assert answer.status_code == 403
        assert "Only a curator" in answer.content.decode()
        assert "dead letter" not in answer.content.decode()


@pytest.mark.parametrize("name", ["import_batch", "import_document"])
def test_an_import_of_another_organisation_is_not_found(acme: World, zenith: World, name: str) -> None:
    with organization_scope(zenith.organization):
        theirs = stage(zenith.curator)

    assert sign_in(acme.curator).get(address(acme, name, theirs.pk)).status_code == 404


@pytest.mark.parametrize("name", ["import_accept", "import_reject", "import_undo"])
def test_an_import_of_another_organisation_is_not_decided(acme: World, zenith: World, name: str) -> None:
    with organization_scope(zenith.organization):
        theirs = stage(zenith.curator)
        item = theirs.items.first()

    answer = sign_in(acme.curator).post(
        address(acme, name, theirs.pk), {"which": "chosen", "item": str(item.pk), "state": "draft"}
    )

    assert answer.status_code == 404
    assert set(states(zenith)) == {ItemState.PENDING}


def test_no_import_yet_says_what_to_do(acme: World) -> None:
    html = sign_in(acme.curator).get(address(acme, "import_list")).content.decode()

    assert "No document yet" in html
    assert "Upload and read" in html


def test_all_without_warnings_are_accepted_with_what_was_chosen(acme: World, batch: ImportBatch) -> None:
    sent = {
        "which": "clean",
        "level": str(acme.level.pk),
        "topic": "",
        "minutes": "10",
        "criteria": [str(acme.criteria[0].pk)],
        "state": "in_review",
    }

    html = (
        sign_in(acme.curator)
        .post(address(acme, "import_accept", batch.pk), sent, follow=True)
        .content.decode()
    )

    assert "4 questions are in the bank now" in html
    with organization_scope(acme.organization):
        made = Question.objects.filter(import_item__batch=batch)
        assert set(made.values_list("state", "current__minutes")) == {(State.IN_REVIEW, 10)}


def test_what_live_questions_lack_is_said_and_the_choice_kept(acme: World, batch: ImportBatch) -> None:
    with organization_scope(acme.organization):
        item = batch.items.get(ordinal=2)
    sent = {"which": "chosen", "item": str(item.pk), "minutes": "10", "state": "live"}

    answer = sign_in(acme.curator).post(address(acme, "import_accept", batch.pk), sent)

    html = answer.content.decode()
    assert answer.status_code == 400
    assert "1 of 1 have none: choose one for them" in html
    assert re.search(rf'value="{item.pk}" aria-label="Choose question 2"[^>]* checked', html)
    assert states(acme) == [ItemState.PENDING] * 4


def test_chosen_ones_are_rejected(acme: World, batch: ImportBatch) -> None:
    with organization_scope(acme.organization):
        ids = [str(item.pk) for item in batch.items.all()[:2]]

    sign_in(acme.curator).post(address(acme, "import_reject", batch.pk), {"item": ids})

    assert states(acme) == [ItemState.REJECTED] * 2 + [ItemState.PENDING] * 2


def test_none_chosen_is_said(acme: World, batch: ImportBatch) -> None:
    client = sign_in(acme.curator)

    for name, sent in (("import_accept", {"which": "chosen", "state": "draft"}), ("import_reject", {})):
        html = client.post(address(acme, name, batch.pk), sent, follow=True).content.decode()
        assert "or none was chosen" in html


def test_a_senseless_choice_is_refused(acme: World, batch: ImportBatch) -> None:
    answer = sign_in(acme.curator).post(address(acme, "import_reject", batch.pk), {"item": "x"})

    assert answer.status_code == 400


def test_who_presses_second_is_told(acme: World, batch: ImportBatch) -> None:
    sent = {"which": "clean", "state": "draft"}
    sign_in(acme.admin).post(address(acme, "import_accept", batch.pk), sent)

    html = (
        sign_in(acme.curator)
        .post(address(acme, "import_accept", batch.pk), sent, follow=True)
        .content.decode()
    )

    assert "somebody has decided every question" in html


def test_an_import_is_undone(acme: World, batch: ImportBatch) -> None:
    client = sign_in(acme.curator)
    client.post(address(acme, "import_accept", batch.pk), {"which": "clean", "state": "draft"})

    asked = client.get(address(acme, "import_undo", batch.pk)).content.decode()
    html = client.post(address(acme, "import_undo", batch.pk), follow=True).content.decode()

    assert "4 questions that it put into the bank are deleted" in asked
    assert "Delivery, Workers" in asked
    assert "The import of queues.md is undone" in html
    with organization_scope(acme.organization):
        assert ImportBatch.objects.get().state == BatchState.UNDONE
        assert not Question.objects.filter(current__source__startswith="queues.md").exists()


def test_what_is_in_use_is_not_undone_and_the_page_says_which(acme: World, batch: ImportBatch) -> None:
    with organization_scope(acme.organization):
        accept_import_items(actor=acme.curator, batch_id=batch.pk)
        make_loop(acme, acme.candidate, questions=[batch.items.get(ordinal=4).question], title="Uses it")

    html = sign_in(acme.curator).post(address(acme, "import_undo", batch.pk), follow=True).content.decode()

    assert "“What is a dead letter?”" in html
    assert states(acme) == [ItemState.ACCEPTED] * 4


def test_the_document_shows_each_line_with_its_question(acme: World, batch: ImportBatch) -> None:
    with organization_scope(acme.organization):
        item = batch.items.get(ordinal=2)

    html = sign_in(acme.curator).get(address(acme, "import_document", batch.pk)).content.decode()

    first, last = item.parsed["lines"]
    assert f'<li id="L{first}" class="is-taken" data-item="{item.pk}">' in html
    assert f'<a href="{address(acme, "import_item", item.pk)}">Question 2</a>' in html
    assert f'id="L{last}"' in html
    assert "An unbounded queue hides overload" in html


def test_parts_of_a_batch_are_shown_apart(acme: World, batch: ImportBatch) -> None:
    with organization_scope(acme.organization):
        warn(batch.items.get(ordinal=3))
    client = sign_in(acme.curator)

    warned = client.get(address(acme, "import_batch", batch.pk) + "?view=warnings").content.decode()
    accepted = client.get(address(acme, "import_batch", batch.pk) + "?view=accepted").content.decode()

    listed = warned.split('class="review-list"', 1)[1]
    assert "How many workers does a pool need?" in listed
    assert "Looks cut off." in listed
    assert "Why do we bound a queue?" not in listed
    assert "Accept all 3 without warnings" in warned
    assert "Nothing here" in accepted
