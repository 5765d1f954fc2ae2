"""Says what counts how much when a loop is put together."""

import uuid
from collections.abc import Mapping
from dataclasses import fields

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change, require_seen
from interviews.actions._changing import require_open
from interviews.assembly.shapes import Weights
from interviews.models import Loop

MOST = 10
NAMES = tuple(field.name for field in fields(Weights))


@transaction.atomic
def weigh_loop(
    *, actor: Membership, loop_id: uuid.UUID, weights: Mapping[str, float], seen: int | None = None
) -> Loop:
    """The loop, whose next proposal goes by these weights (0 to 10 each); none at all: by its blueprint's.

    Refuses who may not change the loop (Denied), a closed loop, a loop that somebody changed since version
    `seen` (Conflict), a weight that does not exist or is out of range, and weights that are all 0 (Invalid).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_change_loop(actor, loop).require()
    _check(weights)
    require_seen(loop, seen)
    require_open(loop)
    if loop.weights == dict(weights):
        return loop
    with loop_change(loop, actor=actor, verb="weigh_loop", told="Changed what counts how much"):
        loop.weights = dict(weights)
        loop.save(update_fields=["weights"])
    data = dict(weights)
    record("weigh_loop", organization=actor.organization, actor=actor, on=loop, data=data)
    return loop


def _check(weights: Mapping[str, float]) -> None:
    wrong = {name: "There is no such weight." for name in weights if name not in NAMES}
    wrong |= {
        name: f"From 0 to {MOST}."
        for name, value in weights.items()
        if name in NAMES and not 0 <= value <= MOST
    }
    if wrong:
        raise Invalid("Some weights are not right.", wrong)
    if weights and not any(weights.values()):
        raise Invalid("Something has to count.", {"information": "At least one weight above 0."})
