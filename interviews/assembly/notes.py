"""What breaks no rule of the assembly, yet somebody should know."""

from collections.abc import Iterator, Sequence

from .shapes import BankQuestion, Choice, Request, SessionNeed

MUCH = 1 / 3  # of a session's minutes


def notes(request: Request, choices: Sequence[Choice]) -> Iterator[str]:
    """Sentences: minutes that stay free, and what questions that a person pinned exceed by themselves."""
    for need in request.sessions:
        rows = [choice.question for choice in choices if choice.session == need.position]
        pinned = [choice.question for choice in request.pins if choice.session == need.position]
        free = need.minutes - sum(row.minutes for row in rows)
        if not need.closed and free >= MUCH * need.minutes:
            yield (
                f"{need.title}: {free} of {need.minutes} minutes stay free; the bank has "
                f"nothing more that is allowed there and fits."
            )
        yield from _exceeded(request, need, pinned)


def _exceeded(request: Request, need: SessionNeed, pinned: Sequence[BankQuestion]) -> Iterator[str]:
    minutes = sum(row.minutes for row in pinned)
    if minutes > need.minutes:
        yield f"{need.title}: what is pinned there takes {minutes} of its {need.minutes} minutes."
    for quota in need.quotas:
        count = sum(quota.topic in row.topics for row in pinned)
        if count > quota.maximum:
            yield f"{need.title}: {count} questions of {quota.name} are pinned, {quota.maximum} are the most."
    pilots = sum(row.pilot for row in pinned)
    if request.most_pilots is not None and pilots > request.most_pilots:
        yield f"{need.title}: {pilots} pilot questions are pinned, {request.most_pilots} are the most."
