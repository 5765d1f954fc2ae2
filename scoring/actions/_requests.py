"""The life of a request for a calibration: taken, told of, done, or failed and taken again later."""

import random
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Organization
from scoring.enums import RequestState
from scoring.models import CalibrationRequest, CalibrationRun
from scoring.queries.calibration_requests import due_requests

PAUSES = (10, 60, 300, 1800)  # seconds after the first, second, … failure
MOST_ATTEMPTS = len(PAUSES) + 1
LONGEST_REASON = 300
DIED = "The worker stopped in the middle: it was killed, or ran out of memory or time."
KEPT = ["state", "attempts", "not_before", "stage", "share", "started_at", "ended_at", "reason", "run"]

Tell = Callable[[str, float], None]


class Hopeless(Exception):
    """Trying again would fail again; the message says why and what to do."""


def nobody(_stage: str, _share: float) -> None:
    """For whom nobody waits."""


@transaction.atomic
def take_requests(organization: Organization) -> list[CalibrationRequest]:
    """Everything due, now running. The caller has the organisation's turn.

    What is still marked as running was left by a worker that died: that was an attempt, too.
    """
    taken = []
    for request in due_requests(organization).select_for_update():
        if request.state == RequestState.RUNNING:
            request.attempts, request.reason = request.attempts + 1, DIED
        if request.attempts >= MOST_ATTEMPTS:
            _bury(request)
        else:
            request.state, request.started_at = RequestState.RUNNING, timezone.now()
            request.stage, request.share, request.not_before = "Begins", 0.0, None
            taken.append(request)
        request.save(update_fields=KEPT)
    return taken


def teller(requests: list[CalibrationRequest]) -> Tell:
    """What writes down how far the work on these requests is, at once and for everybody to see."""
    rows = CalibrationRequest.objects.filter(pk__in=[request.pk for request in requests])

    def tell(stage: str, share: float) -> None:
        rows.update(stage=stage, share=share)

    return tell


@transaction.atomic
def finish_requests(requests: list[CalibrationRequest], run: CalibrationRun | None) -> None:
    """They are done by this run; None where there was nothing to calibrate."""
    rows = CalibrationRequest.objects.filter(pk__in=[request.pk for request in requests])
    rows.update(
        state=RequestState.DONE,
        stage="",
        share=1.0,
        ended_at=timezone.now(),
        run=run,
        reason="",
        not_before=None,
    )


@transaction.atomic
def fail_requests(requests: list[CalibrationRequest], error: Exception) -> None:
    """They wait for another attempt, longer each time; after the last they are dead, with the reason."""
    for request in requests:
        request.attempts += 1
        request.reason = reason_of(error)
        if request.attempts >= MOST_ATTEMPTS or isinstance(error, Hopeless):
            _bury(request)
        else:
            pause = PAUSES[request.attempts - 1] * random.uniform(1.0, 1.5)  # noqa: S311  # spreads, hides nothing
            request.state, request.not_before = (
                RequestState.WAITING,
                timezone.now() + timedelta(seconds=pause),
            )
            request.stage, request.share = "", 0.0
        request.save(update_fields=KEPT)


def _bury(request: CalibrationRequest) -> None:
    request.state, request.ended_at, request.not_before = RequestState.DEAD, timezone.now(), None
    request.stage, request.share = "", 0.0


def reason_of(error: Exception) -> str:
    """A failure in a sentence: its kind and its first line, which of a database's errors holds no values."""
    if isinstance(error, Hopeless):
        return str(error)
    said = str(error).strip().splitlines()
    first = said[0].rstrip(".") if said else "it says no more"
    return f"{type(error).__name__}: {first}"[:LONGEST_REASON] + "."
