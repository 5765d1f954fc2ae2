"""Puts somebody else in a seat: one that was given back, or one that somebody holds."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change
from interviews.actions._changing import require_not_started
from interviews.actions._letters import session_changed
from interviews.actions._seating import Wanted, empty_seat, panel_for, take_seat
from interviews.models import Seat
from interviews.queries.panels import Panel


@transaction.atomic
def replace_seat(
    *,
    actor: Membership,
    seat_id: uuid.UUID,
    member_id: uuid.UUID,
    why: str = "",
    override: str = "",
    seen: int | None = None,
) -> Seat:
    """The new seat of the same kind in the same session; what was given back stays on record.

    Refuses as seat_member does; a seat that somebody else took meanwhile, the same person again, a holder who
    has a scorecard, and a session that has begun (Conflict).
    """
    seat = access.seat_of(actor, seat_id, lock=True)
    session, old = seat.session, seat.member
    rules.may_change_loop(actor, session.loop).require()
    require_not_started(session)
    panel = panel_for(actor, session.loop, [member_id])
    _require_free(panel, seat, member_id)
    new = panel.people[member_id].member
    told = f"{new} in place of {old} in {session.title}"
    with loop_change(session.loop, actor=actor, verb="replace_seat", told=told, seen=seen):
        gone = [seat.pk] if rules.is_seated(seat) else []
        if gone:
            empty_seat(seat)
        wanted = Wanted(session.pk, seat.kind, member_id, why, override)
        taken = take_seat(panel, session, wanted, without=gone)
    session_changed(session)
    data = {"from": str(old.pk), "to": str(member_id), "override": override.strip()}
    record("replace_seat", organization=actor.organization, actor=actor, on=taken, data=data)
    return taken


def _require_free(panel: Panel, seat: Seat, member_id: uuid.UUID) -> None:
    """Conflict if there is nothing to replace any more."""
    if rules.is_seated(seat):
        if seat.member_id == member_id:
            raise Conflict(f"{seat.member} sits there already.")
        return
    [session] = [row for row in panel.sessions if row.pk == seat.session_id]
    planned = session.stage.seats if session.stage else []
    holders = [row for row in panel.held(session) if row.kind == seat.kind]
    if holders and len(holders) >= max(1, planned.count(seat.kind)):
        names = " and ".join(str(row.member) for row in holders)
        raise Conflict(f"{names} took this seat in {session.title} meanwhile.")
