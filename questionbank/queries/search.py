"""The pages of a search: found by a key in an index, so that the five-hundredth costs what the first does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.core import signing
from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Cast, Left

from questionbank.enums import Order
from questionbank.models import Question, SearchRow, Topic
from questionbank.queries.facets import MOST, count_of
from questionbank.queries.narrowing import Chosen, all_of, chosen_of, conditions, text_query
from questionbank.queries.spelling import better_spelling
from questionbank.rules import Actor, may_read_bank
from questionbank.searching import START, STOP, Counts, Place, Search

# So many hits are ranked one by one; ranking unpacks every word of a hit.
MOST_RANKED = 1_000
FEW = 2  # so few hits that another spelling is looked for
SALT = "questionbank.search"
# Of so much of a text the hits are marked.
PROMPT, ANSWER = 1_000, 20_000
KEYS: dict[Order, tuple[tuple[str, ...], bool]] = {  # the sort key, and whether the greatest comes first
    Order.TOPIC: (("shelf", "level_rank", "created_at", "id"), False),
    Order.NEWEST: (("created_at", "id"), True),
    Order.CHANGED: (("changed_at", "id"), True),
    Order.LAST_ASKED: (("last_asked", "id"), True),
    Order.LEAST_ASKED: (("times_asked", "created_at", "id"), False),
}


@dataclass(frozen=True)
class Sorted:
    """One list of rows in the order of a key that no two rows share."""

    rows: QuerySet[SearchRow]
    keys: tuple[str, ...]
    descending: bool

    def beyond(self, key: Sequence[str], *, backwards: bool) -> "Sorted":
        """What comes after the key, or before it."""
        lookup = TupleLessThan if self.descending != backwards else TupleGreaterThan
        rows = self.rows.filter(lookup(Tuple(*map(F, self.keys)), tuple(key)))
        return Sorted(rows, self.keys, self.descending)

    def first(self, size: int, *, backwards: bool) -> list[SearchRow]:
        """So many rows of it; of its end, and from there, if backwards. One query."""
        sign = "-" if self.descending != backwards else ""
        rows = self.rows.order_by(*(f"{sign}{key}" for key in self.keys))
        return list(rows.defer("words", "prompt_words")[:size])

    def key_of(self, row: SearchRow) -> list[str]:
        """The row's place in it."""
        return [_text(getattr(row, key)) for key in self.keys]


@dataclass(frozen=True)
class Hit:
    """A question that was found, with its current revision, topic and level, but not its answer.

    In `title` (its prompt) and `snippet` (of its answer, empty unless hit) hits stand between START and STOP.
    """

    question: Question
    row: SearchRow
    title: str
    snippet: str


@dataclass(frozen=True)
class Found:
    """A page of a search, how many there are in all, and where the pages before and after it begin."""

    hits: list[Hit]
    counts: Counts
    before: str | None
    after: str | None


def find_questions(
    reader: Actor,
    search: Search,
    *,
    topics: Sequence[Topic],
    before: str = "",
    after: str = "",
    size: int = 30,
) -> Found:
    """A page of what matches all of the search, in its order; `topics` are all of the organisation's.

    Up to MOST_RANKED hits, "best" is PostgreSQL's ts_rank with a prompt above tags and summary, above the
    answer, above the source. Beyond, it is prompts that say it and then all others, the shortest prompt
    first. A place that is no place of this search is the beginning. Refuses who may not read the bank
    (Denied). Five queries at most, whatever the page.
    """
    may_read_bank(reader).require()
    chosen = chosen_of(search, topics)
    counts = count_of(search, chosen, reader)
    place, backwards = _place(before or after, search), bool(before)
    ranked = place.ranked if place else counts.exact and counts.total <= MOST_RANKED
    lists = _lists(search, chosen, reader, ranked=ranked)
    rows, more = _take(lists, place, size, backwards=backwards and place is not None)
    if place and not rows:  # what was there is gone
        return find_questions(reader, search, topics=topics, size=size)
    earlier, later = (more, True) if backwards and place else (place is not None, more)
    ends = [_token(search, ranked, part, lists[part].key_of(row)) for part, row in rows[:1] + rows[-1:]]
    return Found(
        hits=_hits(search, [row for _, row in rows]),
        counts=counts,
        before=ends[0] if rows and earlier else None,
        after=ends[-1] if rows and later else None,
    )


@dataclass(frozen=True)
class Better:
    """A spelling that finds more, and how many questions."""

    text: str
    total: int
    exact: bool


def corrected(reader: Actor, search: Search, found: Found, topics: Sequence[Topic]) -> Better | None:
    """ "Did you mean", where hardly anything was found: the same search with words that the bank knows.

    Only what finds more. Three queries, of which none where enough was found.
    """
    text = better_spelling(search.words) if search.words and found.counts.total <= FEW else None
    if text is None:
        return None
    again = replace(search, text=text)
    rows = SearchRow.objects.filter(all_of(conditions(chosen_of(again, topics), reader).values()))
    total = rows.filter(words=text_query(again.words))[: MOST + 1].count()
    return Better(text, min(total, MOST), total <= MOST) if total > found.counts.total else None


def _lists(search: Search, chosen: Chosen, reader: Actor, *, ranked: bool) -> list[Sorted]:
    rows = SearchRow.objects.filter(all_of(conditions(chosen, reader).values()))
    query = text_query(search.words)
    if search.sorted_by != Order.BEST:
        keys, descending = KEYS[search.sorted_by]
        return [Sorted(rows.filter(words=query) if search.words else rows, keys, descending)]
    if not ranked:
        keys = ("size", "id")
        others = rows.filter(~Q(prompt_words=query), words=query)
        return [Sorted(rows.filter(prompt_words=query), keys, False), Sorted(others, keys, False)]
    # As double precision, which comes back as it went; 1: longer texts count less.
    rank = Cast(SearchRank(F("words"), query, normalization=Value(1)), FloatField())
    return [Sorted(rows.filter(words=query).annotate(rank=rank), ("rank", "id"), True)]


def _take(
    lists: Sequence[Sorted], place: Place | None, size: int, *, backwards: bool
) -> tuple[list[tuple[int, SearchRow]], bool]:
    """The rows of a page, each with its list's number, and whether there are more in that direction."""
    found: list[tuple[int, SearchRow]] = []
    start = place.part if place else 0
    for part in range(start, -1, -1) if backwards else range(start, len(lists)):
        rest = lists[part]
        if place and part == place.part:
            rest = rest.beyond(place.key, backwards=backwards)
        found += [(part, row) for row in rest.first(size + 1 - len(found), backwards=backwards)]
        if len(found) > size:
            break
    page = found[:size]
    return page[::-1] if backwards else page, len(found) > size


def _hits(search: Search, rows: Sequence[SearchRow]) -> list[Hit]:
    questions = Question.objects.filter(pk__in=[row.question_id for row in rows])
    questions = questions.select_related("current__topic", "current__level").defer("current__answer")
    if search.words:
        questions = questions.annotate(**_headlines(text_query(search.words)))
    known = {question.pk: question for question in questions}
    hits = []
    for row in rows:
        question = known[row.question_id]
        title = getattr(question, "title", "") or str(question.current and question.current.prompt)
        snippet = getattr(question, "snippet", "")
        hits.append(Hit(question, row, title, snippet if START in snippet else ""))
    return hits


def _headlines(query: SearchQuery) -> dict[str, SearchHeadline]:
    marks: dict[str, Any] = {"config": "english", "start_sel": START, "stop_sel": STOP}
    prompt, answer = Left("current__prompt", PROMPT), Left("current__answer", ANSWER)
    return {
        "title": SearchHeadline(prompt, query, highlight_all=True, **marks),
        "snippet": SearchHeadline(answer, query, max_words=30, min_words=12, max_fragments=1, **marks),
    }


def place_of(search: Search, row: SearchRow) -> str:
    """The place after this row, for an order that has a key of its own."""
    keys, descending = KEYS[search.sorted_by]
    return _token(search, True, 0, Sorted(SearchRow.objects.none(), keys, descending).key_of(row))


def _token(search: Search, ranked: bool, part: int, key: list[str]) -> str:
    return signing.dumps([search.sorted_by.value, ranked, part, *key], salt=SALT)


def _place(token: str, search: Search) -> Place | None:
    """The place that we gave out; None for anything else, and for one of another order."""
    try:
        order, ranked, part, *key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Place(ranked, part, tuple(key)) if order == search.sorted_by else None


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
