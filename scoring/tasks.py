"""Celery's doors: ids in, the organisation's scope opened, one action called. Every task may run twice."""

import uuid

import structlog
from celery import shared_task
from django.conf import settings

from accounts.ground.enqueue import enqueue
from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Organization
from scoring.actions.catch_up_calibration import catch_up_calibration
from scoring.actions.plan_nightly_calibration import plan_nightly_calibration
from scoring.actions.send_card_reminder import send_card_reminder
from scoring.actions.send_debrief_letter import send_debrief_letter
from scoring.actions.serve_requests import serve_requests
from scoring.actions.settle_debriefs import settle_debriefs
from scoring.actions.write_card_reminders import write_card_reminders
from scoring.actions.write_debrief_letters import write_debrief_letters
from scoring.queries.calibration_requests import organizations_with_due_requests
from scoring.queries.card_reminders import organizations_with_owing_seats
from scoring.queries.debrief_letters import organizations_with_debriefs

log = structlog.get_logger()


@shared_task(name="scoring.calibrate", soft_time_limit=settings.CALIBRATION_SECONDS)
def calibrate_organization(*, organization_id: str) -> None:
    """Serves the calibrations that an organisation waits for, unless another worker does already."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("calibrate: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        served = serve_requests(actor=None, organization=organization)
    log.info("calibrated", organization=organization.slug, requests=served)


@shared_task(name="scoring.calibrate_due")
def calibrate_due() -> None:
    """Enqueues whoever has a request whose time has come, or whose worker may have died."""
    with all_organizations():
        for organization_id in organizations_with_due_requests():
            enqueue("scoring.calibrate", organization_id=organization_id)


@shared_task(name="scoring.calibrate_overdue")
def calibrate_overdue() -> None:
    """Asks for what nobody asked for: for organisations whose ratings are in no run, whatever was lost."""
    for organization in Organization.objects.order_by("pk"):
        with organization_scope(organization):
            catch_up_calibration(actor=None, organization=organization)


@shared_task(name="scoring.calibrate_nightly")
def calibrate_nightly() -> None:
    """Asks for a full run of every organisation that needs one, each at its own time of the night."""
    for organization in Organization.objects.order_by("pk"):
        with organization_scope(organization):
            plan_nightly_calibration(actor=None, organization=organization)


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


@shared_task(name="scoring.settle_debriefs")
def settle_all_debriefs() -> None:
    """Takes on what goes on by itself and nobody touched: time ran out, a seat was given back."""
    for organization in Organization.objects.order_by("pk"):
        with organization_scope(organization):
            settle_debriefs(actor=None, organization=organization)


@shared_task(name="scoring.remind_of_debriefs")
def remind_of_debriefs(*, organization_id: str) -> None:
    """Writes an organisation's reminders of what its debriefs wait for, and has them sent."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("debriefs: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        written = write_debrief_letters(actor=None, organization=organization)
    log.info("reminded of debriefs", organization=organization.slug, letters=len(written))


@shared_task(name="scoring.remind_all_of_debriefs")
def remind_all_of_debriefs() -> None:
    """Enqueues it for every organisation in which a debrief waits for somebody; the beat calls it."""
    with all_organizations():
        for organization_id in organizations_with_debriefs():
            enqueue("scoring.remind_of_debriefs", organization_id=organization_id)


@shared_task(name="scoring.send_debrief_letter")
def send_letter_of_debrief(*, organization_id: str, letter_id: str) -> None:
    """Sends a letter about a debrief."""
    organization = Organization.objects.filter(pk=organization_id).first()
    if organization is None:
        log.warning("debrief: organisation is gone", organization=organization_id)
        return
    with organization_scope(organization):
        send_debrief_letter(actor=None, letter_id=uuid.UUID(letter_id))
