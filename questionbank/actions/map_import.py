"""Says once for a whole document what its sections and words are in the bank."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._import_items import require_open
from questionbank.enums import Difficulty
from questionbank.imported import word_key
from questionbank.models import ImportBatch, Level, Topic

MOST_WORDS, LONGEST_WORD = 2_000, 500


@transaction.atomic
def map_import(
    *,
    actor: Membership,
    batch_id: uuid.UUID,
    sections: Mapping[str, uuid.UUID | None],
    levels: Mapping[str, uuid.UUID | None],
    difficulties: Mapping[str, int | None],
) -> ImportBatch:
    """Keeps what each section (a topic), level word and difficulty word means; None says "none of ours".

    Words are the same however they are written; one that is missing is what is called so, a section without
    such a topic a new one. It holds for what is accepted from now on. Refuses all but curators (Denied), and
    topics, levels or difficulties that do not exist (Invalid, by word).
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, batch_id, lock=True)
    require_open(batch)
    _check(sections, levels, difficulties)
    batch.mapping = batch.mapping | {
        "sections": {word_key(word): str(said) if said else None for word, said in sections.items()},
        "levels": {word_key(word): str(said) if said else None for word, said in levels.items()},
        "difficulties": {word_key(word): said for word, said in difficulties.items()},
    }
    batch.save(update_fields=["mapping"])
    record(
        "map_import",
        organization=batch.organization,
        actor=actor,
        on=batch,
        data={"sections": len(sections), "levels": len(levels), "difficulties": len(difficulties)},
    )
    return batch


def _check(
    sections: Mapping[str, uuid.UUID | None],
    levels: Mapping[str, uuid.UUID | None],
    difficulties: Mapping[str, int | None],
) -> None:
    topics = set(Topic.objects.values_list("pk", flat=True))
    ladder = set(Level.objects.values_list("pk", flat=True))
    known: list[tuple[Mapping[str, Any], set[Any], str]] = [
        (sections, topics, "There is no such topic."),
        (levels, ladder, "There is no such level."),
        (difficulties, set(Difficulty.values), "1 (easy), 2 (medium) or 3 (hard)."),
    ]
    wrong = {
        word: why
        for said, there, why in known
        for word, value in said.items()
        if value is not None and value not in there
    }
    words = [*sections, *levels, *difficulties]
    if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
        wrong["words"] = f"At most {MOST_WORDS:,} words of {LONGEST_WORD} characters."
    if wrong:
        raise Invalid("These words cannot be mapped like this.", wrong)
