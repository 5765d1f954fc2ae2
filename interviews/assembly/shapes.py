"""What the assembly takes and gives: frozen rows. Minutes are whole minutes; ids are opaque."""

from dataclasses import dataclass
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
    """What one session of the loop asks for. No kinds: any kind. No quotas: any topic."""

    position: int
    title: str
    minutes: int
    level: UUID
    level_name: str
    kinds: frozenset[str] = frozenset()
    quotas: tuple[Quota, ...] = ()


@dataclass(frozen=True)
class BankQuestion:
    """A usable question at its current revision; `topics` holds its own topic and every topic above it.

    `kin` are the questions that a person called the same or a variant of it: no loop asks two of them.
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
    kin: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Request:
    """One loop to be made: its sessions, the bank, and what the candidate has met (`forbidden`)."""

    sessions: tuple[SessionNeed, ...]
    bank: tuple[BankQuestion, ...]
    forbidden: frozenset[UUID] = frozenset()
    seed: int = 0


@dataclass(frozen=True)
class Choice:
    """A question in a session, and why it is there, in a sentence."""

    session: int
    question: BankQuestion
    why: str = ""


@dataclass(frozen=True)
class Plan:
    """The choices in the order they are asked; what could not be had, in sentences.

    `proven` says that no choice of questions meets more of the topic minimums; false only when the search was
    cut short.
    """

    choices: tuple[Choice, ...]
    gaps: tuple[str, ...]
    proven: bool = True


@dataclass(frozen=True)
class Alternative:
    """A question that could stand in another's place, and what speaks for it."""

    question: BankQuestion
    why: str
