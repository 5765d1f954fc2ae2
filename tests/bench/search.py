"""The SQL of the bank's page at three sizes and at its five-hundredth page, against the bare query."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.test import Client

from accounts.enums import Role
from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Membership, Organization
from questionbank.enums import Kind, Order, State
from questionbank.models import Level, Question, QuestionRevision, QuestionUse, SearchRow, Topic
from questionbank.queries.search import KEYS, place_of
from questionbank.searching import Search
from tests.bench.measuring import Line
from tests.cast import make_member

KINDS = {Kind.CONCEPT: 60, Kind.CODING: 15, Kind.SYSTEM_DESIGN: 12, Kind.BEHAVIOURAL: 8, Kind.DEBUGGING: 5}
STATES = {State.LIVE: 80, State.DRAFT: 8, State.RETIRED: 5, State.PILOT: 3, State.RESTING: 4}
SYLLABLES = [a + b for a in "bcdfghklmnprstvw" for b in "aeiou"]
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
CHUNK = 5_000


def make_vocabulary(draw: random.Random, size: int) -> list[str]:
    """So many words that are none, the same for a seed."""
    words: dict[str, None] = {}
    while len(words) < size:
        words["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4)))] = None
    return list(words)


def make_bank(
    organization: Organization, askers: Sequence[Membership], size: int, words: Sequence[str]
) -> None:
    """So many questions with answers of 120 words, drawn as words are in texts (Zipf); a third was asked."""
    draw = random.Random(1)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    topics = _topics(organization)
    levels = [
        Level.objects.create(organization=organization, name=f"Level {rank}", rank=rank)
        for rank in range(1, 6)
    ]

    def text(length: int) -> str:
        return " ".join(draw.choices(words, cum_weights=weights, k=length))

    def one(number: int) -> tuple[Question, QuestionRevision]:
        born = BEGAN + timedelta(minutes=number)
        question = Question(
            organization=organization,
            kind=draw.choices(list(KINDS), list(KINDS.values()))[0],
            state=draw.choices(list(STATES), list(STATES.values()))[0],
            created_at=born,
        )
        revision = QuestionRevision(
            organization=organization,
            question=question,
            number=1,
            prompt=text(12),
            answer=text(120),
            topic=topics[int(len(topics) * draw.random() ** 2)],
            level=draw.choice(levels),
            difficulty=draw.choice((1, 2, 2, 3)),
            minutes=10,
            created_at=born,
        )
        return question, revision

    for begin in range(0, size, CHUNK):
        pairs = [one(number) for number in range(begin, min(begin + CHUNK, size))]
        _save(pairs)
        _ask([question for question, _ in pairs if draw.random() < 0.3], askers, draw)


def _ask(questions: Sequence[Question], askers: Sequence[Membership], draw: random.Random) -> None:
    QuestionUse.objects.bulk_create(
        QuestionUse(
            organization_id=question.organization_id,
            question=question,
            member=draw.choice(askers),
            times=1 + int(20 * draw.random() ** 3),
            last_at=question.created_at + timedelta(days=draw.randrange(300)),
        )
        for question in questions
    )


def _save(pairs: list[tuple[Question, QuestionRevision]]) -> None:
    with transaction.atomic():
        Question.objects.bulk_create(question for question, _ in pairs)
        QuestionRevision.objects.bulk_create(revision for _, revision in pairs)
        ids = [question.pk for question, _ in pairs]
        current = QuestionRevision.objects.filter(question=OuterRef("pk")).values("pk")
        Question.objects.filter(pk__in=ids).update(current=Subquery(current))


def _topics(organization: Organization) -> list[Topic]:
    found = []
    for area in range(10):
        above = Topic.objects.create(organization=organization, name=f"Area {area}")
        found.append(above)
        found += [
            Topic.objects.create(organization=organization, name=f"Topic {area}.{n}", parent=above)
            for n in range(5)
        ]
    return found


def measure_search(sizes: tuple[int, ...], *, repeats: int) -> list[Line]:
    """All of a page's SQL, the member's session and rights included, for banks of these sizes."""
    return [line for size in sizes for line in _measure(size, repeats=repeats)]


def _measure(size: int, *, repeats: int) -> list[Line]:
    words = make_vocabulary(random.Random(2), min(30_000, max(300, size // 3)))
    slug = f"bank-{size}"
    with all_organizations():
        organization = Organization.objects.create(slug=slug, name=slug)
        askers = [make_member(organization, f"Asker {n}", Role.INTERVIEWER) for n in range(40)]
        make_bank(organization, askers, size, words)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as the database does by itself, a minute later
    client = Client(headers={"host": "localhost"})
    client.force_login(askers[0].user)
    kept, rare, broad = words[len(words) // 10], words[len(words) // 3], words[5]
    with organization_scope(organization):
        far = _far(min(500, max(1, size // 60)))
    pages = {
        "whole bank": ({}, "TRUE", []),
        f"page {min(500, max(1, size // 60))} of it": ({"sort": "newest", "after": far}, "TRUE", []),
        "two filters": (
            {"state": "live", "kind": "coding"},
            "state = %s AND kind = %s",
            ["live", "coding"],
        ),
        "a word of few": ({"q": rare}, MATCHES, [rare]),
        "two words": ({"q": f"{kept} {broad}"}, MATCHES, [f"{kept} {broad}"]),
        "a word of nearly all": ({"q": broad}, MATCHES, [broad]),
    }
    return [
        _line(f"bank of {size:,}: {name}", client, slug, query, _bare(organization, where, given), repeats)
        for name, (query, where, given) in pages.items()
    ]


MATCHES = "words @@ websearch_to_tsquery('english', %s)"


def _bare(organization: Organization, where: str, given: list[Any]) -> Callable[[], Any]:
    """The thirty newest that match, and nothing else."""
    sql = (
        f"SELECT question_id FROM questionbank_searchrow WHERE organization_id = %s AND {where} "
        "ORDER BY created_at DESC, id DESC LIMIT 30"
    )

    def call() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, [organization.pk, *given])
            cursor.fetchall()

    return call


def _far(page: int) -> str:
    """The place at which this page begins, newest first."""
    keys, _ = KEYS[Order.NEWEST]
    row = SearchRow.objects.order_by(*(f"-{key}" for key in keys))[30 * (page - 1)]
    return place_of(Search(order=Order.NEWEST), row)


def _line(
    name: str, client: Client, slug: str, query: dict[str, str], bare: Callable[[], Any], repeats: int
) -> Line:
    def page() -> None:
        answer = client.get(f"/o/{slug}/bank/", query)
        assert answer.status_code == 200, answer.status_code

    mine, theirs = [], []
    for turn in range(repeats + 1):  # in turns; the first warms up
        for call, seconds in ((bare, theirs), (page, mine)):
            spent = _sql(call)
            if turn:
                seconds.append(spent)
    medians = (statistics.median(mine) * 1000, statistics.median(theirs) * 1000)
    return Line(f"SQL of {name}", "30 newest that match, bare", repeats, *medians)


def _sql(call: Callable[[], Any]) -> float:
    """Seconds that the database took for all that the call asked of it."""
    spent = []

    def timed(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append(time.perf_counter() - begun)

    with connection.execute_wrapper(timed):
        call()
    return sum(spent)
