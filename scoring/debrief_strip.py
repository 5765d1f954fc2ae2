"""The strip at the top of a packet in plain data: where a debrief stands, what is waited for, what the reader
does next. No query.
"""

from dataclasses import dataclass, replace

from scoring.debriefing.moving import Move
from scoring.debriefing.table import FORWARD
from scoring.enums import DebriefState as State
from scoring.queries.debrief_protocol import Chair, Protocol

ORDER = tuple(State)
SHORT = {State.DECIDED: "Decided"}  # in the row of all states, where "not released" stands beside it
RELEASES = "Who interviewed and who plans the loop read it from then on."


@dataclass(frozen=True)
class Stage:
    """One state in the row of all of them."""

    state: str
    word: str
    place: str  # past, present, ahead


@dataclass(frozen=True)
class Act:
    """One thing that the reader may do: post to the URL of this `name`, open its page where it `asks` why, or
    go to the `anchor` on this page.
    """

    word: str
    name: str = ""
    target: str = ""  # the state to which it moves the debrief
    asks: bool = False  # whether it takes a reason first, on a page of its own
    seen: str = ""  # the digest of the packet that goes with it
    confirm: str = ""  # what is asked before it is done
    anchor: str = ""  # a place on this page


@dataclass(frozen=True)
class Strip:
    """All of it, as one reader may know it."""

    protocol: Protocol
    state: State
    stages: tuple[Stage, ...]
    waiting: tuple[str, ...]  # sentences
    next: Act | None
    others: tuple[Act, ...]

    @property
    def word(self) -> str:
        """The state in words."""
        return str(self.state.label)


def strip_of(protocol: Protocol, *, knows_decided: bool, digest: str = "") -> Strip:
    """The strip; `digest` is that of the packet on the page. Whom a decision is not told yet
    (`knows_decided` is false) sees the debrief discussing, without its last step and what it leads to.
    """
    if protocol.state == State.DECIDED and not knows_decided:
        steps = tuple(step for step in protocol.steps if step.number < protocol.version)
        protocol = replace(protocol, state=State.DISCUSSING, moves=(), steps=steps)
    return Strip(
        protocol=protocol,
        state=protocol.state,
        stages=_stages(protocol.state),
        waiting=_waiting(protocol),
        next=None if protocol.cancelled else _next(protocol, digest),
        others=() if protocol.cancelled else _others(protocol, digest),
    )


def act_of(move: Move) -> Act:
    """The move as something to do; with a reason, on its own page."""
    word = move.verb.capitalize()
    if not move.take:
        word += " all the same"
    return Act(word, "debrief_move", move.target, asks=move.reason)


def _stages(now: State) -> tuple[Stage, ...]:
    here = ORDER.index(now)
    places = ("past" if n < here else "present" if n == here else "ahead" for n in range(len(ORDER)))
    return tuple(
        Stage(one.value, SHORT.get(one) or str(one.label), place)
        for one, place in zip(ORDER, places, strict=True)
    )


def _waiting(protocol: Protocol) -> tuple[str, ...]:
    """What it waits for; of a debrief that could go on by hand, who still might come."""
    if protocol.cancelled:
        return ("This loop was cancelled: its debrief goes no further.",)
    told = {
        State.DISCUSSING: "The committee talks about it; one who takes part records the decision.",
        State.DECIDED: "What was decided is told to nobody else before it is released.",
        State.RELEASED: "Whoever may open the packet reads the decision.",
    }
    if protocol.state in told:
        return (told[protocol.state],)
    ahead = _ahead(protocol)
    return ahead.missing if ahead and ahead.missing else _could_go_on(protocol)


def _could_go_on(protocol: Protocol) -> tuple[str, ...]:
    if protocol.state != State.COLLECTING:
        return ("All is given: it can go on.",)
    if protocol.standing.taken_back:
        return ("It was taken back to collecting: it goes on with the next card, or by hand.",)
    owed = protocol.standing.owed
    if owed:
        return (f"As many cards as are needed are in; still owed by: {', '.join(owed)}.",)
    return ("Enough cards are in: reading can begin.",)


def _ahead(protocol: Protocol) -> Move | None:
    """The one step onward."""
    if protocol.state not in FORWARD[:-1]:
        return None
    target = FORWARD[FORWARD.index(protocol.state) + 1]
    return next((move for move in protocol.moves if move.target == target), None)


def _next(protocol: Protocol, digest: str) -> Act | None:
    """The one thing that this person should do now."""
    own, state = protocol.own, protocol.state
    if own is None and protocol.rights.take_seat and state in FORWARD:
        return Act("Take part", "debrief_join")
    if own is not None and (mine := _own_part(own, state, digest)):
        return mine
    if state == State.DECIDED and _may_go(protocol, State.RELEASED):
        return Act("Release the decision", "decision_release", confirm=RELEASES)
    ahead = _ahead(protocol)
    return act_of(ahead) if ahead and ahead.take and not ahead.reason else None


def _own_part(own: Chair, state: State, digest: str) -> Act | None:
    if state == State.READING and not own.read:
        return Act("I have read it", "debrief_read")
    if state == State.VOTING and not own.voted:
        return Act("Vote", anchor="vote")
    if state == State.DISCUSSING:
        return Act("Record the decision", "decision_record", asks=True, seen=digest)
    return None


def _others(protocol: Protocol, digest: str) -> tuple[Act, ...]:
    """The other moves, and what is done with a reason."""
    found = [act_of(move) for move in protocol.moves if _is_offered(move, protocol)]
    if protocol.own is None and protocol.rights.take_seat:
        found.insert(0, Act("Take part", "debrief_join"))
    if protocol.state not in FORWARD and _may_go(protocol, State.DISCUSSING):
        found.append(Act("Reopen", "decision_reopen", asks=True))
    if protocol.rights.veto:
        found.append(Act("Forbid a decision to hire", "debrief_veto", asks=True))
    if protocol.rights.withdraw_veto:
        found.append(Act("Withdraw the veto", "debrief_veto_withdraw", asks=True))
    if protocol.rights.recuse:
        found.append(Act("Recuse yourself", "debrief_recuse", asks=True))
    first = _next(protocol, digest)
    return tuple(act for act in found if act != first)


def _may_go(protocol: Protocol, target: State) -> bool:
    return any(move.target == target and move.take for move in protocol.moves)


def _is_offered(move: Move, protocol: Protocol) -> bool:
    return bool((move.take or move.override) and protocol.state in FORWARD and move.target in FORWARD)
