"""A step of a question's life: checked against the one table, taken, and ready to be recorded."""

from datetime import date

from django.utils import timezone

from accounts.ground.verdict import Conflict, Invalid
from questionbank import lifecycle, rules
from questionbank.enums import State
from questionbank.models import Question
from questionbank.queries.life import facts_of
from questionbank.rules import Actor

LONGEST_REASON = 1000


def check_step(actor: Actor, question: Question, after: State, reason: str) -> str:
    """The reason, trimmed. The question is locked by the caller.

    Refuses who may not (Denied), a step that does not exist from here or whose gates are shut (Conflict),
    and a missing or too long reason (Invalid).
    """
    rules.may_place(actor, question, after).require()
    before = State(question.state)
    step = lifecycle.STEPS[before].get(after)
    if step is None:
        ways = ", ".join(str(state.label).lower() for state in lifecycle.STEPS[before])
        raise Conflict(f"A question that is {before.label.lower()} can only become: {ways}.")
    reason = reason.strip()
    if step.needs_reason and not reason:
        raise Invalid(f"Say why it becomes {after.label.lower()}.", {"reason": "A reason is needed."})
    if len(reason) > LONGEST_REASON:
        raise Invalid("The reason is too long.", {"reason": f"At most {LONGEST_REASON} characters."})
    if step.gates and (missing := lifecycle.missing(step.gates, facts_of(actor, question))):
        raise Conflict(f"It cannot become {after.label.lower()} yet. It still needs: {'; '.join(missing)}.")
    return reason


def take_step(question: Question, after: State, *, until: date | None = None) -> dict[str, str]:
    """Puts the question there; returns what the audit says of it. `until` ends a rest."""
    before, question.state = question.state, after
    question.resting_until = until if after == State.RESTING else None
    if after == State.LIVE:
        question.live_since = timezone.now()
    question.save(update_fields=["state", "resting_until", "live_since"])
    return {"before": before, "after": after}
