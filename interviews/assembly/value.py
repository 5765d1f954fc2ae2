"""What a loop is worth by its weights: one pure function, and the fixed numbers that it divides by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .fitting import Fitting
from .shapes import BankQuestion, Choice, Request, Weights


@dataclass(frozen=True)
class Scale:
    """What the terms are shares of; the same for every loop of one request."""

    weights: Weights
    minutes: int  # of all sessions; of their pinned questions where those take more
    topics: int  # most distinct topics that a loop could meet
    kinds: int  # most kinds of question, likewise

    def of_question(self, row: BankQuestion) -> float:
        """What the question adds by itself, wherever it stands."""
        weights = self.weights
        each = weights.information * row.information
        each += weights.freshness * row.freshness + weights.priority * row.priority
        return each * row.minutes / self.minutes

    @property
    def topic(self) -> float:
        """What a topic that is met for the first time adds."""
        return self.weights.coverage / self.topics

    @property
    def kind(self) -> float:
        """What a kind of question that is met for the first time adds."""
        return self.weights.variety / self.kinds

    def of_loop(self, rows: Sequence[BankQuestion]) -> float:
        """What all these questions are worth together."""
        topics = {row.topic for row in rows if row.topic is not None}
        kinds = {row.kind for row in rows}
        shares = min(1.0, len(topics) / self.topics), min(1.0, len(kinds) / self.kinds)
        own = sum(self.of_question(row) for row in rows)
        return own + self.weights.coverage * shares[0] + self.weights.variety * shares[1]


def scale_of(request: Request) -> Scale:
    """The fixed numbers of a request. At least 1 each, so that an empty loop is worth 0."""
    fitting = Fitting(request)
    rows = [row for row in request.bank if fitting.places(row)]
    pinned = [choice.question for choice in request.pins]
    most = len(pinned) + _most_questions(request, fitting, rows)
    everything = [*rows, *pinned]
    return Scale(
        weights=request.weights,
        minutes=max(1, sum(_minutes(request, need.position, need.minutes) for need in request.sessions)),
        topics=max(1, min(most, len({row.topic for row in everything if row.topic is not None}))),
        kinds=max(1, min(most, len({row.kind for row in everything}))),
    )


def evaluate(request: Request, choices: Iterable[Choice]) -> float:
    """What a loop of these choices is worth by the request's weights (see Weights), whatever rules it breaks.

    0 for an empty loop; at most the sum of the weights for a loop that fills no session over its minutes.
    """
    return scale_of(request).of_loop([choice.question for choice in choices])


def _minutes(request: Request, position: int, minutes: int) -> int:
    return max(minutes, sum(c.question.minutes for c in request.pins if c.session == position))


def _most_questions(request: Request, fitting: Fitting, rows: list[BankQuestion]) -> int:
    """How many of the rows could be asked if only the minutes counted: the shortest first, by session."""
    shortest: dict[int, list[int]] = {need.position: [] for need in request.sessions}
    for row in rows:
        for position in fitting.places(row):
            shortest[position].append(row.minutes)
    most = 0
    for need in request.sessions:
        left = need.minutes - sum(c.question.minutes for c in request.pins if c.session == need.position)
        for minutes in sorted(shortest[need.position]):
            if minutes > left:
                break
            left -= minutes
            most += 1
    return min(most, len(rows))
