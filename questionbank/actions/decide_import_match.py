"""Says what an imported item and a question of the bank that it resembles are to each other."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._import_items import close_if_done, require_open, require_pending
from questionbank.enums import ItemState, PairDecision
from questionbank.models import ImportItem, ImportMatch


@transaction.atomic
def decide_import_match(*, actor: Membership, match_id: uuid.UUID, decision: str) -> ImportMatch:
    """Keeps the decision; nothing happens if it is this already.

    "same" makes the item one more source of the question that is there, and no question of its own.
    "variant" and "different" leave it to be accepted; the pair of questions then is remembered as such.
    "open" takes a decision back. Refuses all but curators (Denied), unknown decisions (Invalid) and items
    that are decided (Conflict; reopen_import_item takes a merge back).
    """
    rules.may_curate(actor).require()
    item_id = access.match_of(actor, match_id).item_id
    batch = access.batch_of(actor, access.item_of(actor, item_id).batch_id, lock=True)
    require_open(batch)
    match = access.match_of(actor, match_id, lock=True)
    if decision not in PairDecision.values:
        raise Invalid(
            "There is no such decision.", {"decision": f"One of: {', '.join(PairDecision.values)}."}
        )
    if match.decision == decision:
        return match
    item = access.item_of(actor, item_id, lock=True)
    require_pending(item)
    match.decision = decision
    match.save(update_fields=["decision"])
    if decision == PairDecision.SAME:
        _merge(actor, item, match)
        close_if_done(batch)
    record(
        "decide_import_match",
        organization=batch.organization,
        actor=actor,
        on=match,
        data={"item": str(item.pk), "question": str(match.question_id), "decision": decision},
    )
    return match


def _merge(actor: Membership, item: ImportItem, match: ImportMatch) -> None:
    item.state, item.merged_into_id, item.decided_by = ItemState.MERGED, match.question_id, actor
    item.save(update_fields=["state", "merged_into", "decided_by"])
