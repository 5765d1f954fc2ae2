"""Keeps since when somebody has known others' cards of a loop."""

from accounts.models import Membership
from interviews.models import Loop
from scoring.models import PacketOpening


def is_known(actor: Membership, loop: Loop) -> bool:
    """Whether it was kept before. One query."""
    return PacketOpening.objects.filter(loop=loop, member=actor).exists()


def keep_opening(actor: Membership, loop: Loop) -> None:
    """Keeps it; kept by somebody at the same moment, the first one stands."""
    row = PacketOpening(organization_id=loop.organization_id, loop=loop, member=actor)
    PacketOpening.objects.bulk_create([row], ignore_conflicts=True)
