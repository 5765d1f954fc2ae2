"""Who may take which step now: the one judgement that page, API and action share. Pure."""

from dataclasses import dataclass, replace

from accounts.ground.verdict import YES, Verdict, no
from scoring.debriefing.standing import Standing
from scoring.debriefing.table import FORWARD, OVERRIDERS, TABLE, Part, Transition, transition, unmet, way
from scoring.enums import DebriefState as State

NAMES = {
    Part.FACILITATOR: "the facilitator",
    Part.VOTER: "committee members who take part",
    Part.COMMITTEE: "committee members who did not interview",
    Part.COORDINATOR: "who plans the loop",
    Part.ADMIN: "administrators",
}


@dataclass(frozen=True)
class Move:
    """A way to another state as one person has it: what is not given for each step, and what they may do."""

    steps: tuple[Transition, ...]
    unmet: tuple[tuple[str, ...], ...]  # sentences, for each step
    take: Verdict  # whether they may go it as it stands
    override: Verdict  # whether they may go it with a reason though something is not given

    @property
    def target(self) -> State:
        """Where it leads."""
        return self.steps[-1].target

    @property
    def verb(self) -> str:
        """What it is called: its last step."""
        return self.steps[-1].verb

    @property
    def missing(self) -> tuple[str, ...]:
        """All that is not given, each sentence once."""
        return tuple(dict.fromkeys(words for step in self.unmet for words in step))

    @property
    def reason(self) -> bool:
        """Whether this person has to say why."""
        return not self.take or any(step.reason for step in self.steps)


def move_to(standing: Standing, target: State, parts: frozenset[Part]) -> Move | None:
    """The way from where it stands to this state for somebody with these parts; None where there is none."""
    steps = steps_to(State(standing.state), target)
    if not steps:
        return None
    found, ahead = [], standing
    for step in steps:
        found.append(unmet(step, ahead))
        ahead = after(step, ahead)
    return Move(steps, tuple(found), _take(steps, tuple(found), parts), _override(steps, parts))


def steps_to(source: State, target: State) -> tuple[Transition, ...]:
    """The one step, or the several of an override; () where no way leads there."""
    straight = transition(source, target)
    return (straight,) if straight else way(source, target)


def moves(standing: Standing, parts: frozenset[Part]) -> tuple[Move, ...]:
    """Every way onward or back from where it stands, the nearest first."""
    source = State(standing.state)
    straight = [step.target for step in TABLE if step.source == source]
    further = [state for state in FORWARD if state not in straight and way(source, state)]
    found = (move_to(standing, target, parts) for target in (*straight, *further))
    return tuple(move for move in found if move is not None)


def after(step: Transition, standing: Standing) -> Standing:
    """How it stands right after a step, as far as the next step's guards ask."""
    ahead = replace(standing, state=step.target, round=standing.round + step.new_round)
    if step.target == State.READING:
        ahead = replace(ahead, unread=standing.voters, reading_over=False)
    if step.new_round:
        ahead = replace(ahead, unvoted=standing.voters)
    return replace(ahead, voting_over=False) if step.target == State.VOTING else ahead


def _take(
    steps: tuple[Transition, ...], found: tuple[tuple[str, ...], ...], parts: frozenset[Part]
) -> Verdict:
    if len(steps) > 1:
        return no("No step is left out, except by an override.")
    if not parts & steps[0].who:
        return no(f"Only {_people(steps[0].who)} may {steps[0].verb}.")
    return no(" ".join(found[0])) if found[0] else YES


def _override(steps: tuple[Transition, ...], parts: frozenset[Part]) -> Verdict:
    first, last = steps[0].source, steps[-1].target
    if first not in FORWARD or last not in FORWARD or FORWARD.index(last) < FORWARD.index(first):
        return no("An override leads forward only, and never to a decision.")
    if parts & OVERRIDERS:
        return YES
    return no(f"Only {_people(OVERRIDERS)} may go on though something is not given.")


def _people(parts: frozenset[Part]) -> str:
    named = [words for part, words in NAMES.items() if part in parts]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
