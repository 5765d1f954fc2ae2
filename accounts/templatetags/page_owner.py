"""`{% page_owner user %}`: the signed sign of whose page it is, for signing in again in place."""

from django import template

from accounts.ground.page_owner import sign_owner
from accounts.models import User

register = template.Library()


@register.simple_tag
def page_owner(user: User) -> str:
    """The sign of this user's page."""
    return sign_owner(user.pk)
