"""Why each question is in the plan, and in what order a session asks: words and order, no decisions."""

from collections.abc import Iterator, Sequence

from .board import tie
from .place import person_of
from .shapes import BankQuestion, Choice, Request, SessionNeed

TELLS_MUCH = 0.5  # of information, from 0 to 1
GLADLY = 0.75  # of priority
LONGEST = 300  # characters that the database keeps of a reason


def history(row: BankQuestion) -> str:
    """How often it was asked, in words."""
    if not row.asked:
        return "never asked before"
    return f"asked {row.asked} time{'s' if row.asked > 1 else ''} so far"


def ordered(request: Request, placed: Sequence[tuple[int, BankQuestion]]) -> list[Choice]:
    """Pins and placed questions session by session, the easier first, then what curators like to see.

    A session that has begun keeps its order. Each choice says why.
    """
    choices: list[Choice] = []
    for need in request.sessions:
        pinned = [choice for choice in request.pins if choice.session == need.position]
        if need.closed:
            choices += pinned
            continue
        new = [Choice(need.position, row) for place, row in placed if place == need.position]
        choices += sorted(
            pinned + new,
            key=lambda choice: (
                choice.question.hardness,
                choice.question.difficulty or 2,
                -choice.question.priority,
                tie(request.seed, choice.question.question),
            ),
        )
    return _with_reasons(request, choices)


def _with_reasons(request: Request, choices: Sequence[Choice]) -> list[Choice]:
    needs = {need.position: need for need in request.sessions}
    pinned = {choice.question.question for choice in request.pins}
    told: list[Choice] = []
    for choice in choices:
        if choice.question.question in pinned:
            told.append(choice)
            continue
        parts = list(_parts(request, needs[choice.session], choice.question, told, choices))
        text = "; ".join(parts)
        text = f"{text[0].upper()}{text[1:]}"
        whole = text if len(text) < LONGEST else f"{text[: LONGEST - 2]}…"
        told.append(Choice(choice.session, choice.question, f"{whole}."))
    return told


def _parts(
    request: Request,
    need: SessionNeed,
    row: BankQuestion,
    before: Sequence[Choice],
    everything: Sequence[Choice],
) -> Iterator[str]:
    here = [choice.question for choice in before if choice.session == need.position]
    counts = []
    for quota in need.quotas:
        count = 1 + sum(quota.topic in other.topics for other in here)
        if quota.topic in row.topics and count <= quota.minimum:
            counts.append(f"{quota.name} {count} of {quota.minimum}")
    if counts:
        yield f"needed for {', '.join(counts)}"
    yield from _by_second_person(request, need, row, before)
    same = sum(choice.question.topic == row.topic for choice in everything)
    if row.topic_name and same == 1:
        yield f"the only one on {row.topic_name} in this loop"
    elif not counts:
        yield f"fills {row.minutes} free minutes{f' with {row.topic_name}' if row.topic_name else ''}"
    if row.information >= TELLS_MUCH:
        yield f"tells much at {need.level_name}"
    if row.priority >= GLADLY:
        yield "curators like to see it"
    if row.pilot:
        yield "on trial"
    yield history(row)


def _by_second_person(
    request: Request, need: SessionNeed, row: BankQuestion, before: Sequence[Choice]
) -> Iterator[str]:
    people = {session.position: person_of(session) for session in request.sessions}
    for quota in request.twice:
        met = {people[c.session] for c in before if quota.topic in c.question.topics and c.session in people}
        if quota.topic in row.topics and len(met) == 1 and people[need.position] not in met:
            yield f"{quota.name} by a second person"
