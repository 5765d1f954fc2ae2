"""Reads about organisations and members."""

from django.db.models import QuerySet

from accounts.models import Membership, Organization, User


def organizations_of(user: User) -> list[Organization]:
    """The organisations that this person belongs to, by name. One query."""
    return list(
        Organization.objects.filter(memberships__user=user, memberships__left_at=None).order_by(
            "name", "slug"
        )
    )


def members_query(organization: Organization) -> QuerySet[Membership]:
    """Everybody who belongs, by name, with their user."""
    rows = Membership.objects.filter(organization=organization, left_at=None)
    return rows.select_related("user").order_by("user__name", "user__email")


def members_of(organization: Organization) -> list[Membership]:
    """The same as a list. One query."""
    return list(members_query(organization))
