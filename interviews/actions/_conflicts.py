"""What a conflict of interest does when it comes up: it is written down, and whoever sits there is recused.

Locks are taken in one order everywhere: first the candidate's turn (an advisory lock), then the loops, then
what hangs on them, so that nobody is seated while a conflict with them is being written down.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import connection

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership, Organization
from interviews.actions._changes import loop_change
from interviews.actions._letters import loop_changed
from interviews.enums import LoopState, SeatState
from interviews.models import Candidate, ConflictOfInterest, Loop, Seat
from interviews.queries.conflicts import Found, found_conflicts, has_conflict

RECUSED = "A conflict of interest."
HANDS_OFF = "You have a conflict of interest with this candidate: a colleague has to do this."


@dataclass
class Noticed:
    """What came up now: the new conflicts, and the seats that their holders lost."""

    conflicts: list[ConflictOfInterest] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)


def take_turn(candidates: Iterable[uuid.UUID]) -> None:
    """Waits until nobody else plans a loop for these candidates or writes down a conflict with them."""
    with connection.cursor() as cursor:
        for candidate in sorted(candidates):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 3))", [str(candidate)])


def notice_conflicts(
    actor: Membership | None,
    organization: Organization,
    *,
    candidates: Collection[uuid.UUID] | None = None,
    members: Collection[uuid.UUID] | None = None,
) -> Noticed:
    """Writes down what the records speak for and was not known yet, and recuses; again changes nothing."""
    found = found_conflicts(candidates=candidates, members=members)
    take_turn({line.candidate for line in found})
    # Those who waited see what the one before them wrote.
    rows = ConflictOfInterest.objects.filter(candidate__in={line.candidate for line in found})
    known = set(rows.values_list("member_id", "candidate_id", "kind"))
    fresh = [line for line in found if (line.member, line.candidate, line.kind) not in known]
    conflicts = ConflictOfInterest.objects.bulk_create(_row(organization, line) for line in fresh)
    return Noticed(conflicts, recuse(actor, conflicts))


def _row(organization: Organization, line: Found) -> ConflictOfInterest:
    return ConflictOfInterest(
        organization=organization,
        member_id=line.member,
        candidate_id=line.candidate,
        kind=line.kind,
        reason=line.reason[:300],
    )


def recuse(actor: Membership | None, conflicts: Collection[ConflictOfInterest]) -> list[Seat]:
    """The seats that these conflicts empty in loops under way, recused; decided loops stay as they were."""
    pairs = {(row.member_id, row.candidate_id) for row in conflicts}
    if not pairs:
        return []
    loops = Loop.objects.filter(candidate__in={candidate for _, candidate in pairs}, state=LoopState.PLANNED)
    lost = []
    for loop in loops.order_by("pk").select_for_update(of=("self",)):
        members = {member for member, candidate in pairs if candidate == loop.candidate_id}
        lost += recuse_in(actor, loop, members)
    return lost


def recuse_in(actor: Membership | None, loop: Loop, members: Collection[uuid.UUID]) -> list[Seat]:
    """The seats of these members in one loop, recused. The caller holds the loop's lock."""
    rows = Seat.objects.filter(session__loop=loop, member__in=members, state=SeatState.SEATED)
    seats = list(rows.select_related("member__user", "session").order_by("session__position"))
    if not seats:
        return []
    names = ", ".join(dict.fromkeys(f"{seat.member} ({seat.session.title})" for seat in seats))
    with loop_change(loop, actor=actor, verb="recuse", told=f"Recused for a conflict of interest: {names}"):
        for seat in seats:
            seat.state, seat.reason = SeatState.RECUSED, RECUSED
            seat.save(update_fields=["state", "reason"])
    loop_changed(loop)
    return seats


def record_noticed(actor: Membership | None, organization: Organization, noticed: Noticed) -> None:
    """An event for each conflict that came up; call it at the end of an action, as `record` itself."""
    for row in noticed.conflicts:
        lost = [str(seat.pk) for seat in noticed.seats if seat.member_id == row.member_id]
        data = {
            "member": str(row.member_id),
            "candidate": str(row.candidate_id),
            "kind": row.kind,
            "recused": lost,
        }
        record("detect_conflicts", organization=organization, actor=actor, on=row, data=data)


def require_no_conflict(actor: Membership, candidate: Candidate) -> None:
    """Conflict if the actor must keep their hands off this candidate."""
    if has_conflict(actor.pk, candidate.pk):
        raise Conflict(HANDS_OFF)
