"""Alternatives for one question: how their time grows with the bank. And how alike parallel loops are."""

import random
from dataclasses import replace
from functools import partial
from statistics import fmean

from interviews.assembly import Choice, Request, alternatives
from interviews.assembly.shapes import Target
from tests.bench.measuring import Call, Line, compare
from tests.interviews.assembly.banks import LEFT, OTHER, RIGHT, ROOT, bank_question, need, quota
from tests.interviews.assembly.parallel import Spread, greedy, proven, spread

SESSIONS, EACH = 5, 5  # interviews of a loop, and questions in each
Loop = tuple[Request, tuple[Choice, ...]]


def measure_replacing(sizes: tuple[int, ...], *, repeats: int) -> list[Line]:
    """The ranked alternatives for one of 25 questions, every kind of rule in force, by size of the bank.

    The baseline is one bare pass over the smallest bank.
    """
    loops = {f"alternatives among {size:,} questions": _loop(size) for size in sizes}
    least = min((request for request, _ in loops.values()), key=lambda request: len(request.bank))

    def one_pass() -> int:
        return sum(row.minutes for row in least.bank if row.question not in least.forbidden)

    things: dict[str, Call] = {name: partial(_replaced, *loop) for name, loop in loops.items()}
    return compare(things, f"a bare pass over {len(least.bank):,}", one_pass, repeats=repeats)


def parallel_loops(candidates: int) -> dict[str, Spread]:
    """How unlike the loops of one opening are: matched to those before, without that, and made greedily."""
    return {
        "matched to those before": spread(candidates, proven, target=True),
        "each at its own best": spread(candidates, proven),
        "greedy": spread(candidates, greedy),
    }


def told(candidates: int) -> str:
    """The same as a small table."""
    rows = [f"difficulty of {candidates} loops of one opening, in points"]
    for name, one in parallel_loops(candidates).items():
        spread_of = f"standard deviation {one.deviation:.3f}  range {one.range:.3f}"
        rows.append(f"  {name:24}  {spread_of}  mean worth {one.worth:.2f}")
    return "\n".join(rows)


def _replaced(request: Request, placed: tuple[Choice, ...]) -> None:
    found = alternatives(request, placed, 0, replacing=placed[0].question.question)
    assert len(found) == 12 or len(request.bank) < 200


def _loop(size: int) -> Loop:
    """A loop that keeps every rule: topics, pilots, two people, a target; an eighth of the bank is met."""
    draw = random.Random(20261121)
    bank = tuple(
        bank_question(
            number,
            (LEFT, RIGHT, OTHER, ROOT)[number % 4],
            kind=("concept", "coding")[number % 2],
            minutes=5 + number % 8,
            pilot=number % 11 == 0,
            information=draw.random(),
            freshness=draw.random(),
            hardness=draw.gauss(0, 0.3),
        )
        for number in range(size)
    )
    sessions = tuple(need(place, 60, (quota(ROOT, 1, 6), quota(OTHER, 1, 4))) for place in range(SESSIONS))
    chosen = bank[: SESSIONS * EACH]
    placed = tuple(Choice(place % SESSIONS, row) for place, row in enumerate(chosen))
    met = frozenset(row.question for row in bank[len(chosen) :: 8])
    target = Target(fmean(row.hardness for row in chosen), 0.25, sum(row.minutes for row in chosen), 15)
    request = Request(sessions, bank, forbidden=met, twice=(quota(OTHER, 2, 2),), most_pilots=1)
    return replace(request, target=target), placed
