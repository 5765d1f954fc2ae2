"""Choices that only ever offer the organisation's own rows."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms

from accounts.models import Membership
from accounts.queries.organizations import members_of
from interviews.rules import may_sit
from questionbank.models import Level, Topic


@dataclass
class TopicGroup:
    """A topic at the top of the tree, and all topics below it."""

    topic: Topic
    below: list[Topic]


class LevelField(forms.ModelChoiceField):
    """A rung of the organisation's ladder."""

    def __init__(self, actor: Membership, **options: Any) -> None:
        rows = Level.objects.filter(organization_id=actor.organization_id)
        super().__init__(queryset=rows, **{"label": "Level", "empty_label": None} | options)


class MemberField(forms.TypedChoiceField):
    """A colleague who may sit in a session; gives their id, or None."""

    def __init__(self, members: list[Membership], **options: Any) -> None:
        choices = [("", "Nobody yet"), *((str(member.pk), str(member)) for member in members)]
        super().__init__(choices=choices, coerce=uuid.UUID, empty_value=None, **options)


def seatable_members(actor: Membership) -> list[Membership]:
    """The colleagues who may sit in a session, by name. One query."""
    return [member for member in members_of(actor.organization) if may_sit(member)]


def topic_groups(actor: Membership) -> list[TopicGroup]:
    """The organisation's topics, each with all below it, by name. One query."""
    rows = list(Topic.objects.filter(organization_id=actor.organization_id))
    by_id = {row.pk: row for row in rows}
    groups = {row.pk: TopicGroup(row, []) for row in rows if row.parent_id is None}
    for row in rows:
        top = _top(row, by_id)
        if top.pk != row.pk:
            groups[top.pk].below.append(row)
    return list(groups.values())


def _top(row: Topic, by_id: dict[uuid.UUID, Topic]) -> Topic:
    seen = {row.pk}
    while row.parent_id and row.parent_id in by_id and row.parent_id not in seen:
        row = by_id[row.parent_id]
        seen.add(row.pk)
    return row


def topic_choices(groups: list[TopicGroup]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For a select: the topics by the topic at the top of their branch."""
    return [
        (group.topic.name, [(str(topic.pk), topic.name) for topic in [group.topic, *group.below]])
        for group in groups
    ]
