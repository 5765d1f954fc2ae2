"""What could stand in a question's place, or be added: everything that breaks no rule, best first."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from .board import Board, tie, unfit
from .reasons import history
from .shapes import Alternative, BankQuestion, Choice, Request
from .value import scale_of

NOTICEABLE = 0.1  # of a term from 0 to 1: less is not worth a word


def alternatives(
    request: Request,
    placed: Sequence[Choice],
    session: int,
    *,
    replacing: UUID | None = None,
    limit: int = 12,
) -> list[Alternative]:
    """Up to `limit` questions for the session that leave the loop worse by no rule than it is; see Board.

    First those that serve a topic minimum that is short; in a session that is about no topic in particular,
    those of the replaced question's topic; then by what the loop is worth with them; among equals the nearest
    to the replaced one in topic, difficulty and minutes, then the least asked.
    """
    board = Board(request, placed, replacing=replacing)
    old = board.old.question if board.old else None
    rows = [row for row in request.bank if row.question != replacing and not board.refusal(session, row)]
    worth = _worth(request, board, rows)
    rows.sort(key=lambda row: _distance(request, board, session, worth[row.question], row, old))
    return [Alternative(row, _why(board, session, row, old), worth[row.question]) for row in rows[:limit]]


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


def _worth(request: Request, board: Board, rows: Sequence[BankQuestion]) -> dict[UUID, float]:
    """What the loop is worth with each of the rows: only what it adds is worked out anew."""
    scale = scale_of(request)
    rest = [row for chosen in board.chosen.values() for row in chosen]
    # One question adds the same wherever the topic and kind are alike.
    known: dict[tuple[UUID | None, str], float] = {}
    worth = {}
    for row in rows:
        sort = (row.topic, row.kind)
        if sort not in known:
            known[sort] = scale.of_loop([*rest, row]) - scale.of_question(row)
        worth[row.question] = known[sort] + scale.of_question(row)
    return worth


def _distance(
    request: Request, board: Board, session: int, worth: float, row: BankQuestion, old: BankQuestion | None
) -> tuple[object, ...]:
    serves = sum(quota.topic in row.topics for quota, _ in board.unmet(session))
    value = -round(worth, 9)
    last = (row.asked, tie(request.seed, row.question))
    if old is None:
        return (-serves, False, value, board.same_topic(row.topic), 0, 0, *last)
    elsewhere = row.topic != old.topic
    harder = abs((row.difficulty or 2) - (old.difficulty or 2))
    about_nothing = not board.needs[session].quotas
    return (
        -serves,
        about_nothing and elsewhere,
        value,
        elsewhere,
        harder,
        abs(row.minutes - old.minutes),
        *last,
    )


def _why(board: Board, session: int, row: BankQuestion, old: BankQuestion | None) -> str:
    parts = [f"needed for {quota.name}" for quota, _ in board.unmet(session) if quota.topic in row.topics]
    if old is None:
        count = board.same_topic(row.topic)
        parts.append(f"topic {count}× in this loop" if count else "new topic in this loop")
        parts.append("tells much at the bar" if row.information >= 0.5 else "")
    else:
        parts += _compared(row, old)
    text = ", ".join(part for part in [*parts, history(row)] if part)
    return f"{text[0].upper()}{text[1:]}."


def _compared(row: BankQuestion, old: BankQuestion) -> list[str]:
    """What differs from the old question, in words; empty where nothing worth a word does."""
    parts = ["same topic" if row.topic == old.topic else "another topic"]
    if row.difficulty and old.difficulty:
        apart = row.difficulty - old.difficulty
        parts.append("harder" if apart > 0 else "easier" if apart < 0 else "same difficulty")
    longer = row.minutes - old.minutes
    if longer:
        minutes = "a minute" if abs(longer) == 1 else f"{abs(longer)} minutes"
        parts.append(f"{minutes} {'longer' if longer > 0 else 'shorter'}")
    for more, less, gained in (
        ("tells more at the bar", "tells less at the bar", row.information - old.information),
        ("fresher", "less fresh", row.freshness - old.freshness),
        ("curators like to see it more", "curators like to see it less", row.priority - old.priority),
    ):
        parts.append(more if gained >= NOTICEABLE else less if gained <= -NOTICEABLE else "")
    return parts
