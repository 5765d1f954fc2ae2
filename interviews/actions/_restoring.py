"""Brings parts of a loop back to how a snapshot (_changes.py) has them, or refuses and says why."""

import uuid
from collections.abc import Mapping
from typing import Any

from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.actions._changes import PROOF
from interviews.actions._changing import locked_candidate
from interviews.actions._writing import move_exposure, reserve
from interviews.enums import ExposureState, PlannedState, SessionState
from interviews.models import Ban, Exposure, Loop, PlannedQuestion, Session
from questionbank.enums import State
from questionbank.models import Question

Parts = dict[tuple[str, str], Any]  # (what, which session; "" for the loop's own) -> how it is
RESTORED = ("pinned", "override", "why", "minutes", "position")


def parts_of(snapshot: Mapping[str, Any]) -> Parts:
    """A snapshot in the pieces that are restored, or left alone, one by one."""
    parts: Parts = {("bans", ""): snapshot["bans"], ("relaxed", ""): snapshot["relaxed"]}
    for pk, held in snapshot["sessions"].items():
        parts["questions", pk] = sorted(held["questions"], key=lambda row: str(row["id"]))
        parts["seats", pk] = sorted(held["seats"], key=lambda row: str(row["member"]))
        parts["time", pk] = (held["at"], held["place"])
    return parts


def restore_questions(actor: Membership, loop: Loop, wanted: Mapping[uuid.UUID, Any]) -> None:
    """Session -> its questions as they were. What came since goes, what went comes back, reserved again.

    Refuses (Conflict) a session that has begun, a question that was found in public meanwhile, and one that
    another loop holds for the candidate by now.
    """
    if not wanted:
        return
    for session in Session.objects.filter(pk__in=wanted).exclude(state=SessionState.SCHEDULED):
        raise Conflict(f"{session.title} has begun or is cancelled: its questions stay as they are.")
    locked_candidate(actor, loop)
    targets = {uuid.UUID(row["id"]): (pk, row) for pk, rows in wanted.items() for row in rows}
    there = PlannedQuestion.objects.filter(session__in=wanted).exclude(state=PlannedState.REPLACED)
    gone = [row for row in there if row.pk not in targets]
    for row in gone:
        move_exposure(row, ExposureState.RELEASED)
        row.state, row.reason, row.replaced_by = PlannedState.REPLACED, f"Taken back by {actor}.", None
    PlannedQuestion.objects.bulk_update(gone, ["state", "reason", "replaced_by"])
    rows = list(PlannedQuestion.objects.filter(pk__in=targets).select_related("revision"))
    back = [row for row in rows if row.state == PlannedState.REPLACED]
    _require_harmless(back)
    for row in rows:
        row.session_id, entry = targets[row.pk]
        for name in RESTORED:
            setattr(row, name, entry[name])
    for row in back:
        row.state, row.reason, row.replaced_by = PlannedState.PLANNED, "", None
    PlannedQuestion.objects.bulk_update(rows, ["session", "state", "reason", "replaced_by", *RESTORED])
    _hold_again(loop, back)


def _require_harmless(back: list[PlannedQuestion]) -> None:
    """Conflict if a question was found in public since; waits for a report that is being made."""
    ids = sorted({row.revision.question_id for row in back})
    found = Question.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    if any(question.state == State.LEAKED for question in found):
        raise Conflict("A question that would come back was found in public. It stays out.")


def _hold_again(loop: Loop, back: list[PlannedQuestion]) -> None:
    if loop.candidate is None:
        return
    lines = set(Exposure.objects.filter(planned__in=back).values_list("planned_id", flat=True))
    for row in back:
        if row.pk in lines:
            move_exposure(row, ExposureState.RESERVED)
    reserve(loop.candidate, [(row, row.revision.question_id) for row in back if row.pk not in lines])


def restore_bans(actor: Membership, loop: Loop, wanted: Mapping[str, str]) -> None:
    """Question -> reason, as it was."""
    reasons = {uuid.UUID(question): reason for question, reason in wanted.items()}
    Ban.objects.filter(loop=loop).exclude(question__in=list(reasons)).delete()
    there = set(Ban.objects.filter(loop=loop).values_list("question_id", flat=True))
    Ban.objects.bulk_create(
        Ban(
            organization_id=loop.organization_id,
            loop=loop,
            question_id=question,
            reason=reason,
            banned_by=actor,
        )
        for question, reason in reasons.items()
        if question not in there
    )


def restore_proof(loop: Loop, proof: Mapping[str, Any]) -> None:
    """What the last assembly had left on the loop."""
    for name in PROOF:
        setattr(loop, name, proof[name])
    loop.save(update_fields=list(PROOF))
