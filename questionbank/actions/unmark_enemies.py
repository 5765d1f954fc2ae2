"""Takes back that one of two questions gives the other away."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from questionbank import access
from questionbank.actions.mark_enemies import LONGEST_REASON
from questionbank.models import EnemyPair


@transaction.atomic
def unmark_enemies(*, actor: Membership, pair_id: uuid.UUID, reason: str = "") -> EnemyPair:
    """The pair as it was; from now on a loop may ask both again, unless they are alike.

    Refuses all but curators (Denied), and a pair that is not ours or was taken back already (404).
    """
    pair = access.enemies_of(actor, pair_id, lock=True)
    data = {
        "first": str(pair.first_id),
        "second": str(pair.second_id),
        "was": pair.reason,
        "reason": reason.strip()[:LONGEST_REASON],
    }
    record("unmark_enemies", organization=pair.organization, actor=actor, on=pair, data=data)
    pair.delete()
    return pair
