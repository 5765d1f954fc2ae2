"""Changes what a member may do."""

import uuid

from django.db import transaction

from accounts import access, rules
from accounts.enums import Role
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership, Organization


def check_roles(roles: list[str]) -> list[str]:
    """The roles in the enum's order; raises Invalid for an unknown one."""
    unknown = sorted(set(roles) - set(Role.values))
    if unknown:
        raise Invalid("There is no such role.", {"roles": f"Unknown: {', '.join(unknown)}."})
    return [role for role in Role.values if role in roles]


def keep_an_administrator(organization: Organization, *, without: Membership) -> None:
    """Raises Conflict if nobody else could manage people. Locks them all, so two cannot go at once."""
    rows = Membership.objects.select_for_update().filter(
        organization=organization, left_at=None, roles__contains=[Role.ADMIN]
    )
    if not [row for row in rows.order_by("pk") if row.pk != without.pk]:
        raise Conflict("This is the last administrator. Make somebody else one first.")


@transaction.atomic
def change_roles(*, actor: Membership, member_id: uuid.UUID, roles: list[str]) -> Membership:
    """Gives a member exactly these roles.

    Refuses anyone but administrators (Denied), an unknown role (Invalid), and to leave no administrator
    (Conflict).
    """
    rules.may_manage_people(actor).require()
    roles = check_roles(roles)
    if Role.ADMIN not in roles:
        keep_an_administrator(actor.organization, without=access.member_of(actor, member_id))
    member = access.member_of(actor, member_id, lock=True)
    before = member.roles
    member.roles = roles
    member.save(update_fields=["roles"])
    record(
        "change_roles",
        organization=actor.organization,
        actor=actor,
        on=member,
        data={"before": before, "after": roles},
    )
    return member
