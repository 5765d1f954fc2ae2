"""Says where a colleague worked before, and who brought them."""

import uuid
from collections.abc import Iterable

from django.db import transaction

from accounts.access import member_of
from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import rules
from interviews.actions._conflicts import notice_conflicts, record_noticed
from interviews.actions._teams import check_team, check_teams
from interviews.models import InterviewerProfile


@transaction.atomic
def change_background(
    *,
    actor: Membership,
    former_teams: Iterable[str],
    team: str = "",
    referred_by_id: uuid.UUID | None = None,
    member_id: uuid.UUID | None = None,
) -> InterviewerProfile:
    """The profile with the team they work in, former teams and the colleague who brought them; conflicts of
    interest that follow are written down, and seats are lost by them.

    Of oneself, or, with `member_id`, of a colleague by a coordinator. Refuses others (Denied), too many or
    too long names, and oneself as who brought one (Invalid), strangers (404).
    """
    member = actor if member_id is None else member_of(actor, member_id)
    rules.may_change_background(actor, member).require()
    values = {"team": check_team(team), "former_teams": check_teams(former_teams)}
    brought_by = member_of(actor, referred_by_id) if referred_by_id else None
    if brought_by is not None and brought_by.pk == member.pk:
        problem = "Nobody brings themselves: choose a colleague, or nobody."
        raise Invalid(problem, {"referred_by": problem})
    profile, _ = InterviewerProfile.objects.update_or_create(
        member=member,
        defaults=values | {"referred_by": brought_by},
        create_defaults=values | {"organization_id": actor.organization_id, "referred_by": brought_by},
    )
    noticed = notice_conflicts(actor, actor.organization, members=[member.pk])
    record_noticed(actor, actor.organization, noticed)
    data = {"member": str(member.pk), "teams": len(values["former_teams"]), "brought": brought_by is not None}
    record("change_background", organization=actor.organization, actor=actor, on=profile, data=data)
    return profile
