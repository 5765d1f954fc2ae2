"""Changes a meeting that is not over: its name, its time, the order of its items, who is invited."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from scoring import rules
from scoring.access import meeting_of
from scoring.actions._agenda import (
    loops_wanted,
    people_wanted,
    read_minutes,
    read_title,
    require_not_over,
    tell_meeting,
)
from scoring.actions.create_meeting import MINUTES_EACH
from scoring.models import AgendaItem, Meeting


@dataclass(frozen=True)
class PlannedItem:
    """An item as it is wanted: which one, and how many minutes it takes."""

    item: uuid.UUID
    minutes: int


@transaction.atomic
def change_agenda(
    *,
    actor: Membership,
    meeting_id: uuid.UUID,
    title: str,
    items: Sequence[PlannedItem],
    member_ids: Iterable[uuid.UUID],
    loop_ids: Iterable[uuid.UUID] = (),
    starts_at: datetime | None = None,
) -> Meeting:
    """The meeting with these items in this order, and an item for each further loop at the end.

    Items that are left out are taken off the agenda; whoever called the meeting stays invited. Refuses who
    does not lead it (Denied), a meeting that is over, taking off an item that was begun (Conflict), and what
    `create_meeting` refuses (Invalid).
    """
    meeting = meeting_of(actor, meeting_id, lock=True)
    rules.may_lead(actor, meeting).require()
    require_not_over(meeting)
    meeting.title, meeting.starts_at = read_title(title), starts_at
    _order(meeting, items)
    _add(actor, meeting, loop_ids)
    meeting.save(update_fields=["title", "starts_at"])
    already = set(meeting.members.values_list("pk", flat=True))
    called_by = {meeting.created_by_id} if meeting.created_by_id else set()
    members = people_wanted(actor, called_by | set(member_ids), already=already | called_by)
    meeting.members.set(members)
    tell_meeting(meeting)
    data = {"items": len(items), "members": [str(member.pk) for member in members]}
    record("change_agenda", organization=actor.organization, actor=actor, on=meeting, data=data)
    return meeting


def _order(meeting: Meeting, items: Sequence[PlannedItem]) -> None:
    found = {item.pk: item for item in AgendaItem.objects.filter(meeting=meeting)}
    wanted = [one.item for one in items]
    if len(set(wanted)) != len(wanted) or not set(wanted) <= found.keys():
        raise Invalid(
            "The agenda has changed since: look at it again.", {"items": "These are not its items."}
        )
    gone = [item for key, item in found.items() if key not in set(wanted)]
    if any(item.started_at for item in gone):
        raise Conflict("An item that was begun stays on the agenda.")
    AgendaItem.objects.filter(pk__in=[item.pk for item in gone]).delete()
    for place, one in enumerate(items, start=1):
        item = found[one.item]
        item.position, item.minutes = place, read_minutes(one.minutes)
    AgendaItem.objects.bulk_update([found[key] for key in wanted], ["position", "minutes"])


def _add(actor: Membership, meeting: Meeting, loop_ids: Iterable[uuid.UUID]) -> None:
    rows = AgendaItem.objects.filter(meeting=meeting)
    known = set(rows.values_list("loop", flat=True))
    last = rows.aggregate(last=Max("position"))["last"] or 0
    added = loops_wanted(actor, set(loop_ids) - known)
    if not added and not last:
        raise Invalid("A meeting needs somebody to talk about.", {"loops": "Choose at least one candidate."})
    AgendaItem.objects.bulk_create(
        AgendaItem(
            organization=actor.organization, meeting=meeting, loop=loop, position=place, minutes=MINUTES_EACH
        )
        for place, loop in enumerate(added, start=last + 1)
    )
