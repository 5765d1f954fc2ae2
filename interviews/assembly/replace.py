"""What could stand in a question's place, or be added: everything that breaks no rule, best first."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from .assemble import history
from .board import Board, tie, unfit
from .shapes import Alternative, BankQuestion, Choice, Request


def alternatives(
    request: Request,
    placed: Sequence[Choice],
    session: int,
    *,
    replacing: UUID | None = None,
    limit: int = 12,
) -> list[Alternative]:
    """Up to `limit` questions for the session that break no rule with the rest of the loop as it is.

    First those that serve a topic minimum that would be short, then those of the replaced question's own
    topic, then near it in difficulty and minutes, then the least asked.
    """
    board = Board(request, placed, replacing=replacing)
    old = board.old.question if board.old else None
    rows = [row for row in request.bank if row.question != replacing and not board.refusal(session, row)]
    rows.sort(key=lambda row: _distance(request, board, session, row, old))
    return [Alternative(row, _why(board, session, row, old)) for row in rows[:limit]]


def why_none(
    request: Request, placed: Sequence[Choice], session: int, *, replacing: UUID | None = None
) -> str:
    """When there is no alternative: what stands against the questions that would otherwise fit, counted."""
    board = Board(request, placed, replacing=replacing)
    need = board.needs[session]
    fit = [row for row in request.bank if not unfit(need, row) and row.question != replacing]
    if not fit:
        return f"The bank has no other question at {need.level_name} that {need.title} allows."
    first = (next(board.refusals(session, row), None) for row in fit)
    counts = Counter(refusal.obstacle for refusal in first if refusal is not None)
    told = [f"{count} {obstacle}" for obstacle, count in counts.most_common()]
    return f"Of {len(fit)} other questions at {need.level_name} that {need.title} allows: {', '.join(told)}."


def _distance(
    request: Request, board: Board, session: int, row: BankQuestion, old: BankQuestion | None
) -> tuple[object, ...]:
    serves = sum(quota.topic in row.topics for quota, _ in board.unmet(session))
    if old is None:
        return (-serves, board.same_topic(row.topic), 0, 0, row.asked, tie(request.seed, row.question))
    harder = abs((row.difficulty or 2) - (old.difficulty or 2))
    longer = abs(row.minutes - old.minutes)
    return (-serves, row.topic != old.topic, harder, longer, row.asked, tie(request.seed, row.question))


def _why(board: Board, session: int, row: BankQuestion, old: BankQuestion | None) -> str:
    parts = [f"needed for {quota.name}" for quota, _ in board.unmet(session) if quota.topic in row.topics]
    if old is None:
        count = board.same_topic(row.topic)
        parts.append(f"topic {count}× in this loop" if count else "new topic in this loop")
    else:
        parts.append("same topic" if row.topic == old.topic else "another topic")
        if row.difficulty and row.difficulty == old.difficulty:
            parts.append("same difficulty")
    text = ", ".join([*parts, history(row)])
    return f"{text[0].upper()}{text[1:]}."
