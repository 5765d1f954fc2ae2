"""Makes two imported items of one."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._import_items import replace_items, require_open, require_pending
from questionbank.content import LONGEST
from questionbank.imported_parts import CannotSplit, split_values
from questionbank.models import ImportItem


@transaction.atomic
def split_import_item(
    *, actor: Membership, item_id: uuid.UUID, line: int, prompt: str = ""
) -> list[ImportItem]:
    """Puts two items in the place of one; the second begins at this line (from 1) of the answer as it stands.

    With a `prompt` that line opens the second answer, else the line itself is the prompt. The original is
    kept as SPLIT; reopening it takes the step back. Refuses all but curators (Denied), a line that is not
    there, is inside code or leaves no prompt (Invalid), and items that are decided (Conflict).
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, access.item_of(actor, item_id).batch_id, lock=True)
    require_open(batch)
    item = access.item_of(actor, item_id, lock=True)
    require_pending(item)
    if len(prompt) > LONGEST["prompt"]:
        raise Invalid("The prompt is too long.", {"prompt": f"At most {LONGEST['prompt']:,} characters."})
    try:
        parts = split_values(item.parsed | item.edited, line, prompt, batch.text.split("\n"))
    except CannotSplit as refusal:
        raise Invalid(str(refusal), {"line": str(refusal)}) from refusal
    made = replace_items(batch, [item], parts, actor)
    record(
        "split_import_item",
        organization=batch.organization,
        actor=actor,
        on=item,
        data={"ordinal": item.ordinal, "into": [part.ordinal for part in made]},
    )
    return made
