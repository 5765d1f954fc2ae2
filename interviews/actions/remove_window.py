"""A candidate takes an offered time back."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from interviews.actions._candidate_page import BY, open_loop
from interviews.models import CandidateLink, Loop, OfferedWindow


@transaction.atomic
def remove_window(*, actor: CandidateLink, window_id: uuid.UUID) -> Loop:
    """The loop without this window of the link's candidate; one that is gone already changes nothing.

    Sessions that were placed in it stay where they are. Refuses a closed loop or link (Conflict).
    """
    loop = open_loop(actor)
    gone, _ = OfferedWindow.objects.filter(loop=loop, pk=window_id).delete()
    if gone:
        record("remove_window", organization=actor.organization, actor=None, on=loop, data=BY)
    return loop
