"""A candidate offers times for the interviews."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from interviews.actions._candidate_page import BY, open_loop
from interviews.models import CandidateLink, OfferedWindow
from interviews.timing.spans import Span, merged

MOST = 40  # windows of a loop
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=24)
HORIZON = timedelta(days=180)


@transaction.atomic
def offer_windows(*, actor: CandidateLink, windows: Sequence[Span]) -> list[OfferedWindow]:
    """The loop's windows with these added; what overlaps or touches becomes one.

    Refuses times without a zone, windows that end before they begin, that begin in the past, are shorter
    than a quarter of an hour or longer than a day, or more than half a year ahead (Invalid), more than forty
    (Conflict), and a closed loop or link (Conflict). The candidate is the actor, by their link.
    """
    loop = open_loop(actor)
    for window in windows:
        _check(window)
    there = list(OfferedWindow.objects.filter(loop=loop))
    spans = merged([*((row.starts_at, row.ends_at) for row in there), *windows])
    if len(spans) > MOST:
        raise Conflict(f"Up to {MOST} times can be offered. Remove some first.")
    kept = {(row.starts_at, row.ends_at): row for row in there if (row.starts_at, row.ends_at) in spans}
    OfferedWindow.objects.filter(pk__in=[row.pk for row in there if row not in kept.values()]).delete()
    OfferedWindow.objects.bulk_create(
        OfferedWindow(
            organization_id=loop.organization_id,
            loop=loop,
            starts_at=start.astimezone(UTC),
            ends_at=end.astimezone(UTC),
        )
        for start, end in spans
        if (start, end) not in kept
    )
    record(
        "offer_windows",
        organization=actor.organization,
        actor=None,
        on=loop,
        data={**BY, "windows": len(spans)},
    )
    return list(OfferedWindow.objects.filter(loop=loop))


def _check(window: Span) -> None:
    start, end = window
    now = timezone.now()
    problem, field = "", "ends"
    if start.tzinfo is None or end.tzinfo is None:
        problem = "Say which time zone this is."
    elif start >= end:
        problem = "The end comes before the beginning."
    elif start <= now:
        problem, field = "This time has begun already.", "day"
    elif end - start < SHORTEST:
        problem = "A quarter of an hour at least."
    elif end - start > LONGEST:
        problem = "A day at most; offer several times instead."
    elif end > now + HORIZON:
        problem, field = "Half a year ahead at most.", "day"
    if problem:
        raise Invalid(problem, {field: problem})


def local_moment(day: datetime) -> datetime:
    """The same moment; Invalid if the clock of its zone jumps over it, in a night when clocks go forward."""
    there_and_back = day.astimezone(UTC).astimezone(day.tzinfo)
    if there_and_back.replace(tzinfo=None) != day.replace(tzinfo=None):
        problem = f"The clocks go forward that night: there is no {day:%H:%M} on that day."
        raise Invalid(problem, {"starts": problem})
    return day
