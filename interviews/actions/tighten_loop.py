"""Holds a loop to a rule again that was given up for it."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change, require_seen
from interviews.actions._changing import require_open
from interviews.models import Loop


@transaction.atomic
def tighten_loop(*, actor: Membership, loop_id: uuid.UUID, place: int, seen: int | None = None) -> Loop:
    """The loop, whose next proposal keeps the rule at this place of `Loop.relaxed` again.

    Refuses who may not change the loop (Denied), a closed loop, a loop that somebody changed since version
    `seen` (Conflict), and a place where no rule is (Invalid).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_change_loop(actor, loop).require()
    require_seen(loop, seen)
    require_open(loop)
    if not 0 <= place < len(loop.relaxed):
        raise Invalid("No such rule was given up here.", {"place": "The place of a rule in `relaxed`."})
    told = f"Holds to a rule again: {loop.relaxed[place]['told']}"
    with loop_change(loop, actor=actor, verb="tighten_loop", told=told):
        loop.relaxed = [row for index, row in enumerate(loop.relaxed) if index != place]
        loop.save(update_fields=["relaxed"])
    record("tighten_loop", organization=actor.organization, actor=actor, on=loop, data={"place": place})
    return loop
