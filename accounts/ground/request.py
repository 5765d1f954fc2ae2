"""Requests as our views know them."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from accounts.models import Membership, Organization, User


class MemberRequest(HttpRequest):
    """A signed-in member's request below /o/<org>/: the middleware has set both and opened the scope."""

    user: "User"
    organization: "Organization"
    member: "Membership"
    htmx: "HtmxDetails"
