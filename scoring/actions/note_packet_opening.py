"""Notes that somebody has read others' cards of a loop."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews.models import Loop
from scoring.actions._openings import is_known, keep_opening
from scoring.enums import CardState
from scoring.visibility import readable_cards


@transaction.atomic(savepoint=False)  # it fails in no way that who shows the cards could go on after
def note_packet_opening(*, actor: Membership, loop: Loop) -> None:
    """Called by every door that shows somebody a loop's cards. The first time counts, and only if somebody
    else's was among them: whoever is seated there later hands in a card that is marked as written after
    reading, and not counted. One query, but for the first time.
    """
    if is_known(actor, loop):
        return
    others = readable_cards(actor, loop).filter(state=CardState.SUBMITTED).exclude(seat__member=actor)
    if not others.exists():
        return
    keep_opening(actor, loop)
    told = {"loop": str(loop.pk)}
    record("note_packet_opening", organization=actor.organization, actor=actor, on=loop, data=told)
