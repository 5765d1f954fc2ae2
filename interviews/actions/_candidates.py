"""Which candidate a form means: one of ours, one with this address, or a new one."""

import uuid

from accounts.models import Membership
from interviews import access
from interviews.actions.create_candidate import candidate_with_email, create_candidate
from interviews.models import Candidate


def candidate_for(actor: Membership, candidate_id: uuid.UUID | None, name: str, email: str) -> Candidate:
    """The candidate with this id, else the one with this address, else a new one; locked for reserving.

    An address that is known means the same person, whatever name was typed: only so are they never asked the
    same question again. 404 for an id that the actor may not see.
    """
    if candidate_id is not None:
        return access.candidate_of(actor, candidate_id, lock=True)
    found = candidate_with_email(actor, email) or create_candidate(actor=actor, name=name, email=email)
    return Candidate.objects.select_for_update(no_key=True).get(pk=found.pk)
