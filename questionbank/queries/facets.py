"""How many questions a search finds, and how many each value of a facet would give."""

from collections import Counter

from django.db.models import Case, CharField, Q, QuerySet, Sum, Value, When

from questionbank.enums import Used
from questionbank.models import SearchCount, SearchRow
from questionbank.queries.narrowing import (
    COLUMNS,
    Chosen,
    all_but_one_of,
    all_of,
    conditions,
    text_query,
    uses_of,
)
from questionbank.rules import Actor
from questionbank.searching import Cell, Counts, Search, tally

# A search for a word that stands nearly everywhere would otherwise visit nearly every row.
MOST = 2_000
OTHERS = "asked"  # by somebody, but not by the reader


def count_of(search: Search, chosen: Chosen, reader: Actor) -> Counts:
    """Totals and counts by facet. Exact without a text, and with one up to MOST questions found.

    Without a text the ledger knows, whatever the size of the bank: three queries. With one the rows found
    are read: one query.
    """
    if search.words:
        return _of_rows(SearchRow.objects.filter(words=text_query(search.words)), chosen, reader)
    mine = _of_rows(SearchRow.objects.filter(question__in=uses_of(reader)), chosen, reader)
    ledger = _of_ledger(chosen, reader)
    if "used" in chosen:
        return ledger + mine
    ledger.by["used"][Used.MINE] = mine.by["used"][Used.MINE]
    return ledger


def _of_rows(rows: QuerySet[SearchRow], chosen: Chosen, reader: Actor) -> Counts:
    used = Case(
        When(is_asked=False, then=Value(Used.NEVER.value)),
        When(question__in=uses_of(reader), then=Value(Used.MINE.value)),
        default=Value(OTHERS),
        output_field=CharField(),
    )
    rows = rows.filter(all_but_one_of(conditions(chosen, reader)))
    found: list[Cell] = list(rows.values_list(*COLUMNS.values(), used)[: MOST + 1])
    counts = tally(Counter(found[:MOST]), chosen)
    counts.exact = len(found) <= MOST
    return counts


def _of_ledger(chosen: Chosen, reader: Actor) -> Counts:
    """Of everything, except what counts as asked by the reader alone. Topics apart: there are many."""
    narrowing = conditions(chosen, reader)
    if "used" in chosen:
        narrowing["used"] = Q(is_asked=False) if Used.NEVER in chosen["used"] else Q(pk__in=())
    topic = narrowing.pop("topic", Q())
    _, *columns = COLUMNS.values()
    lines = SearchCount.objects.filter(topic).values_list(*columns, "is_asked").annotate(n=Sum("questions"))
    cells: dict[Cell, int] = {
        (None, *values, OTHERS if is_asked else Used.NEVER): n for *values, is_asked, n in lines
    }
    counts = tally(cells, {name: values for name, values in chosen.items() if name != "topic"})
    topics = SearchCount.objects.filter(all_of(narrowing.values())).values_list("topic_id")
    counts.by["topic"] = Counter(dict(topics.annotate(n=Sum("questions"))))
    return counts
