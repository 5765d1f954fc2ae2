"""Who is signed in, and where they belong, in one query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from accounts.models import Membership, Organization, User

_USER = [field.attname for field in User._meta.concrete_fields]
_PLACE = [field.attname for field in Membership._meta.concrete_fields]
_ORGANIZATION = [field.attname for field in Organization._meta.concrete_fields]

# By hand, because every request of every signed-in person asks it: the models take three times as long.
_WHO = """
    SELECT {columns}
    FROM accounts_user person
    LEFT JOIN accounts_membership place ON place.user_id = person.id AND place.left_at IS NULL
    LEFT JOIN accounts_organization organization ON organization.id = place.organization_id
    WHERE person.id = %s
""".replace(
    "{columns}",
    ", ".join(
        [f"person.{name}" for name in _USER]
        + [f"place.{name}" for name in _PLACE]
        + [f"organization.{name}" for name in _ORGANIZATION]
    ),
)


class MemberBackend(AuthenticationBackend):
    """Signs in by email, and brings the person's live memberships along with every request."""

    def get_user(self, user_id: Any) -> User | None:
        """The user of a session, None if they may not sign in; `places` are where they belong just now."""
        with connection.cursor() as cursor:
            cursor.execute(_WHO, [user_id])
            rows = cursor.fetchall()
        if not rows:
            return None
        user = User.from_db("default", _USER, rows[0][: len(_USER)])
        user.places = {}
        for row in rows:
            place = row[len(_USER) :]
            if place[0] is not None:
                _add_place(user, place[: len(_PLACE)], place[len(_PLACE) :])
        return user if self.user_can_authenticate(user) else None


def _add_place(user: User, place: tuple[Any, ...], organization: tuple[Any, ...]) -> None:
    member = Membership.from_db("default", _PLACE, place)
    member.user = user
    member.organization = Organization.from_db("default", _ORGANIZATION, organization)
    user.places[member.organization.slug] = member
