"""Celery's doors: ids in, the organisation's scope opened, one action called. Every task may run twice."""

import uuid

import structlog
from celery import shared_task

from accounts.ground.enqueue import enqueue
from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Organization
from interviews.actions.rest_questions import rest_questions
from interviews.actions.send_notice import send_notice
from interviews.actions.write_reminders import write_reminders
from interviews.queries.letters import overdue
from interviews.queries.reminders import organizations_with_sessions_ahead

log = structlog.get_logger()


@shared_task(name="interviews.rest_questions")
def rest_questions_of(*, organization_id: str) -> None:
    """Brings an organisation's questions to rest, and wakes those that are due."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("rest: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        rested, woken = rest_questions(actor=None, organization=organization)
    log.info("rested", organization=organization.slug, rested=rested, woken=woken)


@shared_task(name="interviews.rest_all")
def rest_all() -> None:
    """Enqueues it for every organisation; the beat calls it each hour."""
    with all_organizations():
        for organization in Organization.objects.order_by("pk"):
            enqueue("interviews.rest_questions", organization_id=organization.pk)


@shared_task(name="interviews.send_notice")
def send_letter(*, organization_id: str, notice_id: str) -> None:
    """Sends a letter about a session."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("letter: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        notice = send_notice(actor=None, notice_id=uuid.UUID(notice_id))
    log.info("letter", id=notice_id, sent=bool(notice and notice.sent_at))


@shared_task(name="interviews.send_overdue")
def send_overdue() -> None:
    """Enqueues the letters that are due and were not sent, whatever was lost; each minute."""
    with all_organizations():
        for notice in overdue():
            enqueue("interviews.send_notice", organization_id=notice.organization_id, notice_id=notice.pk)


@shared_task(name="interviews.remind")
def remind(*, organization_id: str) -> None:
    """Writes the reminders of an organisation that are due."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("remind: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        written = write_reminders(actor=None, organization=organization)
    log.info("reminded", organization=organization.slug, letters=len(written))


@shared_task(name="interviews.remind_all")
def remind_all() -> None:
    """Enqueues it for every organisation with sessions soon; the beat calls it each minute."""
    with all_organizations():
        for organization_id in organizations_with_sessions_ahead():
            enqueue("interviews.remind", organization_id=organization_id)
