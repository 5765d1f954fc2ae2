"""Founds an organisation."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction

from accounts.enums import Role
from accounts.ground.audit import record
from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Invalid
from accounts.models import Membership, Organization, User


@transaction.atomic
def create_organization(*, actor: Membership | None, name: str, slug: str, founder: User) -> Organization:
    """Makes the organisation with `founder` as its first administrator.

    `actor` is nobody: only the operator founds organisations, by command. Refuses a slug that is taken or
    is no slug (Invalid).
    """
    try:
        validate_slug(slug)
    except ValidationError:
        raise Invalid(
            f"“{slug}” cannot stand in an address.", {"slug": "Use letters, digits and dashes only."}
        ) from None
    if Organization.objects.filter(slug=slug).exists():
        raise Invalid(f"There is an organisation “{slug}” already.", {"slug": "Choose another one."})
    organization = Organization.objects.create(name=name, slug=slug)
    member = Membership.unscoped.create(organization=organization, user=founder, roles=[Role.ADMIN])
    with organization_scope(organization):
        record("create_organization", organization=organization, actor=actor or member, on=organization)
    return organization
