"""Sets an interviewer's time zone, limits and pause."""

import uuid
from datetime import date

from django.db import transaction

from accounts.access import member_of
from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import rules
from interviews.models import InterviewerProfile
from interviews.timing.zones import is_zone

MOST = 100  # interviews a week; more is a slip of the hand


@transaction.atomic
def set_profile(
    *,
    actor: Membership,
    member_id: uuid.UUID,
    time_zone: str,
    most_a_week: int | None = None,
    most_a_day: int | None = None,
    paused_until: date | None = None,
) -> InterviewerProfile:
    """The member's profile, made if they had none. None takes a limit or the pause away.

    Sessions they sit in stay; proposals take notice from now on. Refuses another's profile to who does not
    plan loops (Denied), an unknown zone and limits out of range (Invalid), a stranger (404).
    """
    member = member_of(actor, member_id)
    rules.may_keep_hours(actor, member).require()
    _check(time_zone, most_a_week, most_a_day)
    profile, _ = InterviewerProfile.objects.select_for_update().get_or_create(
        member=member, defaults={"organization_id": actor.organization_id}
    )
    profile.time_zone, profile.paused_until = time_zone, paused_until
    profile.most_a_week, profile.most_a_day = most_a_week, most_a_day
    profile.save(update_fields=["time_zone", "paused_until", "most_a_week", "most_a_day"])
    data = {
        "member": str(member.pk),
        "zone": time_zone,
        "most": [most_a_week, most_a_day],
        "paused_until": str(paused_until) if paused_until else None,
    }
    record("set_profile", organization=actor.organization, actor=actor, on=profile, data=data)
    return profile


def _check(time_zone: str, most_a_week: int | None, most_a_day: int | None) -> None:
    if not is_zone(time_zone):
        raise Invalid("There is no such time zone.", {"time_zone": "Choose one of the list."})
    for name, value in (("most_a_week", most_a_week), ("most_a_day", most_a_day)):
        if value is not None and not 0 < value <= MOST:
            words = f"A whole number from 1 to {MOST}, or nothing for no limit."
            raise Invalid("This limit makes no sense.", {name: words})
