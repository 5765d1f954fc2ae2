"""Which candidate a form means: one of ours, one with this address, or a new one."""

import uuid

from accounts.models import Membership
from interviews import access
from interviews.actions._conflicts import (
    notice_conflicts,
    record_noticed,
    require_no_conflict,
    take_turn,
)
from interviews.actions.create_candidate import candidate_with_email, create_candidate
from interviews.models import Candidate


def candidate_for(actor: Membership, candidate_id: uuid.UUID | None, name: str, email: str) -> Candidate:
    """The candidate with this id, else the one with this address, else a new one; locked for reserving.

    An address that is known means the same person, whatever name was typed: only so are they never asked the
    same question again. 404 for an id that the actor may not see; Conflict for a candidate with whom the
    actor has a conflict of interest, which is looked for here.
    """
    if candidate_id is not None:
        found = access.candidate_of(actor, candidate_id)
    else:
        found = candidate_with_email(actor, email) or create_candidate(actor=actor, name=name, email=email)
    take_turn([found.pk])
    noticed = notice_conflicts(actor, actor.organization, candidates=[found.pk])
    require_no_conflict(actor, found)
    locked = hold_candidate(found.pk)
    record_noticed(actor, actor.organization, noticed)
    return locked


def hold_candidate(candidate_id: uuid.UUID) -> Candidate:
    """The candidate, locked until the transaction ends: nobody else reserves questions for them."""
    return Candidate.objects.select_for_update(no_key=True).get(pk=candidate_id)
