"""Asks for a look through the whole bank for duplicates."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.enqueue import enqueue
from accounts.models import Membership
from questionbank import rules
from questionbank.scan_progress import progress_of, tell_progress


@transaction.atomic
def request_scan(*, actor: Membership) -> bool:
    """Starts it in the background; nothing happens while one runs. Returns whether this call started it.

    Refuses all but curators (Denied).
    """
    rules.may_curate(actor).require()
    before = progress_of(actor.organization_id)
    if before and before.is_running:
        return False
    transaction.on_commit(lambda: tell_progress(actor.organization_id, "Waiting for a free worker"))
    enqueue("questionbank.scan_duplicates", organization_id=actor.organization_id)
    record("request_scan", organization=actor.organization, actor=actor, on=actor.organization)
    return True
