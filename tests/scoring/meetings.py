"""Meetings of the committee, for the tests of what is done with them."""

from typing import Any

from accounts.models import AuditEvent, Membership
from interviews.models import Loop
from scoring.actions.create_meeting import create_meeting
from scoring.models import AgendaItem, Meeting
from tests.cast import World
from tests.scoring.packets import complete_loop


def two_loops(world: World) -> list[Loop]:
    """One in which interviewers are near each other, one with three points between them."""
    near = complete_loop(world, [3, 3], [3, 3], title="Near", questions=1)
    return [near, complete_loop(world, [1, 3], [4, 3], title="Far", questions=1)]


def a_meeting(world: World, *members: Membership, **fields: Any) -> Meeting:
    """Over two candidates, called by the committee member."""
    ids = {"loop_ids": [loop.pk for loop in two_loops(world)], "member_ids": [one.pk for one in members]}
    return create_meeting(actor=world.committee, **({"title": "Debriefs"} | ids | fields))


def items(meeting: Meeting) -> list[AgendaItem]:
    """In the order of the agenda."""
    return list(AgendaItem.objects.filter(meeting=meeting).select_related("loop"))


def trail(verb: str) -> list[AuditEvent]:
    """What the audit trail has of this verb."""
    return list(AuditEvent.objects.filter(verb=verb))
