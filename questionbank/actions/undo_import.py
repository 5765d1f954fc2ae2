"""Takes a whole import back."""

import uuid

from django.db import IntegrityError, connection, transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from questionbank import access, rules
from questionbank.enums import BatchState, ItemState, PairDecision
from questionbank.models import (
    ImportBatch,
    ImportItem,
    ImportMatch,
    Question,
    QuestionRevision,
    Rubric,
    Topic,
)
from questionbank.queries.undoing import blockers_of, empty_topics

NAMED = 5  # so many questions are named in a refusal, the rest counted


@transaction.atomic
def undo_import(*, actor: Membership | None, batch_id: uuid.UUID) -> ImportBatch:
    """Deletes the questions that this import made, with their rubrics and the topics that are empty then.

    Merges into questions of the bank and decisions on likeness are taken back, too. The document can then be
    uploaded again; one that waits to be read, or could not be, is removed like this. Nothing happens if it is
    undone already. Refuses all but curators (Denied), and (Conflict, naming which) when somebody used,
    revised, reviewed, flagged or reported one of the questions, or merged another import into it.
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, batch_id, lock=True)
    if batch.state == BatchState.UNDONE:
        return batch
    questions = list(Question.objects.select_for_update().filter(import_item__batch=batch).order_by("pk"))
    ids = [question.pk for question in questions]
    if used := blockers_of(batch, ids):
        raise Conflict(_used(used))
    try:
        with transaction.atomic():
            _delete(ids)
            # Now rather than at the commit: a loop planned meanwhile still turns this into a plain refusal.
            connection.check_constraints()
    except IntegrityError:
        raise Conflict(
            "A question of this import was put into a loop just now. Reload the page to see it."
        ) from None
    topics = _delete_topics(batch)
    merged = _reopen(batch)
    batch.state, batch.upload, batch.made_topics = BatchState.UNDONE, None, []
    batch.save(update_fields=["state", "upload", "made_topics"])
    record(
        "undo_import",
        organization=batch.organization,
        actor=actor,
        on=batch,
        data={"questions": len(ids), "merged": merged, "topics": topics},
    )
    return batch


def _delete(ids: list[uuid.UUID]) -> None:
    rubrics = set(
        QuestionRevision.objects.filter(question__in=ids, rubric__isnull=False).values_list(
            "rubric", flat=True
        )
    )
    Question.objects.filter(pk__in=ids).update(current=None)  # a current revision is protected
    Question.objects.filter(pk__in=ids).delete()
    still_used = QuestionRevision.objects.filter(rubric__in=rubrics).values_list("rubric", flat=True)
    Rubric.objects.filter(pk__in=rubrics - set(still_used)).delete()


def _delete_topics(batch: ImportBatch) -> int:
    empty = [topic.pk for topic in empty_topics(batch.made_topics)]
    Topic.objects.filter(pk__in=empty).delete()
    return len(empty)


def _reopen(batch: ImportBatch) -> int:
    """Puts what was accepted or merged back among the undecided; returns how many were merged."""
    items = ImportItem.objects.filter(batch=batch)
    merged = items.filter(state=ItemState.MERGED).count()
    items.filter(state__in=[ItemState.ACCEPTED, ItemState.MERGED]).update(
        state=ItemState.PENDING, decided_by=None, merged_into=None
    )
    ImportMatch.objects.filter(item__batch=batch).update(decision=PairDecision.OPEN)
    return merged


def _used(used: list[Question]) -> str:
    names = "; ".join(f"“{question}”" for question in used[:NAMED])
    more = f" and {len(used) - NAMED} more" if len(used) > NAMED else ""
    return (
        f"{len(used)} of these questions were used or revised since: {names}{more}. "
        "Retire the ones you do not want instead of undoing the import."
    )
