"""Calibrations that were asked for: those to do now, those under way, those that failed for good."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Organization
from scoring.enums import RequestState
from scoring.models import CalibrationRequest


def requests(organization: Organization) -> QuerySet[CalibrationRequest]:
    """All of them, newest first, with run and asker."""
    rows = CalibrationRequest.objects.filter(organization=organization)
    return rows.select_related("run", "asked_by__user").order_by("-created_at")


def open_requests(organization: Organization) -> QuerySet[CalibrationRequest]:
    """Those that wait or are being served, newest first."""
    return requests(organization).filter(state__in=[RequestState.WAITING, RequestState.RUNNING])


def dead_requests(organization: Organization) -> QuerySet[CalibrationRequest]:
    """Those that failed for good, newest first: each has its reason, and waits for a person."""
    return requests(organization).filter(state=RequestState.DEAD)


def due() -> Q:
    """What is to be served now. One that runs is among it: who asks with the organisation's turn in hand
    knows that whoever ran it is gone.
    """
    in_time = Q(not_before=None) | Q(not_before__lte=timezone.now())
    return Q(state=RequestState.RUNNING) | Q(in_time, state=RequestState.WAITING)


def due_requests(organization: Organization) -> QuerySet[CalibrationRequest]:
    """What is to be served now, the oldest first."""
    return CalibrationRequest.objects.filter(due(), organization=organization).order_by("created_at")


def organizations_with_due_requests() -> list[UUID]:
    """Whose requests are to be served now. Across organisations; one query."""
    rows = CalibrationRequest.objects.filter(due()).order_by("organization").distinct("organization")
    return list(rows.values_list("organization_id", flat=True))
