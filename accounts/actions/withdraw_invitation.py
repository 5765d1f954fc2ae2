"""Takes an invitation back."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts import access, rules
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Invitation, Membership


@transaction.atomic
def withdraw_invitation(*, actor: Membership, invitation_id: uuid.UUID) -> Invitation:
    """Its link opens nothing from now on.

    Refuses anyone but administrators (Denied) and an invitation that is not open (Conflict).
    """
    rules.may_manage_people(actor).require()
    invitation = access.invitation_of(actor, invitation_id, lock=True)
    if not invitation.is_open():
        raise Conflict("This invitation is not open any more.")
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record("withdraw_invitation", organization=actor.organization, actor=actor, on=invitation)
    return invitation
