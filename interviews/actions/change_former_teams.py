"""Says in which teams a candidate was before."""

import uuid
from collections.abc import Iterable

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._conflicts import notice_conflicts, record_noticed
from interviews.actions._teams import check_teams
from interviews.models import Candidate, CandidatePerson


@transaction.atomic
def change_former_teams(
    *, actor: Membership, candidate_id: uuid.UUID, former_teams: Iterable[str]
) -> Candidate:
    """The candidate with these former teams; conflicts of interest that follow are written down, and seats
    are lost by them. What was found before stays until somebody lifts it.

    Refuses who may not plan (Denied), too many or too long names (Invalid), and a candidate that the actor
    may not see (404).
    """
    rules.may_plan(actor).require()
    candidate = access.candidate_of(actor, candidate_id)
    teams = check_teams(former_teams)
    CandidatePerson.objects.filter(candidate=candidate).update(former_teams=teams)
    noticed = notice_conflicts(actor, actor.organization, candidates=[candidate.pk])
    record_noticed(actor, actor.organization, noticed)
    data = {"teams": len(teams), "found": len(noticed.conflicts)}
    record("change_former_teams", organization=actor.organization, actor=actor, on=candidate, data=data)
    return candidate
