"""What the starter bank is made of: frozen rows of text, as a person would fill in the bank's own forms."""

from dataclasses import dataclass

LEVELS = ("Junior", "Mid", "Senior", "Staff")
KINDS = ("concept", "coding", "debugging", "system_design", "behavioural", "case")
SEATS = ("lead", "second", "shadow", "reverse_shadow")
POINTS = (1, 2, 3, 4)


@dataclass(frozen=True)
class StarterCriterion:
    """Something that is judged in the same words all over the organisation."""

    key: str
    name: str
    description: str


@dataclass(frozen=True)
class StarterTopic:
    """A node of the topic tree; `parent` is the key of the topic above, None at the top."""

    key: str
    name: str
    description: str
    parent: str | None


@dataclass(frozen=True)
class StarterRating:
    """How one criterion is rated for one question: `anchors[0]` describes point 1, `anchors[3]` point 4."""

    criterion: str
    anchors: tuple[str, str, str, str]


@dataclass(frozen=True)
class StarterQuestion:
    """One question; `prompt` and `answer` are Markdown, difficulty is 1 (easy) to 3 (hard)."""

    key: str
    topic: str
    level: str
    kind: str
    difficulty: int
    minutes: int
    tags: tuple[str, ...]
    prompt: str
    summary: str
    answer: str
    probes: tuple[str, ...]
    hints: tuple[str, ...]
    red_flags: tuple[str, ...]
    ratings: tuple[StarterRating, ...]


@dataclass(frozen=True)
class StarterQuota:
    """How many questions a stage takes from a topic and everything below it."""

    topic: str
    minimum: int
    maximum: int


@dataclass(frozen=True)
class StarterStage:
    """One interview of a blueprint; `criteria` must be rated in it, `seats` must be filled.

    `neighbours` are levels whose questions may stand in beside its own level's.
    """

    name: str
    purpose: str
    level: str
    minutes: int
    kinds: tuple[str, ...]
    quotas: tuple[StarterQuota, ...]
    criteria: tuple[str, ...]
    seats: tuple[str, ...]
    neighbours: tuple[str, ...]


@dataclass(frozen=True)
class StarterBlueprint:
    """A loop ready to be used for a role at a level.

    `twice` are topics that two different people ask about; `bars` are points (1 to 4) by criterion.
    """

    key: str
    name: str
    role: str
    level: str
    description: str
    twice: tuple[str, ...]
    bars: tuple[tuple[str, int], ...]
    stages: tuple[StarterStage, ...]


@dataclass(frozen=True)
class Starter:
    """The whole bank; topics come parents first, questions in the order of their files."""

    criteria: tuple[StarterCriterion, ...]
    topics: tuple[StarterTopic, ...]
    questions: tuple[StarterQuestion, ...]
    blueprints: tuple[StarterBlueprint, ...]
