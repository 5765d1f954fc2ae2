import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.ground.tenancy import all_organizations, organization_scope
from questionbank import tasks
from questionbank.enums import BatchState
from questionbank.models import ImportBatch
from tests.cast import World
from tests.questionbank.documents import stage, waiting


@pytest.fixture
def enqueued(monkeypatch) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    monkeypatch.setattr(tasks, "enqueue", lambda name, **ids: found.append({"task": name, **ids}))
    return found


def test_the_task_reads_a_document_in_its_organisations_scope_and_may_run_twice(acme: World) -> None:
    with organization_scope(acme.organization):
        batch = waiting(acme.curator)
    ids = {"batch_id": str(batch.pk), "organization_id": str(acme.organization.pk)}

    for _ in range(2):
        tasks.read_import_document(**ids)

    with organization_scope(acme.organization):
        batch.refresh_from_db()
        assert (batch.state, batch.items.count()) == (BatchState.STAGED, 4)


@pytest.mark.django_db
def test_an_organisation_that_is_gone_is_no_fault() -> None:
    tasks.read_import_document(batch_id=str(uuid.uuid4()), organization_id=str(uuid.uuid4()))


def test_documents_whose_task_was_lost_are_enqueued_again_whoever_they_belong_to(
    acme: World, zenith: World, enqueued: list[dict[str, str]]
) -> None:
    lost = []
    for world in (acme, zenith):
        with organization_scope(world.organization):
            lost.append(waiting(world.curator))
            stage(world.curator, "# Other\n\n### 1. What is other?\n\nElse.\n\n### 2. And more?\n\nYes.\n")
    with organization_scope(acme.organization):
        waiting(acme.curator, b"# Fresh", "fresh.md")
    with all_organizations():
        ImportBatch.objects.filter(pk__in=[batch.pk for batch in lost]).update(
            created_at=timezone.now() - timedelta(minutes=2)
        )

    tasks.read_overdue_imports()

    assert {call["task"] for call in enqueued} == {"questionbank.read_import"}
    assert {call["batch_id"] for call in enqueued} == {batch.pk for batch in lost}
