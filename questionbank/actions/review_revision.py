"""Says of a revision, as a second person, that it is right, or what should change."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._moving import take_step
from questionbank.enums import ReviewVerdict, State
from questionbank.models import Question, QuestionRevision, RevisionReview

LONGEST_COMMENT = 2000


@transaction.atomic
def review_revision(
    *,
    actor: Membership,
    question_id: uuid.UUID,
    number: int,
    verdict: ReviewVerdict | str,
    comment: str = "",
) -> RevisionReview:
    """One review a person and revision: saying the same again changes nothing, another word replaces it.

    Changes wished of a question in review send it back to draft, so that whoever wrote it may go on; a
    question in use stays there. Refuses who may not review or wrote the revision (Denied), a revision that
    is no longer the current one and a question that waits for no review (Conflict), an unknown verdict, and
    a wish without words (Invalid).
    """
    question = access.question_of(actor, question_id, lock=True)
    rules.may_review_at_all(actor).require()
    revision = access.revision_of(actor, question, number)
    rules.may_review(actor, revision).require()
    comment = _check(verdict, comment)
    _require_waiting(question, revision)
    review = RevisionReview.objects.filter(revision=revision, reviewer=actor).first()
    if review and (review.verdict, review.comment) == (verdict, comment):
        return review
    review = review or RevisionReview(
        organization_id=question.organization_id, revision=revision, reviewer=actor
    )
    review.verdict, review.comment = verdict, comment
    review.save()
    data: dict[str, object] = {"revision": number, "verdict": str(verdict)}
    if verdict == ReviewVerdict.CHANGES and question.state == State.IN_REVIEW:
        data |= take_step(question, State.DRAFT) | {"reason": "Changes wished."}
    record("review_revision", organization=actor.organization, actor=actor, on=question, data=data)
    return review


def _check(verdict: str, comment: str) -> str:
    comment = comment.strip()
    if verdict not in ReviewVerdict.values:
        raise Invalid("There is no such verdict.", {"verdict": f"One of: {', '.join(ReviewVerdict.values)}."})
    if verdict == ReviewVerdict.CHANGES and not comment:
        raise Invalid("Say what should change.", {"comment": "Say what should change."})
    if len(comment) > LONGEST_COMMENT:
        raise Invalid("The comment is too long.", {"comment": f"At most {LONGEST_COMMENT} characters."})
    return comment


def _require_waiting(question: Question, revision: QuestionRevision) -> None:
    current = question.current
    if current is None or current.pk != revision.pk:
        newest = f" Revision {current.number} is; read what changed and review that one." if current else ""
        raise Conflict(f"Revision {revision.number} is no longer the current one.{newest}")
    state = State(question.state)
    if state != State.IN_REVIEW and state not in rules.IN_USE:
        raise Conflict(f"This question is {state.label.lower()}: it waits for no review.")
