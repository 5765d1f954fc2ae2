"""Reads about topics and levels."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from questionbank.models import Level, Question, Topic


@dataclass(frozen=True)
class TopicNode:
    """A topic's place in the tree.

    How deep it is, and how many questions it has itself and with all below it.
    """

    topic: Topic
    depth: int
    own: int
    whole: int

    @property
    def label(self) -> str:
        """The name, indented by its depth, for a select box."""
        return "\u2003" * self.depth + self.topic.name


def levels_query(organization_id: uuid.UUID) -> QuerySet[Level]:
    """The ladder, lowest rung first."""
    return Level.objects.filter(organization_id=organization_id)


def levels_of(organization_id: uuid.UUID) -> list[Level]:
    """The ladder, lowest rung first. One query."""
    return list(levels_query(organization_id))


def topics_query(organization_id: uuid.UUID) -> QuerySet[Topic]:
    """All topics, by name."""
    return Topic.objects.filter(organization_id=organization_id).order_by("name", "id")


def topic_tree(organization_id: uuid.UUID) -> list[TopicNode]:
    """All topics, each followed by those below it, by name, with counts of questions. Two queries."""
    below = _by_parent(Topic.objects.filter(organization_id=organization_id))
    rows = Question.objects.filter(organization_id=organization_id).values("current__topic")
    own = dict(rows.annotate(n=Count("pk")).values_list("current__topic", "n"))
    nodes: list[TopicNode] = []
    for topic in below[None]:
        _add(nodes, topic, 0, below, own)
    return nodes


def topic_and_below(topic_id: uuid.UUID) -> set[uuid.UUID]:
    """The ids of a topic and of all topics below it. One query."""
    below = _by_parent(Topic.objects.all())
    found, waiting = {topic_id}, [topic_id]
    while waiting:
        ids = {topic.pk for topic in below[waiting.pop()]}
        waiting += ids - found
        found |= ids
    return found


def _by_parent(topics: Iterable[Topic]) -> dict[uuid.UUID | None, list[Topic]]:
    below: dict[uuid.UUID | None, list[Topic]] = defaultdict(list)
    for topic in topics:
        below[topic.parent_id].append(topic)
    return below


def _add(
    nodes: list[TopicNode],
    topic: Topic,
    depth: int,
    below: dict[uuid.UUID | None, list[Topic]],
    own: dict[uuid.UUID, int],
) -> int:
    place = len(nodes)
    mine = own.get(topic.pk, 0)
    nodes.append(TopicNode(topic, depth, mine, mine))
    whole = mine + sum(_add(nodes, child, depth + 1, below, own) for child in below[topic.pk])
    nodes[place] = TopicNode(topic, depth, mine, whole)
    return whole
