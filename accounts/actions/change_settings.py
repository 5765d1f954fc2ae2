"""Changes what holds for the whole organisation."""

from typing import Any

from django.db import transaction

from accounts import rules
from accounts.enums import NameOpens
from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership, Organization


@transaction.atomic
def change_settings(
    *,
    actor: Membership,
    name: str,
    show_adjusted: bool,
    name_opens: str = NameOpens.RELEASE,
    veto: bool = False,
) -> Organization:
    """Saves the name, whether packets show adjusted scores beside the raw ones, from when on they show the
    candidate's name, and whether a debrief's facilitator may forbid a hire.

    Refuses anyone but administrators (Denied), an empty name and an unknown moment (Invalid).
    """
    rules.may_change_settings(actor).require()
    name = name.strip()
    if not name:
        raise Invalid("An organisation needs a name.", {"name": "Say what it is called."})
    if name_opens not in NameOpens.values:
        raise Invalid("There is no such moment.", {"name_opens": "Choose when packets show names."})
    organization = Organization.objects.select_for_update().get(pk=actor.organization_id)
    after: dict[str, Any] = {
        "name": name,
        "show_adjusted": show_adjusted,
        "name_opens": str(name_opens),
        "veto": veto,
    }
    before = {field: getattr(organization, field) for field in after}
    for field, value in after.items():
        setattr(organization, field, value)
    organization.save(update_fields=list(after))
    data = {"before": before, "after": after}
    record("change_settings", organization=organization, actor=actor, on=organization, data=data)
    return organization
