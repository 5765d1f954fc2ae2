"""Compares some questions with the rest of the bank."""

import uuid
from collections.abc import Collection

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership, Organization
from questionbank import rules
from questionbank.actions._pairing import write_pairs
from questionbank.enums import State
from questionbank.models import Question
from questionbank.queries.likeness import entries_of, nearest, rarity_of
from questionbank.similarity import compare_pairs


@transaction.atomic
def compare_questions(
    *, actor: Membership | None, organization: Organization, question_ids: Collection[uuid.UUID]
) -> int:
    """Keeps the pairs of these questions that are alike; returns how many are new.

    Only questions that share rare words are compared: the work does not grow with the bank. Retired
    questions are passed over. What a person decided stays, as in scan_for_duplicates. Refuses all but
    curators (Denied); `actor` None is a worker.
    """
    rules.may_curate(actor).require()
    rows = Question.objects.filter(organization=organization, pk__in=question_ids).exclude(
        state=State.RETIRED
    )
    ids = set(rows.values_list("pk", flat=True))
    written = entries_of(ids)
    near = nearest(organization.pk, list(written.values()))
    others = {pk for found in near.values() for pk in found}
    not_retired = Question.objects.filter(pk__in=others).exclude(state=State.RETIRED)
    there = entries_of(not_retired.values_list("pk", flat=True)) | written
    which = [(pk, other) for pk in written for other in near.get(pk, []) if other != pk and other in there]
    pairs = compare_pairs(list(there.values()), which, rarity=rarity_of(organization.pk)) if which else []
    new = write_pairs(organization, pairs, of=ids)
    if new:
        record(
            "compare_questions",
            organization=organization,
            actor=actor,
            on=organization,
            data={"questions": [str(pk) for pk in sorted(ids)][:100], "new": new},
        )
    return new
