"""What the seating of a loop takes and gives: frozen rows. Moments are aware; ids are opaque."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from uuid import UUID

LEAD, SECOND, SHADOW, REVERSE_SHADOW = "lead", "second", "shadow", "reverse_shadow"
COUNTING = (LEAD, SECOND)  # whose cards count
TRAINING = (SHADOW, REVERSE_SHADOW)

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class TopicRule:
    """A topic that needs an approval, and the modules of which one is enough to lead its questions."""

    name: str
    modules: frozenset[UUID]


@dataclass(frozen=True)
class Place:
    """One seat of one session. No `span`: the session has no time yet, and counts as this week's.

    `module` is what lead and second must be approved for; `topics` what the lead must; `trains` the modules
    for which a shadow's seat counts. `declined` and `recused` are members who did so in this session.
    """

    session: int
    title: str
    kind: str
    span: Span | None = None
    module: UUID | None = None
    module_name: str = ""
    topics: tuple[TopicRule, ...] = ()
    trains: frozenset[UUID] = frozenset()
    declined: frozenset[UUID] = frozenset()
    recused: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Training:
    """The seat that helps a trainee next in a module, how many such are left and of how many."""

    module: UUID
    name: str
    kind: str
    left: int
    total: int


@dataclass(frozen=True)
class Person:
    """Somebody who may interview, with all that speaks for and against them.

    `busy` are interviews outside of this loop, from four weeks ago on; `waiting` counts those without a time.
    `free` is when they can; None is any time. `group` is shared by people whose ratings can be compared,
    None for who has rated with nobody recently. `severity` is in points below colleagues, with its standard
    error; None where too little is known.
    """

    id: UUID
    name: str
    approved: frozenset[UUID] = frozenset()
    training: tuple[Training, ...] = ()
    zone: tzinfo = UTC
    free: tuple[Span, ...] | None = None
    busy: tuple[Span, ...] = ()
    waiting: int = 0
    recent: int = 0  # interviews in the last four weeks
    most_a_week: int | None = None
    most_a_day: int | None = None
    paused_until: date | None = None
    conflict: bool = False
    group: int | None = None
    severity: float | None = None
    error: float = 0.0


@dataclass(frozen=True)
class Pin:
    """Somebody who sits in this loop already."""

    person: UUID
    place: Place


@dataclass(frozen=True)
class PanelWeights:
    """What speaks for one seating over another; load, repeat and training for each seat, severity for
    each point by which a panel leans too far, connected and links for the loop.

    Filling a seat always counts for more than all of these together, and a lead's for more than another's.
    """

    load: float = 3.0
    repeat: float = 4.0
    severity: float = 4.0
    connected: float = 2.0
    links: float = 0.5
    training: float = 1.0


WORDS: dict[str, str] = {
    "repeat": "the same person not twice in one loop",
    "load": "interviews spread evenly, by this week and the last four",
    "severity": "no panel of only lenient or only severe interviewers, once that is measured",
    "connected": "somebody on the panel whose ratings can be compared with others'",
    "training": "seats to watch or to lead under watch to who has most of the way before them",
    "links": "somebody new beside people who have rated together",
}


@dataclass(frozen=True)
class PanelRequest:
    """One loop's seats to be filled. `pins` stay. Ties are broken by `seed` alone.

    `frank` says whether the reader may know that somebody has a conflict of interest; what it is, is never
    said here.
    """

    places: tuple[Place, ...]
    people: tuple[Person, ...]
    now: datetime
    pins: tuple[Pin, ...] = ()
    seed: int = 0
    weights: PanelWeights = field(default_factory=PanelWeights)
    frank: bool = True


@dataclass(frozen=True)
class Objection:
    """What speaks against somebody in a seat. A firm one no reason overrides.

    code: conflict, recused, seated, busy, unqualified, unneeded, declined, paused, away, week or day.
    """

    code: str
    told: str
    firm: bool = False


@dataclass(frozen=True)
class Ranked:
    """Somebody who could take the seat beside the others of the proposal; `cost` is the whole loop's then."""

    person: UUID
    name: str
    why: str
    cost: float


@dataclass(frozen=True)
class Against:
    """Somebody who could not take the seat, and why."""

    person: UUID
    name: str
    objections: tuple[Objection, ...]

    @property
    def firm(self) -> bool:
        """Whether no reason could seat them."""
        return any(objection.firm for objection in self.objections)

    @property
    def told(self) -> str:
        """All of it in one line."""
        return ", ".join(objection.told for objection in self.objections)


@dataclass(frozen=True)
class Filled:
    """A seat with the person proposed and why, or with `missing`: why nobody can take it, counted."""

    place: Place
    person: UUID | None
    name: str
    why: str
    ranked: tuple[Ranked, ...]
    against: tuple[Against, ...]
    missing: str = ""


@dataclass(frozen=True)
class Seating:
    """The proposal in the order of the places, its cost, and whether none costs less (`proven`)."""

    seats: tuple[Filled, ...]
    cost: float
    proven: bool = True
