"""From a search to conditions on the search's rows and on the ledger of counts, which name facets alike."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from questionbank.enums import Used
from questionbank.models import QuestionUse, Topic
from questionbank.rules import Actor
from questionbank.searching import Search

Chosen = Mapping[str, frozenset[Hashable]]
COLUMNS = {
    "topic": "topic_id",
    "level": "level_id",
    "kind": "kind",
    "state": "state",
    "difficulty": "difficulty",
    "health": "health",
}


def chosen_of(search: Search, topics: Iterable[Topic]) -> Chosen:
    """What narrows a search; with a topic, all those below it."""
    chosen = search.chosen()
    if "topic" in chosen:
        chosen["topic"] = _with_those_below(chosen["topic"], topics)
    return chosen


def conditions(chosen: Chosen, reader: Actor) -> dict[str, Q]:
    """For each facet that narrows, the condition on rows of the search."""
    found = {name: _one_of(COLUMNS[name], values) for name, values in chosen.items() if name in COLUMNS}
    if "used" in chosen:
        found["used"] = _used(chosen["used"], reader)
    return found


def all_of(several: Iterable[Q]) -> Q:
    """Every one of the conditions; none lets everything through."""
    whole = Q()
    for condition in several:
        whole &= condition
    return whole


def all_but_one_of(several: Mapping[str, Q]) -> Q:
    """Every one of the conditions, or every one but one: what some facet's counts need."""
    if len(several) < 2:
        return Q()
    whole = Q()
    for left_out in several:
        whole |= all_of(condition for name, condition in several.items() if name != left_out)
    return whole


def text_query(text: str) -> SearchQuery:
    """A text in the syntax of web searches, as PostgreSQL takes it."""
    return SearchQuery(text, config="english", search_type="websearch")


def uses_of(reader: Actor) -> QuerySet[QuestionUse, Any]:
    """The questions that this member asked, as a subquery."""
    rows = QuestionUse.objects.filter(member=reader, times__gt=0) if reader else QuestionUse.objects.none()
    return rows.values("question")


def _used(values: Collection[Hashable], reader: Actor) -> Q:
    condition = Q(is_asked=False) if Used.NEVER in values else Q(pk__in=())
    return condition | Q(question__in=uses_of(reader)) if Used.MINE in values else condition


def _one_of(column: str, values: Collection[Hashable]) -> Q:
    condition = Q(**{f"{column}__in": [value for value in values if value is not None]})
    return condition | Q(**{f"{column}__isnull": True}) if None in values else condition


def _with_those_below(ids: Iterable[Hashable], topics: Iterable[Topic]) -> frozenset[Hashable]:
    below = defaultdict(list)
    for topic in topics:
        below[topic.parent_id].append(topic.pk)
    found, waiting = set(ids), [topic_id for topic_id in ids if topic_id is not None]
    while waiting:
        children = [child for child in below[waiting.pop()] if child not in found]  # type: ignore[index]  # ids
        found.update(children)
        waiting += children
    return frozenset(found)
