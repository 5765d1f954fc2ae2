"""Where the bank's criteria are used by interviews."""

import uuid

from django.db.models import Count

from interviews.models import Blueprint


def blueprints_by_criterion() -> dict[uuid.UUID, int]:
    """How many blueprints in use rate each criterion in some stage, by its id. One query."""
    rows = Blueprint.objects.filter(retired_at=None, current__stages__criteria__isnull=False).order_by()
    return dict(rows.values_list("current__stages__criteria").annotate(Count("pk", distinct=True)))
