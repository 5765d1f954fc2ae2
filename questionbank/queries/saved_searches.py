"""Searches that members keep."""

from django.db.models import Q

from accounts.models import Membership
from questionbank.models import SavedSearch


def saved_searches(member: Membership) -> list[SavedSearch]:
    """The member's own, and what others share, by name; with whose they are. One query."""
    rows = SavedSearch.objects.filter(Q(owner=member) | Q(is_shared=True)).select_related("owner__user")
    return list(rows.order_by("name", "id"))
