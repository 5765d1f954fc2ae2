"""How debriefs go on: one row a loop, locked behind the loop; steps that are kept; going on by itself."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.ground.announce import announce
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.actions._telling import tell_sheets
from interviews.enums import LoopState
from interviews.models import Loop
from scoring.debriefing.moving import after
from scoring.debriefing.table import Transition, goes_on
from scoring.enums import DebriefState
from scoring.models import CommitteeSeat, Debrief, DebriefStep
from scoring.queries.calibration import latest_run
from scoring.queries.debrief_facts import facts_of

CANCELLED = "This loop was cancelled: its debrief goes no further."
LOOP_STATES = {DebriefState.DECIDED: LoopState.CLOSED, DebriefState.RELEASED: LoopState.DECIDED}


def locked_debrief(loop: Loop) -> Debrief:
    """The loop's debrief, made if there is none, and locked. The caller holds the loop's lock.

    Conflict for a loop that was cancelled.
    """
    if loop.state == LoopState.CANCELLED:
        raise Conflict(CANCELLED)
    Debrief.objects.get_or_create(loop=loop, defaults={"organization_id": loop.organization_id})
    rows = Debrief.objects.select_for_update(of=("self",)).select_related("facilitator__user", "run")
    debrief = rows.get(loop=loop)
    debrief.loop = loop
    return debrief


def take_step(
    debrief: Debrief, step: Transition, *, by: Membership | None, reason: str = "", unmet: Iterable[str] = ()
) -> DebriefStep:
    """Takes one step of a locked debrief and keeps it: state, round, deadlines, the run that is read from the
    vote on, and the loop's own state. Whoever has a page of it open looks again.

    It asks nobody whether it may: `unmet` is what was not given, for the record.
    """
    now = timezone.now()
    debrief.state, debrief.version = step.target, debrief.version + 1
    debrief.round += step.new_round
    _set_times(debrief, now)
    debrief.save(update_fields=["state", "version", "round", "read_by", "vote_by", "run"])
    if step.target == DebriefState.READING:
        CommitteeSeat.objects.filter(debrief=debrief).update(read_at=None)
    _set_loop(debrief)
    announce(f"debrief:{debrief.loop_id}")
    return DebriefStep.objects.create(
        organization_id=debrief.organization_id,
        debrief=debrief,
        number=debrief.version,
        round=debrief.round,
        source=step.source,
        target=step.target,
        by=by,
        reason=reason,
        unmet=list(unmet),
        created_at=now,
    )


def settle(loop: Loop) -> list[DebriefStep]:
    """The debrief goes on by itself as far as it can; the steps it took. Call it in a transaction.

    Locks the loop: of several who bring the last thing that was missing, one takes the step.
    """
    loop = Loop.objects.select_for_update(of=("self",)).select_related("organization").get(pk=loop.pk)
    if loop.state != LoopState.PLANNED:
        return []
    facts = facts_of([loop.pk])[loop.pk]
    standing, debrief = facts.standing(facts.debrief, timezone.now()), facts.debrief
    taken: list[DebriefStep] = []
    while step := goes_on(standing):
        debrief = debrief if taken else locked_debrief(loop)
        taken.append(take_step(debrief, step, by=None))
        standing = after(step, standing)
    return taken


def _set_times(debrief: Debrief, now: datetime) -> None:
    revision = debrief.loop.blueprint_revision
    if debrief.state in (DebriefState.COLLECTING, DebriefState.READING):
        debrief.read_by = debrief.vote_by = debrief.run = None
    if debrief.state == DebriefState.READING and revision and revision.reading_hours:
        debrief.read_by = now + timedelta(hours=revision.reading_hours)
    if debrief.state == DebriefState.VOTING:
        debrief.run = latest_run(debrief.loop.organization)
        hours = revision.voting_hours if revision else None
        debrief.vote_by = now + timedelta(hours=hours) if hours else None


def _set_loop(debrief: Debrief) -> None:
    state = LOOP_STATES.get(DebriefState(debrief.state), LoopState.PLANNED)
    if debrief.loop.state == state:
        return
    debrief.loop.state = state
    debrief.loop.save(update_fields=["state"])
    tell_sheets(debrief.loop)
