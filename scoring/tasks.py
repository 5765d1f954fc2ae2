"""Celery's doors: ids in, the organisation's scope opened, one action called. Every task may run twice."""

import uuid

import structlog
from celery import shared_task

from accounts.ground.enqueue import enqueue
from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Organization
from scoring.actions.calibrate import calibrate
from scoring.actions.send_card_reminder import send_card_reminder
from scoring.actions.write_card_reminders import write_card_reminders
from scoring.queries.calibration import latest_run
from scoring.queries.card_reminders import organizations_with_owing_seats
from scoring.queries.ratings import newest_inputs

log = structlog.get_logger()


@shared_task(name="scoring.calibrate")
def calibrate_organization(*, organization_id: str) -> None:
    """Brings an organisation's measures up to date."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("calibrate: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        run = calibrate(actor=None, organization=organization)
    log.info("calibrated", organization=organization.slug, run=run.number if run else None)


@shared_task(name="scoring.calibrate_overdue")
def calibrate_overdue() -> None:
    """Enqueues what was not: for organisations whose newest ratings are in no run, whatever was lost."""
    with all_organizations():
        for organization in Organization.objects.order_by("pk"):
            run = latest_run(organization)
            ratings, newest = newest_inputs(organization)
            if ratings and (run is None or (run.ratings, run.watermark) != (ratings, newest)):
                enqueue("scoring.calibrate", organization_id=organization.pk)


@shared_task(name="scoring.remind_of_cards")
def remind_of_cards(*, organization_id: str) -> None:
    """Writes an organisation's reminders of scorecards that are due, and has them sent."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("cards: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        written = write_card_reminders(actor=None, organization=organization)
    log.info("reminded of cards", organization=organization.slug, letters=len(written))


@shared_task(name="scoring.remind_all_of_cards")
def remind_all_of_cards() -> None:
    """Enqueues it for every organisation in which somebody owes a card; the beat calls it."""
    with all_organizations():
        for organization_id in organizations_with_owing_seats():
            enqueue("scoring.remind_of_cards", organization_id=organization_id)


@shared_task(name="scoring.send_card_reminder")
def send_reminder_of_card(*, organization_id: str, notice_id: str) -> None:
    """Sends a reminder of a scorecard."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("card: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        send_card_reminder(actor=None, notice_id=uuid.UUID(notice_id))
