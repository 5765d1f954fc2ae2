"""Keeps a search under a name."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import rules
from questionbank.models import SavedSearch

LONGEST_NAME, LONGEST_QUERY = 80, 2_000
MOST = 50  # of one member


@transaction.atomic
def save_search(*, actor: Membership, name: str, query: str, is_shared: bool = False) -> SavedSearch:
    """Keeps the query of a search's address for the actor, or for everybody if shared.

    A name that the actor has already is given the new query. Refuses members without a role (Denied), and a
    name or query that is empty or too long, or one more than MOST (Invalid).
    """
    rules.may_read_bank(actor).require()
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid("A search is kept under a name of at most 80 characters.", {"name": "Write a name."})
    if not query or len(query) > LONGEST_QUERY:
        words = "Search for something first." if not query else "This search is too long to be kept."
        raise Invalid(words, {"query": words})
    Membership.objects.select_for_update(no_key=True).get(pk=actor.pk)  # two tabs may save at once
    own = SavedSearch.objects.filter(owner=actor)
    if own.exclude(name=name).count() >= MOST:
        raise Invalid(f"You keep {MOST} searches already: remove one first.", {"name": "Too many."})
    search, _ = SavedSearch.objects.update_or_create(
        owner=actor,
        name=name,
        defaults={"organization": actor.organization, "query": query, "is_shared": is_shared},
    )
    data = {"name": name, "is_shared": is_shared}
    record("save_search", organization=actor.organization, actor=actor, on=search, data=data)
    return search
