"""One opening, candidate after candidate: its loops with a target, without one, and made greedily.

The bank has 240 questions of four topics whose difficulties spread by half a point and are known with
an error. Each candidate has met a fifth of it; what a loop asks is less fresh for the next. `spread` says
how unlike the loops' difficulties are.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import fmean, pstdev
from uuid import UUID

from interviews.assembly import BankQuestion, Board, Choice, Request, assemble
from interviews.assembly.forms import Form, form_of_questions, target_of_forms
from interviews.assembly.numbers import Measured, Met, freshness, information
from interviews.assembly.value import scale_of
from tests.interviews.assembly.banks import LEFT, NAMES, OTHER, RIGHT, ROOT, bank_question, need, quota

TOLERANCE, MINUTES_TOLERANCE = 0.1, 10
Make = Callable[[Request], tuple[Choice, ...]]


@dataclass(frozen=True)
class Spread:
    """Of the loops' difficulties, in points: their standard deviation and range; and their mean worth."""

    deviation: float
    range: float
    worth: float


def bank_of(size: int, seed: int) -> list[BankQuestion]:
    """Questions measured on some tens of candidates each."""
    draw = random.Random(seed)
    rows = []
    for number in range(size):
        hard, error = draw.gauss(0, 0.5), draw.uniform(0.1, 0.4)
        measured = Measured(discrimination=draw.uniform(0.1, 0.5), discrimination_n=draw.randint(0, 60))
        rows.append(
            bank_question(
                number,
                draw.choice([LEFT, LEFT, RIGHT, RIGHT, OTHER, ROOT]),
                kind=draw.choice(["concept", "coding", "debugging"]),
                minutes=draw.choice([5, 8, 10, 12, 15]),
                hardness=hard,
                hardness_error=error,
                information=information(measured, hard, error),
            )
        )
    return rows


def request_for(bank: list[BankQuestion], used: dict[UUID, int], draw: random.Random) -> Request:
    """Three interviews for a candidate who has met some of the bank."""
    sessions = (
        need(0, 45, (quota(LEFT, 2, 5),)),
        need(1, 45, (quota(RIGHT, 2, 5), quota(ROOT, 0, 6))),
        need(2, 30, (quota(OTHER, 1, 4),)),
    )
    rows = tuple(
        replace(
            row, freshness=freshness(Met(asked=used.get(row.question, 0))), asked=used.get(row.question, 0)
        )
        for row in bank
    )
    met = frozenset(draw.sample([row.question for row in bank], len(bank) // 5))
    return Request(sessions, rows, forbidden=met, seed=draw.randint(0, 10**6))


def spread(count: int, make: Make, *, target: bool = False, size: int = 240, seed: int = 1) -> Spread:
    """So many candidates' loops, one after the other, made like this."""
    bank, draw = bank_of(size, seed), random.Random(seed + 1)
    used: dict[UUID, int] = {}
    forms: list[Form] = []
    worths = []
    topics = {topic: NAMES[topic] for topic in (LEFT, RIGHT, OTHER)}
    for _ in range(count):
        request = request_for(bank, used, draw)
        if target:
            wanted = target_of_forms(forms, topics, tolerance=TOLERANCE, minutes_tolerance=MINUTES_TOLERANCE)
            request = replace(request, target=wanted)
        rows = [choice.question for choice in make(request)]
        for row in rows:
            used[row.question] = used.get(row.question, 0) + 1
        forms.append(form_of_questions(rows, topics))
        worths.append(scale_of(request).of_loop(rows))
    hard = [form.hardness for form in forms if form.hardness is not None]
    return Spread(pstdev(hard), max(hard) - min(hard), fmean(worths))


def proven(request: Request) -> tuple[Choice, ...]:
    """As Plumbline does it."""
    return assemble(request).choices


def greedy(request: Request) -> tuple[Choice, ...]:
    """The worthiest question that may still be added, again and again; what a minimum needs first."""
    scale, board = scale_of(request), Board(request)
    rows = sorted(request.bank, key=lambda row: -scale.of_question(row) / row.minutes)
    found: list[Choice] = []
    for only_needed in (True, False):
        for session in request.sessions:
            for row in rows:
                short = {quota.topic for quota, _ in board.unmet(session.position)}
                if only_needed and not short & row.topics:
                    continue
                if not board.refusal(session.position, row):
                    board.place(session.position, row)
                    found.append(Choice(session.position, row))
    return tuple(found)
