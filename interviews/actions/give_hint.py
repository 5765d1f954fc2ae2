"""Says that the candidate was given a hint, or takes that back."""

import uuid
from datetime import datetime

from django.db import transaction

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._happened import happened_at, require_running
from interviews.models import HintGiven, PlannedQuestion, Seat


@transaction.atomic
def give_hint(
    *,
    actor: Membership,
    planned_id: uuid.UUID,
    number: int,
    given: bool = True,
    at: datetime | None = None,
    paper: Seat | None = None,
) -> PlannedQuestion:
    """Keeps who gave the question's hint `number`, 1 for the first, and when; `given=False` takes it back.

    `at`: when it happened, if not now; kept within the session. `paper`: as in `mark_question`. Giving it
    twice, whoever does, and taking back what was not given change nothing. Refuses who does not sit in the
    session, and shadows (Denied), a number that the question has no hint for (Invalid), a session that has
    not begun or is closed, and to take back what somebody else gave (Conflict): they alone know that they
    did not.
    """
    planned = access.planned_of(actor, planned_id, lock=True)
    rules.may_mark(paper or access.own_seat(actor, planned.session)).require()
    if not 1 <= number <= len(planned.revision.hints):
        problem = f"This question has {len(planned.revision.hints)} hints; there is no hint {number}."
        raise Invalid(problem, {"number": problem})
    require_running(planned.session)
    there = HintGiven.objects.select_related("given_by__user").filter(planned=planned, number=number).first()
    if given == (there is not None):
        return planned
    if there is None:
        HintGiven.objects.create(
            organization_id=planned.organization_id,
            planned=planned,
            number=number,
            given_by=actor,
            given_at=happened_at(planned.session, at),
        )
    elif there.given_by_id != actor.pk:
        raise Conflict(f"{there.given_by} gave this hint. Only who gave it takes it back.")
    else:
        there.delete()
    announce(f"session:{planned.session_id}")
    data = {"number": number, "given": given}
    record("give_hint", organization=actor.organization, actor=actor, on=planned, data=data)
    return planned
