"""Writes a new revision of a question."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions.create_question import check_content, write_revision, write_rubric
from questionbank.content import LONGEST, Content
from questionbank.enums import Meaning
from questionbank.models import Question, QuestionMeasure, QuestionRevision
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
    record(
        "revise_question",
        organization=actor.organization,
        actor=actor,
        on=question,
        data={"number": number, "meaning": str(meaning)} | _kinds(before.kind, content.kind),
    )
    return question


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
