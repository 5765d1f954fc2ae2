"""Writing a decision down with its packet: shared by recording one and by simulating a history of them."""

from datetime import datetime

from django.utils import timezone

from accounts.models import Membership
from interviews.enums import LoopState
from interviews.models import Loop
from questionbank.models import Level
from scoring.models import Decision
from scoring.queries.calibration import latest_run
from scoring.queries.packet import packet_of
from scoring.snapshot import Packet, digest_of


def freeze_decision(
    loop: Loop,
    *,
    decider: Membership,
    outcome: str,
    reasons: str,
    dissent: str = "",
    level: Level | None = None,
    packet: Packet | None = None,
    at: datetime | None = None,
) -> Decision:
    """Writes the decision with the packet (as it stands, unless given) and closes the loop.

    Asks no rule and looks at no state: that is for the callers, inside their transaction.
    """
    content = packet_of(decider, loop) if packet is None else packet
    decision = Decision.objects.create(
        organization_id=loop.organization_id,
        loop=loop,
        outcome=outcome,
        level=level,
        reasons=reasons.strip(),
        dissent=dissent.strip(),
        decided_by=decider,
        run=latest_run(loop.organization),
        snapshot=content,
        digest=digest_of(content),
        created_at=at or timezone.now(),
    )
    Loop.objects.filter(pk=loop.pk).update(state=LoopState.DECIDED)
    return decision
