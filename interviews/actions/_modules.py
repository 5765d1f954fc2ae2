"""Checks what is written into a module."""

import uuid
from collections.abc import Collection

from django.db import IntegrityError, transaction

from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews.models import Module
from questionbank.models import Topic

LONGEST_NAME, LONGEST_DESCRIPTION, MOST_INTERVIEWS = 120, 2_000, 20


def write_module(
    actor: Membership,
    module: Module,
    *,
    name: str,
    description: str,
    shadows: int,
    reverse_shadows: int,
    topic_ids: Collection[uuid.UUID],
) -> Module:
    """Saves the module with these values; Invalid for what makes no sense and topics that are not ours."""
    name, description = name.strip(), description.strip()
    problems = {}
    if not 0 < len(name) <= LONGEST_NAME:
        problems["name"] = f"A name, up to {LONGEST_NAME} characters."
    if len(description) > LONGEST_DESCRIPTION:
        problems["description"] = f"Up to {LONGEST_DESCRIPTION:,} characters."
    for field, number in (("shadows", shadows), ("reverse_shadows", reverse_shadows)):
        if not 0 <= number <= MOST_INTERVIEWS:
            problems[field] = f"From none to {MOST_INTERVIEWS} interviews."
    topics = list(Topic.objects.filter(organization_id=actor.organization_id, pk__in=topic_ids))
    if len(topics) < len(set(topic_ids)):
        problems["topics"] = "One of these topics is gone."
    if problems:
        raise Invalid("The module cannot be saved like this.", problems)
    module.name, module.description = name, description
    module.shadows, module.reverse_shadows = shadows, reverse_shadows
    try:
        with transaction.atomic():
            module.save()
    except IntegrityError:
        problem = "Another module has this name, perhaps a retired one."
        raise Invalid("The module cannot be saved like this.", {"name": problem}) from None
    module.topics.set(topics)
    return module


def require_in_use(module: Module) -> None:
    """Conflict if the module is retired."""
    if module.retired_at is not None:
        raise Conflict(f"{module.name} is retired; restore it first.")
