"""Takes back what was said of two questions that are alike."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import AuditEvent, Membership
from questionbank import access, rules
from questionbank.actions._moving import take_step
from questionbank.enums import PairDecision, State
from questionbank.models import DuplicatePair, Question


@transaction.atomic
def reopen_pair(*, actor: Membership, pair_id: uuid.UUID) -> DuplicatePair:
    """The pair is open again; nothing happens if it is.

    A question that was retired by the merge stands where it stood before, unless it was moved since. Refuses
    all but curators (Denied).
    """
    rules.may_curate(actor).require()
    seen = access.pair_of(actor, pair_id)
    questions = [access.question_of(actor, pk, lock=True) for pk in (seen.first_id, seen.second_id)]
    pair = access.pair_of(actor, pair_id, lock=True)
    if pair.decision == PairDecision.OPEN:
        return pair
    data: dict[str, object] = {"decision": pair.decision}
    if pair.decision == PairDecision.SAME:
        data |= _bring_back(pair, questions)
    pair.decision, pair.decided_by, pair.decided_at = PairDecision.OPEN, None, None
    pair.save(update_fields=["decision", "decided_by", "decided_at"])
    record("reopen_pair", organization=pair.organization, actor=actor, on=pair, data=data)
    return pair


def _bring_back(pair: DuplicatePair, questions: list[Question]) -> dict[str, object]:
    trail = AuditEvent.objects.filter(
        organization_id=pair.organization_id, subject_id=str(pair.pk), verb="decide_pair"
    )
    event = trail.order_by("-sequence").first()
    retired = event.data.get("retired") if event else None
    for question in questions:
        if event and str(question.pk) == retired and question.state == State.RETIRED:
            take_step(question, State(event.data["before"]))
            return {"brought_back": retired, "after": event.data["before"]}
    return {}
