"""Celery's doors: ids in, the organisation's scope opened, one action called. Every task may run twice."""

import structlog
from celery import shared_task

from accounts.ground.enqueue import enqueue
from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Organization
from scoring.actions.calibrate import calibrate
from scoring.queries.calibration import latest_run
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
