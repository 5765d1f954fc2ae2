"""Says what two questions of the bank that are alike are to each other."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._moving import check_step, take_step
from questionbank.enums import PairDecision, State
from questionbank.models import DuplicatePair, Question


@transaction.atomic
def decide_pair(
    *,
    actor: Membership,
    pair_id: uuid.UUID,
    decision: str,
    keep_id: uuid.UUID | None = None,
    reason: str = "",
) -> DuplicatePair:
    """Keeps the decision; nothing happens if it is this already.

    "same" keeps the question `keep_id` and retires the other, for `reason`; what the other was asked for,
    its sources and its revisions stay, and the pair says what it was merged into. "variant" leaves both,
    and no loop should ask both. "different": the pair is never shown again. Refuses all but curators
    (Denied), what is no decision or names neither question (Invalid), and a pair that somebody decided
    otherwise (Conflict; reopen_pair takes a decision back).
    """
    rules.may_curate(actor).require()
    seen = access.pair_of(actor, pair_id)
    # The questions first and in their order, as everybody takes them; then the pair.
    first = access.question_of(actor, seen.first_id, lock=True)
    second = access.question_of(actor, seen.second_id, lock=True)
    pair = access.pair_of(actor, pair_id, lock=True)
    _check(decision)
    if pair.decision == decision:
        return pair
    if pair.decision != PairDecision.OPEN:
        who = str(pair.decided_by) if pair.decided_by else "Somebody"
        said = pair.get_decision_display().lower()
        raise Conflict(f"{who} decided “{said}” meanwhile. Take that back first if you see it otherwise.")
    data: dict[str, object] = {"decision": decision, "first": str(first.pk), "second": str(second.pk)}
    if decision == PairDecision.SAME:
        data |= _merge(actor, first, second, keep_id, reason)
    pair.decision, pair.decided_by, pair.decided_at = PairDecision(decision), actor, timezone.now()
    pair.save(update_fields=["decision", "decided_by", "decided_at"])
    record("decide_pair", organization=pair.organization, actor=actor, on=pair, data=data)
    return pair


def _check(decision: str) -> None:
    allowed = [value for value in PairDecision.values if value != PairDecision.OPEN]
    if decision not in allowed:
        raise Invalid("There is no such decision.", {"decision": f"One of: {', '.join(allowed)}."})


def _merge(
    actor: Membership, first: Question, second: Question, keep_id: uuid.UUID | None, reason: str
) -> dict[str, object]:
    if keep_id not in (first.pk, second.pk):
        raise Invalid("Say which of the two stays.", {"keep": "One of the two questions."})
    kept, other = (first, second) if keep_id == first.pk else (second, first)
    if kept.state in (State.RETIRED, State.LEAKED):
        raise Conflict(f"The one to keep is {kept.get_state_display().lower()}. Keep the other one.")
    if other.state == State.RETIRED:
        return {"kept": str(kept.pk)}
    reason = reason.strip() or f"The same question as “{_short(kept)}”."
    reason = check_step(actor, other, State.RETIRED, reason)
    step = take_step(other, State.RETIRED)
    return {"kept": str(kept.pk), "retired": str(other.pk), "before": step["before"], "reason": reason}


def _short(question: Question) -> str:
    return str(question)[:200]
