"""Applies the facts of a session that came with the edits of a card: marks of questions, hints given."""

import uuid

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews.access import session_of
from interviews.actions.give_hint import give_hint
from interviews.actions.mark_question import mark_question
from interviews.models import PlannedQuestion
from scoring.actions.open_scorecard import open_scorecard
from scoring.facts import Fact
from scoring.models import Edit, Scorecard


@transaction.atomic
def tell_fact(actor: Membership, session_id: uuid.UUID, client: uuid.UUID, fact: Fact) -> None:
    """Applies one fact, once per client and sequence.

    Raises Denied, Conflict or Invalid, and then nothing of it is stored. A fact that this client has since
    replaced by a later one is kept and changes nothing. The session is locked before the card, and the card
    before the question: whoever saves a rating holds the card when they reach for the question.
    """
    session_of(actor, session_id, lock=True)
    card = open_scorecard(actor=actor, session_id=session_id)
    if not PlannedQuestion.objects.filter(pk=fact.planned, session_id=session_id).exists():
        raise Invalid("This question is not part of this session.")
    known = (
        Edit.objects.filter(scorecard=card, client=client)
        .order_by()
        .aggregate(
            arrived=Max("sequence", filter=Q(sequence=fact.sequence)),
            latest=Max("sequence", filter=Q(field=fact.name), default=-1),
            seen=Max("version", filter=Q(field=fact.name), default=0),
        )
    )
    if known["arrived"] is not None:
        return
    version = 0
    if fact.sequence > known["latest"]:
        version = _apply(actor, fact, seen=max(fact.base, known["seen"]))
    _keep(card, client, fact, version)


def marks_of(session_id: uuid.UUID, facts: list[Fact]) -> dict[str, int]:
    """How often the mark of each question that these facts name has changed, under the field's name."""
    named = {fact.planned: fact.name for fact in facts if fact.hint is None}
    rows = PlannedQuestion.objects.filter(session_id=session_id, pk__in=named).order_by()
    return {named[pk]: marks for pk, marks in rows.values_list("pk", "marks")}


def _apply(actor: Membership, fact: Fact, *, seen: int) -> int:
    """Does what the fact says; the question's count of marks that its writer knows from now on."""
    at = fact.happened(timezone.now())
    if fact.hint is not None:
        given = fact.value == "given"
        give_hint(actor=actor, planned_id=fact.planned, number=fact.hint, given=given, at=at)
        return 0
    return mark_question(
        actor=actor, planned_id=fact.planned, state=fact.state, reason=fact.reason, at=at, seen=seen
    ).marks


def _keep(card: Scorecard, client: uuid.UUID, fact: Fact, version: int) -> None:
    Edit.objects.create(
        organization_id=card.organization_id,
        scorecard=card,
        client=client,
        sequence=fact.sequence,
        field=fact.name,
        value=fact.value,
        base=fact.base,
        version=version,
    )
