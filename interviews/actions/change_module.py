"""Changes what a module says."""

import uuid
from collections.abc import Collection

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._modules import write_module
from interviews.models import Module


@transaction.atomic
def change_module(
    *,
    actor: Membership,
    module_id: uuid.UUID,
    name: str,
    description: str = "",
    shadows: int = 2,
    reverse_shadows: int = 2,
    topic_ids: Collection[uuid.UUID] = (),
) -> Module:
    """The module with these values; who is approved stays so, and loops already set up stay as they are.

    Refuses who does not manage training (Denied), a name that is missing or taken, numbers that make no
    sense, and topics that are not ours (Invalid).
    """
    rules.may_manage_training(actor).require()
    module = write_module(
        actor,
        access.module_of(actor, module_id, lock=True),
        name=name,
        description=description,
        shadows=shadows,
        reverse_shadows=reverse_shadows,
        topic_ids=topic_ids,
    )
    data = {"name": module.name, "topics": len(topic_ids)}
    record("change_module", organization=actor.organization, actor=actor, on=module, data=data)
    return module
