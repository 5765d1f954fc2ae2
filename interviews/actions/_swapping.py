"""A planned question's way out of a plan: another in its place, or none. Rights and states: the callers'."""

from interviews.actions._writing import move_exposure, planned_question, require_none_leaked, reserve
from interviews.assembly import BankQuestion
from interviews.enums import ExposureState, PlannedState
from interviews.models import Candidate, PlannedQuestion


def put_in_place(
    old: PlannedQuestion, row: BankQuestion, candidate: Candidate | None, *, why: str, reason: str
) -> PlannedQuestion:
    """The new planned question, reserved for the candidate, whose lock the caller holds.

    The old one is released and stays in the record as replaced, with the reason.
    """
    new = planned_question(old.session, row, old.position, why)
    new.save(force_insert=True)
    require_none_leaked([new])
    take_out(old, reason, replaced_by=new)
    if candidate is not None:
        reserve(candidate, [(new, row.question)])
    return new


def take_out(planned: PlannedQuestion, reason: str, *, replaced_by: PlannedQuestion | None = None) -> None:
    """Releases the question for its candidate; its row stays in the record as replaced."""
    move_exposure(planned, ExposureState.RELEASED)
    planned.state, planned.reason, planned.replaced_by = PlannedState.REPLACED, reason, replaced_by
    planned.save(update_fields=["state", "reason", "replaced_by"])
