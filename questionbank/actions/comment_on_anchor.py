"""Remarks on a criterion of a rubric, or on one of its anchors."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.models import Anchor, AnchorComment

LONGEST_COMMENT = 2000


@transaction.atomic
def comment_on_anchor(
    *, actor: Membership, line_id: uuid.UUID, text: str, anchor_id: uuid.UUID | None = None
) -> AnchorComment:
    """The comment, open until it is settled; the same words of the same person again make no second one.

    Refuses all but committee members and curators (Denied), an anchor of another criterion (404), and a
    text that is missing or too long (Invalid).
    """
    line = access.line_of(actor, line_id)
    rules.may_review_rubrics(actor).require()
    anchor = get_object_or_404(Anchor, pk=anchor_id, line=line) if anchor_id else None
    text = text.replace("\r\n", "\n").strip()
    if not 0 < len(text) <= LONGEST_COMMENT:
        problem = f"Say it in up to {LONGEST_COMMENT} characters."
        raise Invalid("The comment cannot be kept like this.", {"text": problem})
    said = {"line": line, "anchor": anchor, "author": actor, "text": text, "settled_at": None}
    if before := AnchorComment.objects.filter(**said).first():
        return before
    comment = AnchorComment.objects.create(organization_id=actor.organization_id, **said)
    data = {"criterion": line.criterion.name, "point": anchor.point if anchor else None}
    record("comment_on_anchor", organization=actor.organization, actor=actor, on=line.rubric, data=data)
    return comment
