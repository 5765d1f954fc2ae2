"""Writes a new revision of a question."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.enqueue import enqueue
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, lifecycle, rules
from questionbank.actions._moving import take_step
from questionbank.actions.create_question import check_content, write_revision, write_rubric
from questionbank.content import LONGEST, Content
from questionbank.enums import Meaning, State
from questionbank.models import Question, QuestionMeasure, QuestionRevision
from questionbank.queries.life import facts_of
from questionbank.queries.rubrics import content_of


@transaction.atomic
def revise_question(
    *,
    actor: Membership,
    question_id: uuid.UUID,
    base: int,
    content: Content,
    meaning: Meaning | str,
    note: str = "",
) -> Question:
    """Adds a revision that says `content`; what earlier sessions used stays as it was.

    With the same meaning a question in use stays in use, and the revision waits to be approved. One that is
    not comparable goes back to review, and so does one that lacks what every question in use has.
    `base` is the number of the revision that the person had before their eyes. Refuses (Conflict) when
    somebody saved a newer one since, unless it says exactly this: the same form sent twice makes one
    revision, and one without a change makes none. Refuses who may not revise it (Denied) and wrong content
    (Invalid, by field).
    """
    question = access.question_of(actor, question_id, lock=True)
    rules.may_revise(actor, question).require()
    check_content(actor, content)
    _check_meaning(meaning, note)
    current = question.current
    if current is None:
        raise Conflict("This question has no revision to start from.")
    before = content_of(current, question.kind)
    if before == content:
        return question
    if base != current.number:
        raise Conflict(_newer(current))
    # An unchanged rubric is shared with the revision before: its rows are frozen anyway.
    same_rubric = before.rubric == content.rubric
    rubric = current.rubric if same_rubric else write_rubric(actor, content.rubric)
    number = current.number + 1
    write_revision(
        actor, question, content, rubric=rubric, number=number, meaning=Meaning(meaning), note=note
    )
    if meaning == Meaning.NOT_COMPARABLE:  # what was measured until now was another question
        QuestionMeasure.objects.filter(question=question).delete()
    data: dict[str, object] = {"number": number, "meaning": str(meaning)}
    data |= _kinds(before.kind, content.kind)
    data |= _back_to_review(actor, question, Meaning(meaning))
    enqueue("questionbank.compare_question", question_id=question.pk, organization_id=actor.organization_id)
    record("revise_question", organization=actor.organization, actor=actor, on=question, data=data)
    return question


def _back_to_review(actor: Membership, question: Question, meaning: Meaning) -> dict[str, str]:
    """Takes it out of use if it must not be asked as it now stands; what the audit says of that."""
    if question.state not in rules.IN_USE:
        return {}
    gates = lifecycle.AGAIN if meaning == Meaning.NOT_COMPARABLE else lifecycle.READY
    missing = lifecycle.missing(gates, facts_of(actor, question))
    if not missing:
        return {}
    return take_step(question, State.IN_REVIEW) | {
        "reason": f"The new revision still needs: {'; '.join(missing)}."
    }


def _kinds(before: str, after: str) -> dict[str, list[str]]:
    """The kind is the question's, not the revision's, so that it changed is told here alone."""
    return {"kind": [before, after]} if before != after else {}


def _check_meaning(meaning: str, note: str) -> None:
    if meaning not in (Meaning.SAME, Meaning.NOT_COMPARABLE):
        raise Invalid(
            "Say whether the question still means the same.",
            {"meaning": "Choose “same meaning” or “not comparable”."},
        )
    if len(note) > LONGEST["note"]:
        raise Invalid("The note is too long.", {"note": f"At most {LONGEST['note']} characters."})


def _newer(current: QuestionRevision) -> str:
    who = str(current.written_by) if current.written_by else "Somebody"
    return (
        f"{who} saved revision {current.number} while you were writing. Nothing of yours is lost: "
        "compare it with theirs, take over what you want to keep of it, and save again."
    )
