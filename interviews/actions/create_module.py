"""Makes a kind of interview that people are trained for."""

import uuid
from collections.abc import Collection

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import rules
from interviews.actions._modules import write_module
from interviews.models import Module


@transaction.atomic
def create_module(
    *,
    actor: Membership,
    name: str,
    description: str = "",
    shadows: int = 2,
    reverse_shadows: int = 2,
    topic_ids: Collection[uuid.UUID] = (),
) -> Module:
    """The module. From now on only people approved for it lead questions on these topics and those below
    them, where no module lies nearer; loops already set up stay as they are.

    `shadows` interviews are watched, `reverse_shadows` led under watch before approval. Refuses who does not
    manage training (Denied), a name that is missing or taken, numbers that make no sense, and topics that
    are not ours (Invalid).
    """
    rules.may_manage_training(actor).require()
    module = write_module(
        actor,
        Module(organization_id=actor.organization_id),
        name=name,
        description=description,
        shadows=shadows,
        reverse_shadows=reverse_shadows,
        topic_ids=topic_ids,
    )
    data = {"name": module.name, "topics": len(topic_ids)}
    record("create_module", organization=actor.organization, actor=actor, on=module, data=data)
    return module
