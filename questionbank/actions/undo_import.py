"""Takes a whole import back."""

import uuid

from django.db import IntegrityError, connection, transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from questionbank import access, rules
from questionbank.enums import BatchState, ItemState
from questionbank.models import ImportBatch, ImportItem, Question, QuestionRevision, Rubric
from questionbank.queries.usage import used_questions

NAMED = 5  # so many questions are named in a refusal, the rest counted


@transaction.atomic
def undo_import(*, actor: Membership | None, batch_id: uuid.UUID) -> ImportBatch:
    """Deletes the questions that this import made, with their rubrics; topics stay, they may be in use.

    The document can then be uploaded again. Nothing happens if it is undone already. Refuses all but curators
    (Denied), and (Conflict, naming which) when a loop, kit or card uses one of them or a person revised one.
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, batch_id, lock=True)
    if batch.state == BatchState.UNDONE:
        return batch
    questions = list(Question.objects.select_for_update().filter(import_item__batch=batch).order_by("pk"))
    ids = [question.pk for question in questions]
    if used := used_questions(ids):
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
    accepted = ImportItem.objects.filter(batch=batch, state=ItemState.ACCEPTED)
    accepted.update(state=ItemState.PENDING, decided_by=None)
    batch.state = BatchState.UNDONE
    batch.save(update_fields=["state"])
    record(
        "undo_import",
        organization=batch.organization,
        actor=actor,
        on=batch,
        data={"questions": len(ids)},
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


def _used(used: list[Question]) -> str:
    names = "; ".join(f"“{question}”" for question in used[:NAMED])
    more = f" and {len(used) - NAMED} more" if len(used) > NAMED else ""
    return (
        f"{len(used)} of these questions were used or revised since: {names}{more}. "
        "Retire the ones you do not want instead of undoing the import."
    )
