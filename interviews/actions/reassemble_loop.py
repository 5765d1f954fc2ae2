"""Puts a loop together anew: what is pinned and what has begun stays, the rest is chosen again."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change, require_seen
from interviews.actions._changing import locked_candidate, require_open
from interviews.actions._swapping import take_out
from interviews.actions._writing import planned_question, require_none_leaked, reserve
from interviews.assembly import BankQuestion
from interviews.enums import PlannedState, SessionState
from interviews.models import Loop, PlannedQuestion, Session
from interviews.queries.bank import replan, request_of
from interviews.queries.proposals import Proposal, Wanted, proposal_of, unseal

STALE = "The bank has changed since this was proposed. Nothing was done: ask for a new proposal."


@transaction.atomic
def reassemble_loop(
    *, actor: Membership, loop_id: uuid.UUID, proposal: str = "", seen: int | None = None
) -> Loop:
    """The loop with the questions of a sealed proposal, or, without one, of a new assembly.

    Sessions that have begun and pinned questions stay as they are; what goes is released, what comes is
    reserved. Refuses who may not change the loop (Denied), a closed loop, a loop that somebody changed since
    version `seen`, a proposal that is too old or that the bank can no longer fill (Conflict).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_change_loop(actor, loop).require()
    require_seen(loop, seen)
    require_open(loop)
    plan = unseal(loop, proposal) if proposal else proposal_of(replan(loop))
    candidate = locked_candidate(actor, loop)
    bank = _usable(loop)
    with loop_change(loop, actor=actor, verb="reassemble_loop", told="Put the loop together anew"):
        new = _Writing(loop, plan, bank).write()
        require_none_leaked(new)
        if candidate is not None:
            by_revision = {row.revision: row.question for row in bank.values()}
            reserve(candidate, [(row, by_revision[row.revision_id]) for row in new])
        loop.gaps, loop.status = list(plan.gaps), plan.status
        loop.value, loop.bound = plan.value, plan.bound
        loop.save(update_fields=["gaps", "status", "value", "bound"])
    data = {"status": plan.status, "new": len(new), "gaps": len(plan.gaps)}
    record("reassemble_loop", organization=actor.organization, actor=actor, on=loop, data=data)
    return loop


def _usable(loop: Loop) -> Mapping[str, BankQuestion]:
    """The questions that the loop might take, by id: not met, not banned, not reserved by another loop."""
    request, _ = request_of(loop)
    shut = request.forbidden | request.bans | request.reserved
    return {str(row.question): row for row in request.bank if row.question not in shut}


class _Writing:
    """The steps from the questions that stand to those of the plan. Sessions not waiting are not touched."""

    def __init__(self, loop: Loop, plan: Proposal, bank: Mapping[str, BankQuestion]) -> None:
        self.plan, self.bank = plan, bank
        waiting = Session.objects.filter(loop=loop, state=SessionState.SCHEDULED)
        self.sessions = {session.position: session for session in waiting}
        rows = PlannedQuestion.objects.filter(session__in=self.sessions.values())
        rows = rows.exclude(state=PlannedState.REPLACED).select_related("revision", "session")
        self.there = {str(row.revision.question_id): row for row in rows}

    def write(self) -> list[PlannedQuestion]:
        """The questions that are new in the loop."""
        wanted = [row for row in self.plan.wanted if row.session in self.sessions]
        kept = {row.question for row in wanted}
        for question, planned in self.there.items():
            if question not in kept:
                take_out(planned, "Put together anew.")
        places = dict.fromkeys(self.sessions, 0)
        new: list[PlannedQuestion] = []
        stay: list[PlannedQuestion] = []
        for row in wanted:
            (stay if row.question in self.there else new).append(self._placed(row, places[row.session]))
            places[row.session] += 1
        PlannedQuestion.objects.bulk_update(stay, ["session", "position"])
        return PlannedQuestion.objects.bulk_create(new)

    def _placed(self, wanted: Wanted, place: int) -> PlannedQuestion:
        session = self.sessions[wanted.session]
        row = self.there.get(wanted.question)
        if row is not None:
            row.session, row.position = session, place
            return row
        if wanted.question not in self.bank:
            raise Conflict(STALE)
        return planned_question(session, self.bank[wanted.question], place, wanted.why)
