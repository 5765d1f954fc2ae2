"""Takes a module out of use."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access, rules
from interviews.models import Module


@transaction.atomic
def retire_module(*, actor: Membership, module_id: uuid.UUID) -> Module:
    """The module, retired: it bars nobody from a topic and trains nobody; who was approved stays in its list.

    Retiring it again changes nothing. Refuses who does not manage training (Denied).
    """
    rules.may_manage_training(actor).require()
    module = access.module_of(actor, module_id, lock=True)
    if module.retired_at is not None:
        return module
    module.retired_at = timezone.now()
    module.save(update_fields=["retired_at"])
    record("retire_module", organization=actor.organization, actor=actor, on=module)
    return module
