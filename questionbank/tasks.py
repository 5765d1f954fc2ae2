"""Celery's doors: ids in, the organisation's scope opened, one action called. Every task may run twice."""

import uuid

import structlog
from celery import shared_task

from accounts.ground.enqueue import enqueue
from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Organization
from questionbank.actions.compare_questions import compare_questions
from questionbank.actions.read_import import read_import
from questionbank.actions.refresh_words import refresh_words
from questionbank.actions.scan_for_duplicates import scan_for_duplicates
from questionbank.queries.imports import accepted_questions, waiting_imports
from questionbank.queries.likeness import count_entries
from questionbank.queries.spelling import words_are_old
from questionbank.scan_progress import tell_progress

log = structlog.get_logger()


@shared_task(name="questionbank.read_import")
def read_import_document(*, batch_id: str, organization_id: str) -> None:
    """Reads a document that was uploaded."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("read_import: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        batch = read_import(actor=None, batch_id=uuid.UUID(batch_id))
    log.info("import read", organization=organization.slug, batch=batch_id, state=batch.state)


@shared_task(name="questionbank.read_overdue")
def read_overdue_imports() -> None:
    """Enqueues documents that still wait to be read: whose task was lost, or whose worker died."""
    with all_organizations():
        for batch in waiting_imports():
            enqueue("questionbank.read_import", batch_id=batch.pk, organization_id=batch.organization_id)


@shared_task(name="questionbank.refresh_words")
def refresh_words_of(*, organization_id: str) -> None:
    """Counts the words of a bank, for other spellings of a search."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("refresh_words: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        changed = refresh_words(actor=None, organization=organization)
    log.info("words counted", organization=organization.slug, changed=changed)


@shared_task(name="questionbank.refresh_words_overdue")
def refresh_words_overdue() -> None:
    """Enqueues the counting of words for every bank in which something was written since."""
    with all_organizations():
        for organization in Organization.objects.order_by("pk"):
            if words_are_old(organization):
                enqueue("questionbank.refresh_words", organization_id=organization.pk)


@shared_task(name="questionbank.compare_question")
def compare_question(*, question_id: str, organization_id: str) -> None:
    """Looks for questions that ask the same as one that was just written."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("compare_question: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        new = compare_questions(actor=None, organization=organization, question_ids=[uuid.UUID(question_id)])
    log.info("question compared", organization=organization.slug, question=question_id, new=new)


@shared_task(name="questionbank.compare_import")
def compare_import(*, batch_id: str, organization_id: str) -> None:
    """Looks for questions that ask the same as those that an import made."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("compare_import: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        ids = accepted_questions(uuid.UUID(batch_id))
        new = compare_questions(actor=None, organization=organization, question_ids=ids)
    log.info("import compared", organization=organization.slug, batch=batch_id, new=new)


@shared_task(name="questionbank.scan_duplicates")
def scan_duplicates(*, organization_id: str) -> None:
    """Compares the whole bank and tells how far that is."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("scan_duplicates: organisation is gone", organization=organization_id)
        return

    def tell(count: int, step: str) -> None:
        tell_progress(organization.pk, step, questions=count, total=total)

    with organization_scope(organization):
        total = count_entries(organization.pk)
        scan = scan_for_duplicates(actor=None, organization=organization, tell=tell)
    tell_progress(
        organization.pk,
        "Done",
        questions=scan.questions,
        total=scan.questions,
        found=scan.found,
        new=scan.new,
    )
    log.info("scanned", organization=organization.slug, questions=scan.questions, new=scan.new)
