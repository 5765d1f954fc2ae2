"""Makes the holder of an invitation a member."""

from django.db import transaction
from django.utils import timezone

from accounts import access
from accounts.ground.audit import record
from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Denied
from accounts.models import Membership, User


@transaction.atomic
def accept_invitation(*, actor: User, token: str) -> Membership:
    """Uses the invitation up; somebody who had left comes back with the invitation's roles.

    `actor` is a user: they are a member only after it. 404 for a link that is not open; refuses a person
    whose address is not the invited one (Denied), since the link may have been passed on.
    """
    invitation = access.open_invitation(token, lock=True)
    if invitation.email.lower() != actor.email.lower():
        raise Denied(f"This invitation is for {invitation.email}; you are signed in as {actor.email}.")
    organization = invitation.organization
    with organization_scope(organization):
        member, _ = Membership.unscoped.update_or_create(
            organization=organization, user=actor, defaults={"roles": invitation.roles, "left_at": None}
        )
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_at"])
        record("accept_invitation", organization=organization, actor=member, on=invitation)
    return member
