"""Gives up, or loosens, one rule for a loop."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change, require_seen
from interviews.actions._changing import require_open
from interviews.models import Loop
from interviews.queries.relaxations import KINDS, as_relaxation, as_row, same_rule

LONGEST = 200


@transaction.atomic
def relax_loop(
    *, actor: Membership, loop_id: uuid.UUID, relaxation: Mapping[str, Any], seen: int | None = None
) -> Loop:
    """The loop, whose next proposal may set this rule aside; the same rule loosened before is loosened anew.

    `relaxation` has the fields of assembly.Relaxation. Refuses who may not change the loop (Denied), a closed
    loop, a loop that somebody changed since version `seen` (Conflict), and what is no relaxation (Invalid).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_change_loop(actor, loop).require()
    row = _checked(relaxation)
    require_seen(loop, seen)
    require_open(loop)
    told = f"Gave a rule up: {row['told']}"
    with loop_change(loop, actor=actor, verb="relax_loop", told=told):
        loop.relaxed = [*(kept for kept in loop.relaxed if not same_rule(kept, row)), row]
        loop.save(update_fields=["relaxed"])
    record("relax_loop", organization=actor.organization, actor=actor, on=loop, data={"kind": row["kind"]})
    return loop


def _checked(relaxation: Mapping[str, Any]) -> dict[str, Any]:
    try:
        row = as_row(as_relaxation(relaxation))
    except (KeyError, TypeError, ValueError, AttributeError):
        row = {}
    numbers = (row.get("session"), row.get("to"))
    sound = all(number is None or isinstance(number, int | float) for number in numbers)
    if row.get("kind") not in KINDS or not isinstance(row.get("told"), str) or not sound:
        raise Invalid("This is no rule of a loop.", {"relaxation": f"A kind out of {', '.join(KINDS)}."})
    row["told"] = row["told"][:LONGEST]
    return row
