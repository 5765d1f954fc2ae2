"""What seats people has in common: whose turn it is, what speaks against them, what a person may override.

Nobody is in two interviews at once, nor beyond their limits, because whoever seats somebody holds their row
until the commit. Locks are taken in one order everywhere: the loop, then its people by id.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError

from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.actions._changing import check_reason
from interviews.actions._writing import seatable, sit
from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import Loop, Seat, Session
from interviews.queries.conflicts import conflicted_members
from interviews.queries.panels import Panel, panel_of

OPEN_LOOPS = (LoopState.PROPOSED, LoopState.PLANNED)
OPEN_SESSIONS = (SessionState.SCHEDULED, SessionState.LIVE)


@dataclass(frozen=True)
class Wanted:
    """A seat for somebody; `override` says why in spite of what speaks against it."""

    session_id: uuid.UUID
    kind: str
    member_id: uuid.UUID
    why: str = ""
    override: str = ""


def require_seats_open(session: Session, loop: Loop) -> None:
    """Conflict if nobody is seated in this session any more."""
    if session.state not in OPEN_SESSIONS or loop.state not in OPEN_LOOPS:
        raise Conflict(f"{session.title} is over or cancelled; nobody is seated there any more.")


def panel_for(actor: Membership, loop: Loop, member_ids: Collection[uuid.UUID]) -> Panel:
    """The loop's panel as it is now that nobody else seats these people until the commit.

    Conflict for who has a conflict of interest with the candidate by now, though nobody wrote it down yet;
    404 for strangers, Invalid for who may not sit. The caller holds the loop's lock.
    """
    members = {pk: seatable(actor, pk) for pk in sorted(member_ids)}
    lock_people(members)
    barred = conflicted_members(loop.candidate) if loop.candidate else set()
    for pk, member in members.items():
        if pk in barred:
            raise Conflict(f"{member} has a conflict of interest with this candidate.")
    return panel_of(actor, loop)


def lock_people(member_ids: Iterable[uuid.UUID]) -> None:
    """Waits until nobody else seats these people; in the order of their ids, so that none waits for ever."""
    rows = Membership.objects.filter(pk__in=set(member_ids)).order_by("pk")
    list(rows.select_for_update(of=("self",), no_key=True).values_list("pk"))


def take_seat(panel: Panel, session: Session, wanted: Wanted, *, without: Iterable[uuid.UUID] = ()) -> Seat:
    """Seats them, unless something speaks against it that the reason does not or cannot override (Conflict).

    `without` are seats that were emptied in the same step.
    """
    member = panel.people[wanted.member_id].member
    own = [row.pk for row in panel.held(session) if row.member_id == member.pk]
    override = check_reason(wanted.override, needed=False)
    found = panel.against(member.pk, session, wanted.kind, without=[*own, *without])
    told = ", ".join(objection.told for objection in found)
    if any(objection.firm for objection in found):
        raise Conflict(f"{member} cannot take the seat in {session.title}: {told}.")
    if found and not override:
        raise Conflict(f"{member}, {session.title}: {told}. Give a reason to seat them all the same.")
    why = f"Seated although {told}: {override}"[:300] if found else wanted.why
    seat = sit(session, member, wanted.kind, why)
    panel.seated(seat)
    return seat


def require_nobody_twice(actor: Membership, loop: Loop) -> None:
    """Conflict if somebody of this loop sits in two interviews at once, as it now stands.

    For seats and times that were not taken one by one; limits are not looked at. The caller holds the loop's
    lock.
    """
    seats = Seat.objects.filter(session__loop=loop, session__state=SessionState.SCHEDULED)
    held = list(seats.filter(state=SeatState.SEATED).select_related("member__user", "session"))
    lock_people(seat.member_id for seat in held)
    panel = panel_of(actor, loop)
    for seat in held:
        found = panel.against(seat.member_id, seat.session, seat.kind, without=[seat.pk])
        if any(objection.code == "busy" for objection in found):
            raise Conflict(f"{seat.member} is in another interview at the time of {seat.session.title}.")


def empty_seat(seat: Seat) -> None:
    """Takes the seat away; Conflict if its holder has a scorecard."""
    try:
        with transaction.atomic():
            seat.delete()
    except ProtectedError:
        raise Conflict(
            f"{seat.member} has a scorecard here already; they can decline the seat themselves."
        ) from None


def as_words(seats: Iterable[Seat]) -> str:
    """Who sits where now, for the history: "Lea Lead (lead in Coding), Sam Second (second in Design)"."""
    return ", ".join(
        f"{seat.member} ({seat.get_kind_display().lower()} in {seat.session.title})" for seat in seats
    )
