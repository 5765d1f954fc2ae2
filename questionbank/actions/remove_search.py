"""Forgets a search that was kept."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from questionbank import access, rules
from questionbank.models import SavedSearch


@transaction.atomic
def remove_search(*, actor: Membership, search_id: uuid.UUID) -> SavedSearch:
    """Forgets a saved search; returns the row that is gone.

    What the actor cannot see does not exist (404). Refuses to take away what others share, except to
    curators (Denied).
    """
    search = access.saved_search_of(actor, search_id, lock=True)
    rules.may_remove_search(actor, search).require()
    name = search.name
    SavedSearch.objects.filter(pk=search.pk).delete()
    record("remove_search", organization=actor.organization, actor=actor, on=search, data={"name": name})
    return search
