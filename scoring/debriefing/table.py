"""The one table of a debrief's transitions. Page, API, actions and tests read it; nobody goes another way."""

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from scoring.debriefing.guards import (
    Guard,
    all_are_staffed,
    all_have_read,
    all_have_voted,
    cards_are_in,
    enough_voters,
    facilitator_is_outside,
    nobody_owes,
    not_taken_back,
    topics_are_covered,
)
from scoring.debriefing.standing import Standing
from scoring.enums import DebriefState as State


class Part(Enum):
    """Who somebody is in one debrief; nobody, one or several of these."""

    FACILITATOR = "facilitator"
    VOTER = "voter"  # a seated committee member
    COMMITTEE = "committee"  # has the role, is no witness, not recused
    WITNESS = "witness"  # interviewed here, or was declared out of an interview
    COORDINATOR = "coordinator"  # may change the loop
    ADMIN = "administrator"
    ITSELF = "itself"  # nobody: it goes on by itself once all guards hold


@dataclass(frozen=True)
class Transition:
    """One step: its verb, from where to where, who may take it, what must be given."""

    verb: str  # as pages, API and audit name it
    source: State
    target: State
    who: frozenset[Part]
    guards: tuple[Guard, ...] = ()
    alone: tuple[Guard, ...] = ()  # what must be given besides for it to go on by itself
    reason: bool = False  # whether it needs one
    new_round: bool = False  # the committee reads and votes anew; earlier votes stay as they are


LEADERS = frozenset({Part.FACILITATOR, Part.VOTER})
TABLE: tuple[Transition, ...] = (
    Transition(
        "begin reading",
        State.COLLECTING,
        State.READING,
        LEADERS | {Part.COMMITTEE, Part.COORDINATOR, Part.ITSELF},
        (cards_are_in, topics_are_covered, facilitator_is_outside),
        (nobody_owes, all_are_staffed, not_taken_back),
    ),
    Transition("collect again", State.READING, State.COLLECTING, LEADERS, reason=True, new_round=True),
    Transition(
        "open the vote",
        State.READING,
        State.VOTING,
        LEADERS | {Part.ITSELF},
        (enough_voters, all_have_read),
    ),
    Transition("close the vote", State.VOTING, State.DISCUSSING, LEADERS | {Part.ITSELF}, (all_have_voted,)),
    Transition("read again", State.DISCUSSING, State.READING, LEADERS, reason=True, new_round=True),
    Transition("decide", State.DISCUSSING, State.DECIDED, frozenset({Part.VOTER})),
    Transition("release", State.DECIDED, State.RELEASED, LEADERS | {Part.ADMIN}),
    Transition("reopen", State.DECIDED, State.DISCUSSING, LEADERS | {Part.ADMIN}, reason=True),
    Transition("reopen", State.RELEASED, State.DISCUSSING, LEADERS | {Part.ADMIN}, reason=True),
)
OVERRIDERS = frozenset({Part.FACILITATOR, Part.ADMIN})  # who may go on though something is not given
FORWARD = (State.COLLECTING, State.READING, State.VOTING, State.DISCUSSING)  # as far as an override leads


def transition(source: State, target: State) -> Transition | None:
    """The step from one state straight to another; None where there is none."""
    return next((one for one in TABLE if (one.source, one.target) == (source, target)), None)


def unmet(step: Transition, standing: Standing) -> tuple[str, ...]:
    """What is not given for this step, a sentence each."""
    return tuple(words for guard in step.guards if (words := guard(standing)))


def way(source: State, target: State) -> tuple[Transition, ...]:
    """The steps from one state to a later one, for an override; () where it does not lead forward."""
    if source not in FORWARD or target not in FORWARD:
        return ()
    steps = FORWARD[FORWARD.index(source) : FORWARD.index(target) + 1]
    return tuple(step for pair in pairwise(steps) if (step := transition(*pair)))


def goes_on(standing: Standing) -> Transition | None:
    """The step that the debrief takes by itself now, if it takes one."""
    for step in TABLE:
        by_itself = step.source == standing.state and Part.ITSELF in step.who
        if by_itself and not any(guard(standing) for guard in (*step.guards, *step.alone)):
            return step
    return None
