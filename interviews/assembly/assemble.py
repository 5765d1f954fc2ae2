"""Makes a plan: first the topic minimums, then the free minutes, spread over the topics."""

from .board import Board, tie, unfit
from .gaps import gaps
from .minimums import Search
from .shapes import BankQuestion, Choice, Plan, Request, SessionNeed


def assemble(request: Request) -> Plan:
    """A plan that breaks no rule: no question twice or met before, minutes, level, kinds and maximums kept.

    Meets as many of the topic minimums as can be met (`Plan.proven` says whether that is proven), then fills
    the free minutes with what the loop has least of. What could not be had is in `Plan.gaps`.
    """
    search = Search(request)
    proven = search.run()
    board = Board(request)
    choices = [_place(board, session, row) for session, row in search.best]
    choices += _fill(request, board)
    order = {need.position: index for index, need in enumerate(request.sessions)}
    choices.sort(key=lambda choice: order[choice.session])
    return Plan(tuple(choices), tuple(gaps(request, board)), "optimal" if proven else "feasible")


def history(row: BankQuestion) -> str:
    """How often it was asked, in words."""
    if not row.asked:
        return "never asked before"
    return f"asked {row.asked} time{'s' if row.asked > 1 else ''} so far"


def _place(board: Board, session: int, row: BankQuestion) -> Choice:
    board.place(session, row)
    counts = [
        f"{quota.name} {board.count(session, quota.topic)} of {quota.minimum}"
        for quota in board.needs[session].quotas
        if quota.topic in row.topics and board.count(session, quota.topic) <= quota.minimum
    ]
    return Choice(session, row, f"Needed for {', '.join(counts)}; {history(row)}.")


def _fill(request: Request, board: Board) -> list[Choice]:
    fitting = {
        need.position: [row for row in request.bank if not unfit(need, row)] for need in request.sessions
    }
    choices: list[Choice] = []
    open_needs = list(request.sessions)
    while open_needs:
        need = max(open_needs, key=lambda need: board.free(need.position))
        rows = [row for row in fitting[need.position] if not board.refusal(need.position, row)]
        if not rows:
            open_needs.remove(need)
            continue
        row = min(rows, key=lambda row: _wish(request, board, need, row))
        choices.append(Choice(need.position, row, _why_filled(board, row)))
        board.place(need.position, row)
    return choices


def _wish(request: Request, board: Board, need: SessionNeed, row: BankQuestion) -> tuple[object, ...]:
    """Smallest first: what the loop has least of, then another kind, then what was asked least."""
    here = board.chosen[need.position]
    same_kind = sum(other.kind == row.kind for other in here)
    in_quotas = min(
        (board.count(need.position, q.topic) for q in need.quotas if q.topic in row.topics), default=0
    )
    return (board.same_topic(row.topic), in_quotas, same_kind, row.asked, tie(request.seed, row.question))


def _why_filled(board: Board, row: BankQuestion) -> str:
    count = board.same_topic(row.topic)
    topic = row.topic_name or "no topic"
    spread = f"{topic} is in this loop {count}× so far" if count else f"{topic} is not in this loop yet"
    return f"Fills {row.minutes} free minutes: {spread}; {history(row)}."
