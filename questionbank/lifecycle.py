"""The life of a question: one table of its steps, for the page, the API, the actions and the tests. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from questionbank.enums import State


class Who(Enum):
    """Who may take a step."""

    CURATORS = "curators and administrators"
    WRITER = "curators, administrators, and an interviewer with a draft of their own"


class Gate(Enum):
    """What must hold before a step, in the words of what is missing."""

    TOPIC = "topic"
    LEVEL = "level"
    MINUTES = "minutes"
    RUBRIC = "rubric"
    SECOND_EYES = "the approval of a second person"
    CHANGE_SEEN = "a second person's approval of the change"
    NEVER_LEAKED = "a question that was never leaked"


READY = (Gate.TOPIC, Gate.LEVEL, Gate.MINUTES, Gate.RUBRIC)
FIRST_USE = (*READY, Gate.SECOND_EYES)
# What was in use before was seen by a second person then, or came with the starter bank; what changed since
# must be seen too.
AGAIN = (*READY, Gate.CHANGE_SEEN)


@dataclass(frozen=True)
class Step:
    """One row of the table. `by_report`: taken by the leak report alone, which cleans the loops too."""

    before: State
    after: State
    who: Who = Who.CURATORS
    needs_reason: bool = False
    gates: tuple[Gate, ...] = ()
    by_report: bool = False


TABLE: tuple[Step, ...] = (
    Step(State.DRAFT, State.IN_REVIEW, Who.WRITER),
    Step(State.DRAFT, State.PILOT, gates=FIRST_USE),
    Step(State.DRAFT, State.LIVE, gates=FIRST_USE),
    Step(State.DRAFT, State.RETIRED, needs_reason=True),
    Step(State.IN_REVIEW, State.DRAFT),
    Step(State.IN_REVIEW, State.PILOT, gates=FIRST_USE),
    Step(State.IN_REVIEW, State.LIVE, gates=FIRST_USE),
    Step(State.IN_REVIEW, State.RETIRED, needs_reason=True),
    Step(State.PILOT, State.IN_REVIEW),
    Step(State.PILOT, State.LIVE, gates=AGAIN),
    Step(State.PILOT, State.RESTING),
    Step(State.PILOT, State.RETIRED, needs_reason=True),
    Step(State.LIVE, State.IN_REVIEW),
    Step(State.LIVE, State.RESTING),
    Step(State.LIVE, State.RETIRED, needs_reason=True),
    Step(State.RESTING, State.IN_REVIEW),
    Step(State.RESTING, State.LIVE, gates=AGAIN),
    Step(State.RESTING, State.RETIRED, needs_reason=True),
    Step(State.RETIRED, State.DRAFT, gates=(Gate.NEVER_LEAKED,)),
    Step(State.LEAKED, State.RETIRED, needs_reason=True),
    *(
        Step(state, State.LEAKED, needs_reason=True, by_report=True)
        for state in State
        if state != State.LEAKED
    ),
)
STEPS: dict[State, dict[State, Step]] = {
    state: {step.after: step for step in TABLE if step.before == state} for state in State
}


@dataclass(frozen=True)
class Facts:
    """What the gates ask of a question. `rubric_gaps` are words for what its rubric lacks."""

    topic: bool = False
    level: bool = False
    minutes: bool = False
    rubric_gaps: tuple[str, ...] = (Gate.RUBRIC.value,)
    approved: bool = False  # by somebody who did not write it
    first_revision: bool = True
    second_eyes: bool = True  # whether this organisation asks for them
    leaked: bool = False  # ever


def missing(gates: Iterable[Gate], facts: Facts) -> list[str]:
    """What the gates still ask for, in words; empty when all of them are open."""
    seen = facts.approved or not facts.second_eyes
    shut = {
        Gate.TOPIC: not facts.topic,
        Gate.LEVEL: not facts.level,
        Gate.MINUTES: not facts.minutes,
        Gate.SECOND_EYES: not seen,
        Gate.CHANGE_SEEN: not seen and not facts.first_revision,
        Gate.NEVER_LEAKED: facts.leaked,
    }
    words: list[str] = []
    for gate in gates:
        if gate is Gate.RUBRIC:
            words += facts.rubric_gaps
        elif shut[gate]:
            words.append(gate.value)
    return words
