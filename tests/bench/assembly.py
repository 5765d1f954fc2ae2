"""Loops by proof against loops by habit: what they are worth, what they take, how that grows with the bank.

"Greedy" goes through the questions that serve a minimum, then through all, each time the worthiest by minute
into the first session that may still take it. "Random" does the same in random order.
"""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar
from uuid import UUID

from interviews.assembly import BankQuestion, Board, Choice, Quota, Request, SessionNeed, assemble, evaluate
from interviews.assembly.value import scale_of
from tests.bench.measuring import Line

T = TypeVar("T")
LEVEL = UUID(int=1)
TOPICS = [UUID(int=10 + number) for number in range(20)]
KINDS = ("concept", "coding", "design", "behaviour", "case")
SESSIONS = 5
MINUTES = (5, 6, 8, 10, 12, 15, 20)
RANDOM_LOOPS = 10
PATIENCE = 120.0  # seconds: a bench wants proofs, also on a machine that does other things
GREEDY, ANY = "a greedy loop", f"mean of {RANDOM_LOOPS} random loops"


def measure_loops(sizes: tuple[int, ...], *, repeats: int) -> list[Line]:
    """For each size the time against the greedy's, and what the loops are worth against greedy and random.

    Lines of value hold value in place of milliseconds; that is in their names.
    """
    lines = []
    for size in sizes:
        requests = [made(size, seed) for seed in range(repeats)]
        plans, seconds = _timed(partial(assemble, seconds=PATIENCE), requests)
        assert all(plan.proven for plan in plans)
        loops, habit = _timed(greedy, requests)
        best = statistics.mean(plan.value for plan in plans)
        lines.append(Line(f"loop of 5 proven out of {size:,}", GREEDY, repeats, seconds * 1000, habit * 1000))
        worth = statistics.mean(map(evaluate, requests, loops))
        lines.append(Line(f"value of the loop out of {size:,}", GREEDY, repeats, best, worth))
        worth = statistics.mean(_random_worth(request) for request in requests)
        lines.append(Line(f"value of the loop out of {size:,}", ANY, repeats, best, worth))
    return lines


def _timed(call: Callable[[Request], T], requests: Sequence[Request]) -> tuple[list[T], float]:
    made_: list[T] = []
    seconds = []
    call(requests[0])  # what is imported on the first call is no part of it
    for request in requests:
        begun = time.perf_counter()
        made_.append(call(request))
        seconds.append(time.perf_counter() - begun)
    return made_, statistics.median(seconds)


def made(size: int, seed: int) -> Request:
    """Five sessions of 45 to 60 minutes with four topics each, and a bank with numbers that differ."""
    draw = random.Random(seed)
    ids = [UUID(int=10_000 + number) for number in range(size)]
    enemies: dict[UUID, set[UUID]] = {question: set() for question in ids}
    for _ in range(size // 10):
        one, other = draw.sample(ids, 2)
        enemies[one].add(other)
    needs = tuple(
        SessionNeed(
            position=position,
            title=f"Interview {position + 1}",
            minutes=draw.choice((45, 50, 60)),
            level=LEVEL,
            level_name="Senior",
            quotas=tuple(_quota(topic) for topic in draw.sample(TOPICS, 4)),
        )
        for position in range(SESSIONS)
    )
    bank = tuple(_question(draw, number, frozenset(enemies[ids[number]])) for number in range(size))
    met = frozenset(draw.sample(ids, size // 20))
    return Request(needs, bank, forbidden=met, seed=seed, most_pilots=1)


def _quota(topic: UUID) -> Quota:
    return Quota(topic, f"Topic {topic.int}", 1, 3)


def _question(draw: random.Random, number: int, enemies: frozenset[UUID]) -> BankQuestion:
    topic = draw.choice(TOPICS)
    return BankQuestion(
        question=UUID(int=10_000 + number),
        revision=UUID(int=1_000_000 + number),
        topic=topic,
        topic_name=f"Topic {topic.int}",
        topics=frozenset({topic}),
        level=LEVEL,
        kind=draw.choice(KINDS),
        minutes=draw.choice(MINUTES),
        difficulty=draw.choice((1, 2, 3)),
        asked=draw.randrange(20),
        enemies=enemies,
        pilot=draw.random() < 0.05,
        hardness=draw.gauss(0, 0.4),
        information=draw.random(),
        freshness=draw.random(),
        priority=draw.choice((0.0, 0.5, 1.0)),
    )


def greedy(request: Request) -> list[Choice]:
    """The worthiest by minute first; it never goes back on a choice."""
    scale = scale_of(request)
    return in_turn(request, sorted(request.bank, key=lambda row: -scale.of_question(row) / row.minutes))


def _random_worth(request: Request) -> float:
    draw = random.Random(request.seed)
    loops = (in_turn(request, draw.sample(request.bank, len(request.bank))) for _ in range(RANDOM_LOOPS))
    return statistics.mean(evaluate(request, loop) for loop in loops)


def in_turn(request: Request, rows: Sequence[BankQuestion]) -> list[Choice]:
    """Minimums first, then free minutes, in this order of the questions; no rule is broken."""
    board, taken = Board(request), []
    for needed in (True, False):
        for need in request.sessions:
            for row in rows:
                short = {quota.topic for quota, _ in board.unmet(need.position)} if needed else row.topics
                if board.free(need.position) < MINUTES[0] or not short:
                    break
                if short & row.topics and not board.refusal(need.position, row):
                    board.place(need.position, row)
                    taken.append(Choice(need.position, row))
    return taken
