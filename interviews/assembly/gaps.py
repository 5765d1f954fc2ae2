"""What a plan does not hold, in sentences that name the topic, the session and the numbers."""

from collections.abc import Iterator

from .board import Board, unfit
from .shapes import Quota, Request, SessionNeed


def gaps(request: Request, board: Board) -> Iterator[str]:
    """One sentence for each topic minimum that is not met, and for each session that stays a third empty."""
    for need in request.sessions:
        short = board.unmet(need.position)
        for quota, _ in short:
            yield _short_of(request, board, need, quota)
        free = board.free(need.position)
        if not short and 3 * free >= need.minutes:
            yield (
                f"{need.title}: {free} of {need.minutes} minutes stay free; the bank has "
                f"nothing more at {need.level_name} that is allowed there and fits."
            )


def _short_of(request: Request, board: Board, need: SessionNeed, quota: Quota) -> str:
    fit = [row for row in request.bank if not unfit(need, row) and quota.topic in row.topics]
    new = [row for row in fit if row.question not in request.forbidden]
    asked_for = f"{quota.name} at {need.level_name}: {quota.minimum} needed in {need.title}"
    met = " that the candidate has not met" if len(new) < len(fit) else ""
    if len(new) < quota.minimum:
        return f"{asked_for}, the bank has {len(new) or 'none'}{met}."
    there = board.count(need.position, quota.topic)
    elsewhere = sum(row.question in board.used for row in new) - there
    cause = f"its {need.minutes} minutes or another topic's maximum leave no room for more"
    if len(new) - elsewhere < quota.minimum:
        cause = f"other sessions take {elsewhere} of the {len(new)} in the bank"
    return f"{asked_for}, {there or 'none'} could be placed: {cause}."
