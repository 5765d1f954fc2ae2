"""Reads for comparing questions with the bank: candidates out of the index, texts, how rare terms are."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from questionbank.enums import State
from questionbank.models import BankWord, Question
from questionbank.similarity import Entry, Rarity, plain_words, read

SAMPLE = 2_000  # questions that say how rare terms are; more would say hardly more
CANDIDATES = 30  # of one question
COMMONEST = 500  # a word in more questions than this finds none by itself
PROMPT_WORDS, ANSWER_WORDS = 6, 8
WORD_LENGTH = 60  # the longest that BankWord keeps


def bank_entries(organization_id: uuid.UUID) -> Iterator[Entry]:
    """All questions that are not retired, as the comparison takes them, a thousand at a time."""
    for row in _texts(_compared(organization_id).order_by("pk")).iterator(chunk_size=1000):
        yield _entry(*row)


def count_entries(organization_id: uuid.UUID) -> int:
    """How many those are. One query."""
    return _compared(organization_id).count()


def entries_of(question_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Entry]:
    """These questions as the comparison takes them. One query."""
    rows = Question.objects.filter(pk__in=question_ids, current__isnull=False)
    return {row[0]: _entry(*row) for row in _texts(rows)}


def rarity_of(organization_id: uuid.UUID) -> Rarity:
    """How rare terms are in this bank, from a sample of it. One query."""
    # Ids are drawn at random, so the first of them are a random sample.
    rows = Question.objects.filter(organization_id=organization_id, current__isnull=False).order_by("pk")
    entries = [_entry(*row) for row in _texts(rows)[:SAMPLE]]
    return Rarity.of(read(entry.prompt, entry.answer) for entry in entries)


def nearest(organization_id: uuid.UUID, entries: Sequence[Entry]) -> dict[Any, list[uuid.UUID]]:
    """For each entry's key the questions of the bank that share most of its rare words. Two queries.

    Each search looks at the index only: a few rare words, and pairs of commoner ones.
    """
    found: dict[Any, list[uuid.UUID]] = defaultdict(list)
    words = {entry.key: (_words(entry.prompt), _words(entry.answer)) for entry in entries}
    known = _counts(organization_id, {word for both in words.values() for some in both for word in some})
    searches = [(entry.key, _search(*words[entry.key], known)) for entry in entries]
    searches = [(key, search) for key, search in searches if search]
    if not searches:
        return found
    with connection.cursor() as cursor:
        # This goes around the scope, so it names the organisation itself.
        cursor.execute(
            "SELECT wanted.place, near.question_id "
            "FROM unnest(%s::int[], %s::text[]) AS wanted (place, words) "
            "CROSS JOIN LATERAL (SELECT r.question_id FROM questionbank_searchrow r "
            "WHERE r.organization_id = %s AND r.words @@ to_tsquery('english', wanted.words) "
            "ORDER BY ts_rank(r.words, to_tsquery('english', wanted.words)) DESC, r.question_id "
            "LIMIT %s) near",
            [list(range(len(searches))), [search for _, search in searches], organization_id, CANDIDATES],
        )
        for place, question_id in cursor.fetchall():
            found[searches[place][0]].append(question_id)
    return found


def _compared(organization_id: uuid.UUID) -> QuerySet[Question]:
    rows = Question.objects.filter(organization_id=organization_id, current__isnull=False)
    return rows.exclude(state=State.RETIRED)


def _texts(rows: Any) -> Any:
    return rows.values_list(
        "pk", "current__prompt", "current__summary", "current__answer", "current__options"
    )


def _entry(pk: uuid.UUID, prompt: str, summary: str, answer: str, options: list[dict[str, Any]]) -> Entry:
    choices = "\n".join(str(option.get("text", "")) for option in options)
    return Entry(pk, prompt, f"{summary}\n{answer}\n{choices}")


def _words(text: str) -> list[str]:
    return [word for word in plain_words(text) if word.isalpha() and len(word) <= WORD_LENGTH]


def _counts(organization_id: uuid.UUID, words: Collection[str]) -> dict[str, int]:
    rows = BankWord.objects.filter(organization_id=organization_id, word__in=words)
    return dict(rows.values_list("word", "questions"))


def _search(prompt: list[str], answer: list[str], known: dict[str, int]) -> str:
    """A query of the index. A word that nobody counted yet is new to the bank: it costs nothing to ask."""

    def count(word: str) -> int:
        return known.get(word, 1)

    def rarest(words: list[str], most: int) -> list[str]:
        return sorted(words, key=lambda word: (count(word), word))[:most]

    asked = rarest(prompt, PROMPT_WORDS)
    alone = [word for word in (*asked, *rarest(answer, ANSWER_WORDS)) if count(word) <= COMMONEST]
    common = [word for word in asked if count(word) > COMMONEST]
    both = [f"({one} & {two})" for one, two in combinations(common, 2)]
    return " | ".join(dict.fromkeys([*alone, *both])) or " & ".join(common)
