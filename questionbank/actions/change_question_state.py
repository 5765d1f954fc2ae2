"""Moves a question along its life."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.enums import State
from questionbank.models import Question, QuestionRevision


@transaction.atomic
def change_question_state(
    *, actor: Membership, question_id: uuid.UUID, state: State | str, reason: str = ""
) -> Question:
    """Puts the question into `state`; nothing happens if it is there already.

    Refuses who may not (Denied), an unknown state or a missing reason for leaked and retired (Invalid), a
    step that does not exist from here, and a use without level, topic and minutes (Conflict).
    """
    question = access.question_of(actor, question_id, lock=True)
    if state not in State.values:
        raise Invalid("There is no such state.", {"state": f"One of: {', '.join(State.values)}."})
    wanted, before = State(state), State(question.state)
    rules.may_place(actor, question, wanted).require()
    if wanted == before:
        return question
    if wanted not in rules.STEPS[before]:
        ways = ", ".join(str(step.label).lower() for step in rules.STEPS[before])
        raise Conflict(f"A question that is {before.label.lower()} can only become: {ways}.")
    reason = reason.strip()
    if wanted in rules.NEED_REASON and not reason:
        raise Invalid(f"Say why it becomes {wanted.label.lower()}.", {"reason": "A reason is needed."})
    if wanted in rules.IN_USE and (missing := missing_for_use(question.current)):
        raise Conflict(f"Not ready to be asked: {', '.join(missing)} missing. Edit the question first.")
    question.state = wanted
    question.save(update_fields=["state"])
    record(
        "change_question_state",
        organization=actor.organization,
        actor=actor,
        on=question,
        data={"before": before, "after": wanted, "reason": reason[:1000]},
    )
    return question


def missing_for_use(revision: QuestionRevision | None) -> list[str]:
    """What a question still needs before a candidate can be asked it, in words."""
    needs = {"topic_id": "topic", "level_id": "level", "minutes": "minutes"}
    return [word for field, word in needs.items() if not getattr(revision, field, None)]
