"""A candidate asks for what they need to take part well."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from interviews.actions._candidate_page import BY, CLOSED, open_loop
from interviews.models import Accommodation, CandidateLink

LONGEST = 2_000  # characters
MOST = 20


@transaction.atomic
def ask_accommodation(*, actor: CandidateLink, text: str) -> Accommodation:
    """What the candidate asks for; coordinators and administrators alone read it.

    The same text again makes no second one. Refuses an empty or too long text (Invalid), a flood, and a
    closed loop or link (Conflict). The audit trail says that something was asked for, not what.
    """
    loop = open_loop(actor)
    candidate = loop.candidate
    if candidate is None:  # the database keeps planned loops from it
        raise Conflict(CLOSED)
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        problem = f"Say what you need, in up to {LONGEST:,} characters."
        raise Invalid(problem, {"text": problem})
    rows = Accommodation.objects.filter(candidate=candidate)
    there = rows.filter(text=text, seen_at=None).first()
    if there is not None:
        return there
    if rows.count() >= MOST:
        raise Conflict(
            "You have asked for many things already. Please write to the people you are in touch with."
        )
    row = Accommodation.objects.create(organization_id=loop.organization_id, candidate=candidate, text=text)
    record("ask_accommodation", organization=actor.organization, actor=None, on=row, data=BY)
    return row
