"""Celery's doors: ids in, the organisation's scope opened, one action called. Every task may run twice."""

import structlog
from celery import shared_task

from accounts.ground.enqueue import enqueue
from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Organization
from interviews.actions.rest_questions import rest_questions

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
