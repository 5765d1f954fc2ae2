"""Seats several people in a loop at once: a proposal accepted, in whole or in part, as it was edited."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change
from interviews.actions._letters import session_changed
from interviews.actions._seating import Wanted, as_words, panel_for, require_seats_open, take_seat
from interviews.enums import SeatKind
from interviews.models import Loop, Seat, Session


@transaction.atomic
def seat_panel(
    *, actor: Membership, loop_id: uuid.UUID, seats: Sequence[Wanted], seen: int | None = None
) -> list[Seat]:
    """The seats, all of them taken or none.

    Refuses as seat_member does, a loop that changed since `seen` (Conflict), and to seat nobody (Invalid).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_change_loop(actor, loop).require()
    _check(seats)
    sessions = _sessions(loop, seats)
    panel = panel_for(actor, loop, {row.member_id for row in seats})
    for session in sessions.values():
        require_seats_open(session, loop)
    names = ", ".join(dict.fromkeys(str(panel.people[row.member_id].member) for row in seats))
    with loop_change(loop, actor=actor, verb="seat_panel", told=f"Seated {names}", seen=seen):
        taken = [take_seat(panel, sessions[row.session_id], row) for row in seats]
    for session in sessions.values():
        session_changed(session)
    data = {"seats": as_words(taken), "overrides": [row.override for row in seats if row.override.strip()]}
    record("seat_panel", organization=actor.organization, actor=actor, on=loop, data=data)
    return taken


def _check(seats: Sequence[Wanted]) -> None:
    if not seats:
        raise Invalid("Choose somebody for at least one seat.", {"seats": "Nobody is chosen."})
    if any(row.kind not in SeatKind.values for row in seats):
        raise Invalid("There is no such seat.", {"kind": f"One of {', '.join(SeatKind.values)}."})
    pairs = [(row.session_id, row.member_id) for row in seats]
    if len(set(pairs)) < len(pairs):
        raise Invalid("Nobody holds two seats of one interview.", {"seats": "Choose different people."})


def _sessions(loop: Loop, seats: Sequence[Wanted]) -> dict[uuid.UUID, Session]:
    """The sessions by id, in the loop's order; Invalid for one of another loop."""
    wanted = {row.session_id for row in seats}
    rows = Session.objects.filter(loop=loop, pk__in=wanted).select_related("loop").order_by("position")
    found = {session.pk: session for session in rows.select_for_update(of=("self",))}
    if found.keys() != wanted:
        raise Invalid("There is no such interview in this loop.", {"seats": "An interview of another loop."})
    return found
