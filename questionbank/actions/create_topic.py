"""Adds a topic."""

import uuid

from django.db import IntegrityError, transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.models import Topic

LONGEST = 80


@transaction.atomic
def create_topic(*, actor: Membership, name: str, parent_id: uuid.UUID | None = None) -> Topic:
    """Adds a topic, below `parent_id` if given.

    Refuses all but curators (Denied), and a name that is empty, too long, or taken beside it (Invalid).
    """
    rules.may_curate(actor).require()
    parent = access.topic_of(actor, parent_id, lock=True) if parent_id else None
    name = check_topic_name(name, parent_id=parent_id)
    try:
        with transaction.atomic():
            topic = Topic.objects.create(organization=actor.organization, name=name, parent=parent)
    except IntegrityError:  # somebody wrote the same name at the same moment
        raise _taken(name) from None
    record("create_topic", organization=actor.organization, actor=actor, on=topic, data={"name": name})
    return topic


def check_topic_name(name: str, *, parent_id: uuid.UUID | None, but: uuid.UUID | None = None) -> str:
    """The name in one line; raises Invalid if it will not do. `but` is the topic that may already have it."""
    name = " ".join(name.split())
    if not name:
        raise Invalid("A topic needs a name.", {"name": "Write a name."})
    if len(name) > LONGEST:
        raise Invalid("The name is too long.", {"name": f"At most {LONGEST} characters."})
    same = Topic.objects.filter(parent_id=parent_id, name__iexact=name)
    if (same.exclude(pk=but) if but else same).exists():
        raise _taken(name)
    return name


def _taken(name: str) -> Invalid:
    return Invalid(f"There is a topic “{name}” here already.", {"name": "Choose another name."})
