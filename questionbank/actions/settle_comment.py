"""Says that a comment on a rubric is dealt with."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.models import Membership
from questionbank import access, rules
from questionbank.models import AnchorComment


@transaction.atomic
def settle_comment(*, actor: Membership, comment_id: uuid.UUID) -> AnchorComment:
    """The comment, settled; one that is settled already stays as it is.

    Refuses all but its author and curators (Denied).
    """
    comment = access.comment_of(actor, comment_id, lock=True)
    rules.may_settle(actor, comment).require()
    if comment.settled_at is not None:
        return comment
    comment.settled_at, comment.settled_by = timezone.now(), actor
    comment.save(update_fields=["settled_at", "settled_by"])
    data = {"comment": str(comment.pk)}
    record("settle_comment", organization=actor.organization, actor=actor, on=comment.line.rubric, data=data)
    return comment
