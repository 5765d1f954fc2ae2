"""Sets in which hours of the week a member takes interviews."""

import uuid
from collections.abc import Sequence
from itertools import pairwise

from django.db import transaction

from accounts.access import member_of
from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import rules
from interviews.enums import Weekday
from interviews.models import WeeklyHours
from interviews.timing.hours import Hours

MOST = 6  # stretches a day


@transaction.atomic
def set_weekly_hours(*, actor: Membership, member_id: uuid.UUID, hours: Sequence[Hours]) -> list[WeeklyHours]:
    """The member's hours, instead of those they had; on the clock of their time zone. None at all: not said.

    An end at 23:59 means midnight. Refuses another's hours to who does not plan loops (Denied), hours that
    end before they begin or overlap (Invalid), a stranger (404).
    """
    member = member_of(actor, member_id, lock=True)
    rules.may_keep_hours(actor, member).require()
    rows = sorted(hours, key=lambda row: (row.weekday, row.starts))
    _check(rows)
    WeeklyHours.objects.filter(member=member).delete()
    made = WeeklyHours.objects.bulk_create(
        WeeklyHours(
            organization_id=actor.organization_id,
            member=member,
            weekday=row.weekday,
            starts=row.starts,
            ends=row.ends,
        )
        for row in rows
    )
    told = [f"{row.weekday} {row.starts:%H:%M}-{row.ends:%H:%M}" for row in rows]
    record(
        "set_weekly_hours",
        organization=actor.organization,
        actor=actor,
        on=member,
        data={"hours": told},
    )
    return made


def _check(rows: Sequence[Hours]) -> None:
    for row in rows:
        if row.weekday not in Weekday.values:
            raise Invalid("There is no such day.", {"weekday": "From 0 (Monday) to 6 (Sunday)."})
        if row.starts >= row.ends:
            _refuse(row, "the end must come after the beginning")
        if sum(other.weekday == row.weekday for other in rows) > MOST:
            _refuse(row, f"at most {MOST} stretches")
    for one, other in pairwise(rows):
        if one.weekday == other.weekday and other.starts < one.ends:
            _refuse(other, "two stretches overlap")


def _refuse(row: Hours, why: str) -> None:
    words = f"{Weekday(row.weekday).label}: {why}."
    raise Invalid(words, {f"day_{row.weekday}": words})
