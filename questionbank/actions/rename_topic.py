"""Gives a topic another name."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions.create_topic import check_topic_name
from questionbank.models import Topic


@transaction.atomic
def rename_topic(*, actor: Membership, topic_id: uuid.UUID, name: str) -> Topic:
    """Renames it; its questions stay with it.

    Refuses all but curators (Denied), and a name that is empty, too long, or taken beside it (Invalid).
    """
    rules.may_curate(actor).require()
    topic = access.topic_of(actor, topic_id, lock=True)
    before = topic.name
    topic.name = check_topic_name(name, parent_id=topic.parent_id, but=topic.pk)
    if topic.name == before:
        return topic
    topic.save(update_fields=["name"])
    record(
        "rename_topic",
        organization=actor.organization,
        actor=actor,
        on=topic,
        data={"before": before, "after": topic.name},
    )
    return topic
