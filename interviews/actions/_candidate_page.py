"""What a candidate's own actions have in common. Their actor is the link: who holds its secret acts."""

from accounts.ground.verdict import Conflict
from interviews.enums import LoopState
from interviews.models import CandidateLink, Loop

BY = {"by": "candidate"}  # in the audit trail, since no member did it
CLOSED = "These interviews are over or were called off; nothing can be changed here any more."


def open_loop(actor: CandidateLink) -> Loop:
    """The link's loop, locked; Conflict if the link was withdrawn meanwhile or the loop is closed."""
    loop = Loop.objects.select_for_update(of=("self",)).get(pk=actor.loop_id)
    link = CandidateLink.objects.get(pk=actor.pk)
    if not link.is_open() or loop.state != LoopState.PLANNED:
        raise Conflict(CLOSED)
    return loop
