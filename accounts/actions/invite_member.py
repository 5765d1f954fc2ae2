"""Invites someone into the organisation."""

import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts import rules
from accounts.actions.change_roles import check_roles
from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Invitation, Membership


@dataclass(frozen=True)
class Invited:
    """The invitation, and the secret of its link, which is nowhere else and never again."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite_member(*, actor: Membership, email: str, roles: list[str]) -> Invited:
    """Makes a link that is good once, for two weeks. A new one for the same address ends the older ones.

    Refuses anyone but administrators (Denied); a bad address, an unknown role, a member (Invalid).
    """
    rules.may_manage_people(actor).require()
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid("This is no email address.", {"email": " ".join(error.messages)}) from None
    roles = check_roles(roles)
    organization = actor.organization
    here = Membership.objects.filter(organization=organization, left_at=None, user__email__iexact=email)
    if here.exists():
        raise Invalid("They are a member already.", {"email": "Change their roles on the list instead."})
    older = Invitation.objects.filter(organization=organization, email__iexact=email, accepted_at=None)
    older.update(withdrawn_at=timezone.now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organization=organization,
        email=email,
        roles=roles,
        token_hash=Invitation.hash_token(token),
        invited_by=actor,
        expires_at=Invitation.default_expiry(),
    )
    record(
        "invite_member",
        organization=organization,
        actor=actor,
        on=invitation,
        data={"email": email, "roles": roles},
    )
    return Invited(invitation, token)
