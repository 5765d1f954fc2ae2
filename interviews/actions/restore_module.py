"""Takes a retired module into use again."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access, rules
from interviews.models import Module


@transaction.atomic
def restore_module(*, actor: Membership, module_id: uuid.UUID) -> Module:
    """The module, in use again with everybody as they were in it; restoring it again changes nothing.

    Refuses who does not manage training (Denied).
    """
    rules.may_manage_training(actor).require()
    module = access.module_of(actor, module_id, lock=True)
    if module.retired_at is None:
        return module
    module.retired_at = None
    module.save(update_fields=["retired_at"])
    record("restore_module", organization=actor.organization, actor=actor, on=module)
    return module
