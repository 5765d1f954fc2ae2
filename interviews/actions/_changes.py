"""Every change of a loop being built is written down with how the loop was before, and counted.

So the page can say who changed what, take it back, and refuse to write over a change that its reader had not
seen.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from accounts.ground.announce import announce
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.enums import PlannedState
from interviews.models import Ban, Loop, LoopChange, PlannedQuestion, Seat, Session

LONGEST_TOLD = 300
PROOF = ("status", "value", "bound", "gaps", "weights")  # what the last assembly left on the loop


@contextmanager
def loop_change(
    loop: Loop, *, actor: Membership | None, verb: str, told: str, seen: int | None = None
) -> Iterator[None]:
    """Around the writing of one change: `told` says it in words ("Replaced a question in Coding").

    `seen` is the loop's version that the writer had before them, None where it does not matter: refuses
    (Conflict) if somebody changed the loop since, naming them and what they did. The caller holds the loop's
    lock inside a transaction.
    """
    require_seen(loop, seen)
    before = snapshot(loop)
    yield
    loop.version += 1
    loop.save(update_fields=["version"])
    LoopChange.objects.create(
        organization_id=loop.organization_id,
        loop=loop,
        number=loop.version,
        actor=actor,
        verb=verb,
        told=told[:LONGEST_TOLD],
        before=before,
    )
    for session in before["sessions"]:
        announce(f"session:{session}")


def require_seen(loop: Loop, seen: int | None) -> None:
    """Conflict if the loop has changed since version `seen`; the text says who did what."""
    if seen is None or seen == loop.version:
        return
    last = LoopChange.objects.filter(loop=loop, number__gt=seen).select_related("actor__user").first()
    who = f"{last.actor} has just changed this loop: {last.told}." if last and last.actor else ""
    raise Conflict(f"{who or 'Somebody has just changed this loop.'} Look at it, then do yours again.")


def snapshot(loop: Loop) -> dict[str, Any]:
    """How the loop stands: questions, people and times of each session, bans, rules given up, what is
    proven. 4 queries."""
    sessions: dict[uuid.UUID, dict[str, Any]] = {
        session.pk: {
            "at": session.scheduled_at.isoformat() if session.scheduled_at else None,
            "place": session.place,
            "questions": [],
            "seats": [],
        }
        for session in Session.objects.filter(loop=loop)
    }
    planned = PlannedQuestion.objects.filter(session__loop=loop).exclude(state=PlannedState.REPLACED)
    for row in planned:
        sessions[row.session_id]["questions"].append(
            {
                "id": str(row.pk),
                "revision": str(row.revision_id),
                "position": row.position,
                "minutes": row.minutes,
                "why": row.why,
                "pinned": row.pinned,
                "override": row.override,
            }
        )
    for seat in Seat.objects.filter(session__loop=loop):
        sessions[seat.session_id]["seats"].append(
            {"member": str(seat.member_id), "kind": seat.kind, "state": seat.state, "why": seat.why}
        )
    bans = Ban.objects.filter(loop=loop).values_list("question_id", "reason")
    return {
        "sessions": {str(pk): held for pk, held in sessions.items()},
        "bans": {str(question): reason for question, reason in bans},
        "relaxed": loop.relaxed,
        "proof": {name: getattr(loop, name) for name in PROOF},
    }
