"""Looks through the whole bank for questions that ask the same."""

from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership, Organization
from questionbank import rules
from questionbank.actions._pairing import write_pairs
from questionbank.queries.likeness import bank_entries
from questionbank.similarity import Entry, Pair, find_pairs

TOLD_EVERY = 1_000  # questions

Tell = Callable[[int, str], object]


class Scan(NamedTuple):
    """How many questions were compared, how many pairs are alike, how many of those were not known before."""

    questions: int
    found: int
    new: int


def scan_for_duplicates(
    *, actor: Membership | None, organization: Organization, tell: Tell | None = None
) -> Scan:
    """Compares all questions that are not retired and keeps the pairs that are alike.

    What a person decided stays decided, unless a question was given another meaning since. Nothing is
    written until all is compared, and then in one transaction; doing it again changes nothing. `tell` hears
    how many questions are read and what is done now. Refuses all but curators (Denied); `actor` None is a
    worker or the operator.
    """
    rules.may_curate(actor).require()
    say = tell or (lambda count, step: None)
    entries: list[Entry] = []
    for entry in bank_entries(organization.pk):
        entries.append(entry)
        if len(entries) % TOLD_EVERY == 0:
            say(len(entries), "Reading the bank")
    say(len(entries), "Comparing the questions")
    pairs = find_pairs(entries)
    say(len(entries), "Writing down the pairs")
    return _write(actor, organization, len(entries), pairs)


@transaction.atomic
def _write(actor: Membership | None, organization: Organization, questions: int, pairs: list[Pair]) -> Scan:
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)  # one scan at a time
    scan = Scan(questions, len(pairs), write_pairs(organization, pairs))
    record(
        "scan_for_duplicates",
        organization=organization,
        actor=actor,
        on=organization,
        data={"questions": questions, "pairs": scan.found, "new": scan.new},
    )
    return scan
