"""The lock that loops of one opening take before they choose questions, where none may have another's."""

import uuid
from collections.abc import Collection

from interviews.models import BlueprintRevision, Loop, Opening


def hold_opening(opening_id: uuid.UUID, revision: BlueprintRevision) -> None:
    """Until the transaction ends nobody else reserves questions for this opening's loops.

    Only where the blueprint says that its open loops share no question: else they need not wait for each
    other. Always after the locks of the loop and of the candidate: the order of all who reserve.
    """
    if revision.reserve_across:
        Opening.objects.select_for_update(no_key=True).get(pk=opening_id)


def hold_openings_of(loop_ids: Collection[uuid.UUID]) -> None:
    """The same for the openings of loops that exist, in a fixed order."""
    loops = Loop.objects.filter(pk__in=loop_ids, blueprint_revision__reserve_across=True)
    rows = Opening.objects.filter(pk__in=loops.values("application__opening")).order_by("pk")
    list(rows.select_for_update(no_key=True))
