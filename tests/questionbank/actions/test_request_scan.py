import uuid

import pytest

from accounts.ground.verdict import Denied
from accounts.models import AuditEvent
from questionbank import scan_progress, tasks
from questionbank.actions.request_scan import request_scan
from questionbank.models import DuplicatePair
from questionbank.scan_progress import progress_of, tell_progress
from tests.cast import World
from tests.questionbank.alike import EVICTION, EVICTION_AGAIN, ask


@pytest.fixture
def sent(monkeypatch) -> list[dict[str, str]]:
    calls: list[dict[str, str]] = []
    monkeypatch.setattr(tasks.scan_duplicates, "apply_async", lambda kwargs, priority: calls.append(kwargs))
    return calls


def test_a_scan_is_started_once_and_says_so(
    in_acme: World, sent: list, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert request_scan(actor=in_acme.curator)
    with django_capture_on_commit_callbacks(execute=True):
        assert not request_scan(actor=in_acme.admin)

    assert sent == [{"organization_id": str(in_acme.organization.pk)}]
    assert progress_of(in_acme.organization.pk).is_running
    assert AuditEvent.objects.filter(verb="request_scan").count() == 1


def test_the_task_scans_and_tells_the_end(in_acme: World) -> None:
    ask(in_acme.organization, EVICTION)
    ask(in_acme.organization, EVICTION_AGAIN)

    tasks.scan_duplicates(organization_id=str(in_acme.organization.pk))

    told = progress_of(in_acme.organization.pk)
    assert told.is_over
    assert (told.questions, told.new) == (6, DuplicatePair.objects.count())


def test_tasks_of_an_organisation_that_is_gone_do_nothing(db: None) -> None:
    nobody, row = str(uuid.uuid4()), str(uuid.uuid4())

    tasks.scan_duplicates(organization_id=nobody)
    tasks.compare_question(organization_id=nobody, question_id=row)
    tasks.compare_import(organization_id=nobody, batch_id=row)


def test_a_scan_that_fell_silent_can_be_started_again(in_acme: World, sent: list, monkeypatch) -> None:
    tell_progress(in_acme.organization.pk, "Reading the bank", questions=1, total=9)
    assert not request_scan(actor=in_acme.curator)

    monkeypatch.setattr(scan_progress, "SILENT", -scan_progress.SILENT)

    assert progress_of(in_acme.organization.pk).has_stopped
    assert request_scan(actor=in_acme.curator)


def test_only_curators_may(in_acme: World) -> None:
    with pytest.raises(Denied, match="Only a curator"):
        request_scan(actor=in_acme.lead)
