"""What the assembly takes and gives: frozen rows. Minutes are whole minutes; ids are opaque."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Quota:
    """How many questions of a topic, its sub-topics included, a session holds."""

    topic: UUID
    name: str
    minimum: int
    maximum: int


@dataclass(frozen=True)
class SessionNeed:
    """What one session of the loop asks for. No kinds: any kind. No quotas: any topic.

    `neighbours` are levels allowed beside its own. `barred` are topics (a question's own one) that nobody who
    leads there is qualified for. `lead` tells sessions of different people apart; None: not known, taken as a
    person of its own. A `closed` session has begun: what stands in it stays, and nothing is added.
    """

    position: int
    title: str
    minutes: int
    level: UUID
    level_name: str
    kinds: frozenset[str] = frozenset()
    quotas: tuple[Quota, ...] = ()
    neighbours: frozenset[UUID] = frozenset()
    barred: frozenset[UUID] = frozenset()
    lead: UUID | None = None
    closed: bool = False


@dataclass(frozen=True)
class BankQuestion:
    """A usable question at its current revision; `topics` holds its own topic and every topic above it.

    `enemies` are the questions that no loop asks besides this one: the same, nearly the same, or one gives
    the other away. `hardness` is in points above the mean question, `hardness_error` its standard error.
    `information`, `freshness` and `priority` are from 0 to 1, the more the better: how much it tells about
    somebody at the level's bar, how little it has been met outside, how gladly curators see it.
    """

    question: UUID
    revision: UUID
    topic: UUID | None
    topic_name: str
    topics: frozenset[UUID]
    level: UUID | None
    kind: str
    minutes: int
    difficulty: int | None = None
    asked: int = 0
    enemies: frozenset[UUID] = frozenset()
    pilot: bool = False
    hardness: float = 0.0
    hardness_error: float = 0.5
    information: float = 0.5
    freshness: float = 1.0
    priority: float = 0.5


@dataclass(frozen=True)
class Weights:
    """What a loop is worth. Each term lies between 0 and 1; a weight of 0 leaves its term out.

    information, freshness, priority: the questions' own, each counted by its minutes, over all minutes of the
    loop (so that time left unused is worth nothing); coverage: distinct topics met, over as many as could
    be; variety: kinds of question met, likewise.
    """

    information: float = 3.0
    coverage: float = 2.0
    freshness: float = 2.0
    priority: float = 1.0
    variety: float = 1.0


@dataclass(frozen=True)
class Target:
    """What the loops already built for the opening are like, which a parallel one must match.

    `hardness`: mean of the questions' hardness, within `tolerance` points; `minutes`: of all questions
    together, within `minutes_tolerance`; `topics`: questions by topic (the quotas' topics), each within one.
    """

    hardness: float
    tolerance: float
    minutes: int
    minutes_tolerance: int
    topics: tuple[Quota, ...] = ()
    forms: int = 1  # how many loops it was taken from


@dataclass(frozen=True)
class Request:
    """One loop to be made: its sessions, the bank, and the rules of the loop.

    `forbidden`: what the candidate has met or another loop has reserved for them. `reserved`: what other open
    loops of the opening hold. `twice`: topics to be met in sessions of two different people. `pins`: what
    must stand where; `bans`: what a person does not want. Ties are broken by `seed` alone.
    """

    sessions: tuple[SessionNeed, ...]
    bank: tuple[BankQuestion, ...]
    forbidden: frozenset[UUID] = frozenset()
    seed: int = 0
    reserved: frozenset[UUID] = frozenset()
    bans: frozenset[UUID] = frozenset()
    pins: tuple["Choice", ...] = ()
    twice: tuple[Quota, ...] = ()
    most_pilots: int | None = None
    weights: Weights = field(default_factory=Weights)
    target: Target | None = None


@dataclass(frozen=True)
class Choice:
    """A question in a session, and why it is there, in a sentence."""

    session: int
    question: BankQuestion
    why: str = ""


@dataclass(frozen=True)
class Relaxation:
    """One rule given up or loosened: what `relax` needs to do it again, and what a button says.

    kind: minimum, minutes, kinds, level, reserved, pilots, twice, hardness, length, topics, pin or barred;
    `session` and `topic` where the rule has them; `to` is the new minimum, minutes, most pilots or tolerance.
    All those of one `way` together make the rules hold; way 0 asks for less, the others allow more.
    """

    kind: str
    told: str
    session: int | None = None
    topic: UUID | None = None
    to: float | None = None
    way: int = 0


@dataclass(frozen=True)
class Plan:
    """The choices in the order they are asked, what it is worth, and what is proven about that.

    status: "optimal" (no plan under the rules is worth more than `value` by a share above 1e-6), "feasible"
    (every rule is kept; none is worth more than `bound`), or "nearest": no plan keeps every rule; this one
    gives up as little as can be. Then `gaps` says in sentences which rules cannot hold together, and
    `relaxations` what would make them. `gap` is (bound - value) / |bound|.
    """

    choices: tuple[Choice, ...]
    gaps: tuple[str, ...] = ()
    status: str = "optimal"
    value: float = 0.0
    bound: float = 0.0
    relaxations: tuple[Relaxation, ...] = ()
    notes: tuple[str, ...] = ()  # no rule is broken, yet somebody should know: minutes that stay free
    cut_short: bool = False  # "nearest", but time ran out before it was proven that nothing is nearer

    @property
    def gap(self) -> float:
        """How far the value may lie below the best there is, as a share of the bound."""
        return (self.bound - self.value) / abs(self.bound) if self.bound else 0.0

    @property
    def proven(self) -> bool:
        """Whether nothing better exists under the rules, or, for the nearest plan, nothing nearer."""
        return self.status != "feasible" and not self.cut_short


@dataclass(frozen=True)
class Alternative:
    """A question that could stand in another's place, what speaks for it, and the loop's value with it."""

    question: BankQuestion
    why: str
    value: float = 0.0
