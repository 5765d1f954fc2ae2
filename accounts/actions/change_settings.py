"""Changes what holds for the whole organisation."""

from django.db import transaction

from accounts import rules
from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership, Organization


@transaction.atomic
def change_settings(*, actor: Membership, name: str, show_adjusted: bool) -> Organization:
    """Saves name and whether packets show adjusted scores beside the raw ones.

    Refuses anyone but administrators (Denied) and an empty name (Invalid).
    """
    rules.may_change_settings(actor).require()
    name = name.strip()
    if not name:
        raise Invalid("An organisation needs a name.", {"name": "Say what it is called."})
    organization = Organization.objects.select_for_update().get(pk=actor.organization_id)
    before = {"name": organization.name, "show_adjusted": organization.show_adjusted}
    organization.name, organization.show_adjusted = name, show_adjusted
    organization.save(update_fields=["name", "show_adjusted"])
    record(
        "change_settings",
        organization=organization,
        actor=actor,
        on=organization,
        data={"before": before, "after": {"name": name, "show_adjusted": show_adjusted}},
    )
    return organization
