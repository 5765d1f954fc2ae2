"""Enters the times that a candidate offered in another way than on their page."""

import uuid
from collections.abc import Collection, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.enums import LoopState
from interviews.models import CandidatePerson, Loop, OfferedWindow
from interviews.timing.spans import Span, merged
from interviews.timing.zones import is_zone

MOST = 60
LONGEST = timedelta(days=2)
HORIZON = timedelta(days=366)
OPEN = (LoopState.PROPOSED, LoopState.PLANNED)


@transaction.atomic
def set_windows(
    *,
    actor: Membership,
    loop_id: uuid.UUID,
    add: Sequence[Span] = (),
    remove: Collection[uuid.UUID] = (),
    time_zone: str | None = None,
) -> Loop:
    """The loop with these windows more and those fewer; what overlaps or touches becomes one.

    With `time_zone` the candidate's page and letters tell times in it from now on. Sessions that have a time
    keep it, inside or out. Refuses who may not change the loop (Denied), a loop that is over (Conflict), more
    than sixty windows (Conflict), and windows that make no sense, an unknown zone or one for a loop without
    a candidate (Invalid). Removing what is gone already changes nothing.
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_change_loop(actor, loop).require()
    if loop.state not in OPEN:
        raise Conflict("This loop is over or cancelled; no times are offered for it any more.")
    for span in add:
        _check(span)
    rows = {(row.starts_at, row.ends_at): row for row in OfferedWindow.objects.filter(loop=loop)}
    wanted = merged([*(span for span, row in rows.items() if row.pk not in remove), *add])
    if len(wanted) > MOST:
        raise Conflict(f"Up to {MOST} times can be offered. Remove some first.")
    gone = [row.pk for span, row in rows.items() if span not in wanted]
    OfferedWindow.objects.filter(pk__in=gone).delete()
    OfferedWindow.objects.bulk_create(
        OfferedWindow(organization_id=loop.organization_id, loop=loop, starts_at=start, ends_at=end)
        for start, end in wanted
        if (start, end) not in rows
    )
    if time_zone is not None:
        _set_zone(loop, time_zone)
    data = {"windows": len(wanted), "zone": time_zone}
    record("set_windows", organization=actor.organization, actor=actor, on=loop, data=data)
    return loop


def _check(span: Span) -> None:
    start, end = span
    if start.tzinfo is None or end.tzinfo is None:
        raise Invalid("A time needs its zone.", {"starts_at": "Say which time zone this is."})
    now = timezone.now()
    problem = ""
    if start >= end:
        problem = "The end comes before the beginning."
    elif end <= now:
        problem = "This time is over."
    elif end - start > LONGEST:
        problem = "Two days at most; offer several times instead."
    elif end > now + HORIZON:
        problem = "A year ahead at most."
    if problem:
        raise Invalid(problem, {"ends_at": problem})


def _set_zone(loop: Loop, time_zone: str) -> None:
    if not is_zone(time_zone):
        raise Invalid("There is no such time zone.", {"time_zone": "Choose one of the list."})
    changed = CandidatePerson.objects.filter(candidate=loop.candidate_id).update(time_zone=time_zone)
    if not changed:
        raise Invalid("There is no candidate yet.", {"time_zone": "Name the candidate first."})
