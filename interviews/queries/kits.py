"""Reads about kits."""

from django.db.models import Count, QuerySet

from accounts.models import Membership
from interviews.models import Kit, KitQuestion


def kits_of(actor: Membership) -> QuerySet[Kit]:
    """The kits in use, by name, each with `questions`, how many it holds. One query when read."""
    rows = Kit.objects.filter(organization_id=actor.organization_id, retired_at=None)
    return (
        rows.select_related("level", "created_by__user").annotate(questions=Count("lines")).order_by("name")
    )


def kit_lines(kit: Kit) -> list[KitQuestion]:
    """A kit's lines in order, each with its question's current revision and topic. One query."""
    rows = KitQuestion.objects.filter(kit=kit)
    return list(
        rows.select_related("question__current__topic", "question__current__level", "question__measure")
    )
