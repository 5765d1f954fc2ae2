"""Notes that somebody has read others' cards of a loop."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews.models import Loop
from scoring.models import PacketOpening


@transaction.atomic
def note_packet_opening(*, actor: Membership, loop: Loop) -> None:
    """The first time counts: whoever is seated in the loop later hands in a card that is marked as written
    after reading. Called by every door that shows somebody the others' cards. One query, but for the first.
    """
    if PacketOpening.objects.filter(loop=loop, member=actor).exists():
        return
    row = PacketOpening(organization_id=loop.organization_id, loop=loop, member=actor)
    PacketOpening.objects.bulk_create([row], ignore_conflicts=True)
    record(
        "note_packet_opening",
        organization=actor.organization,
        actor=actor,
        on=loop,
        data={"loop": str(loop.pk)},
    )
