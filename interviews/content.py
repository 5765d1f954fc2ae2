"""What a blueprint says, as plain values: what forms and the API hand to the actions."""

import uuid
from dataclasses import asdict, dataclass, field

from interviews.assembly.shapes import Weights
from interviews.enums import SeatKind
from questionbank.enums import Kind

SHORTEST, LONGEST = 5, 480
LONGEST_PURPOSE = 2_000  # characters
MOST_STAGES, MOST_QUESTIONS = 12, 30
LOWEST_BAR, HIGHEST_BAR = 1, 4  # points of the scale
WIDEST_TOLERANCE = 3.0  # points of difficulty: as far as the scale reaches
LONGEST_BREAK, WIDEST_MINUTES = 120, 240
MOST_CARDS, MOST_VOTES = 20, 20  # that a debrief can ask for
LONGEST_DEADLINE = 24 * 28  # hours
HEAVIEST = 10.0

WEIGHT_WORDS = {
    "information": "How much a question tells about somebody at the bar",
    "coverage": "How many different topics are met",
    "freshness": "How little a question has been met, here or outside",
    "priority": "How gladly curators see a question asked",
    "variety": "How many kinds of question are met",
}


@dataclass(frozen=True)
class Quota:
    """How many questions of a topic, its sub-topics included."""

    topic_id: uuid.UUID
    minimum: int = 1
    maximum: int = 3


@dataclass(frozen=True)
class Bar:
    """How many points of a criterion are the bar, from 1 to 4."""

    criterion_id: uuid.UUID
    points: int


@dataclass(frozen=True)
class StageContent:
    """One interview of a blueprint. No kinds: any kind. No quotas: any topic.

    `neighbour_ids` are levels whose questions are allowed beside its own level's; `module_id` is what lead
    and second must be qualified for, if anything.
    """

    name: str
    level_id: uuid.UUID
    minutes: int
    purpose: str = ""
    kinds: tuple[str, ...] = ()
    seats: tuple[str, ...] = (SeatKind.LEAD,)
    criterion_ids: tuple[uuid.UUID, ...] = ()
    quotas: tuple[Quota, ...] = ()
    neighbour_ids: tuple[uuid.UUID, ...] = ()
    module_id: uuid.UUID | None = None

    def problems(self) -> list[str]:
        """What makes no sense in it, in sentences that name the interview."""
        name = self.name.strip() or "An interview"
        told = []
        if not 0 < len(self.name.strip()) <= 120:
            told.append("Every interview needs a name, up to 120 characters.")
        if len(self.purpose) > LONGEST_PURPOSE:
            told.append(f"{name}: its purpose has at most {LONGEST_PURPOSE:,} characters.")
        if not SHORTEST <= self.minutes <= LONGEST:
            told.append(f"{name}: from {SHORTEST} to {LONGEST} minutes.")
        if set(self.kinds) - set(Kind.values) or set(self.seats) - set(SeatKind.values):
            told.append(f"{name}: there is no such kind of question or seat.")
        if SeatKind.LEAD not in self.seats:
            told.append(f"{name}: somebody must lead it.")
        if len(set(self.seats)) < len(self.seats):
            told.append(f"{name}: a seat is there twice.")
        return told + self._quota_problems(name)

    def _quota_problems(self, name: str) -> list[str]:
        told = []
        if len({quota.topic_id for quota in self.quotas}) < len(self.quotas):
            told.append(f"{name}: a topic is there twice.")
        if any(not 0 <= quota.minimum <= quota.maximum <= MOST_QUESTIONS for quota in self.quotas):
            told.append(
                f"{name}: a topic's minimum may not be above its maximum, nor that above {MOST_QUESTIONS}."
            )
        if any(quota.maximum < 1 for quota in self.quotas):
            told.append(f"{name}: leave a topic out rather than allowing none of it.")
        return told


@dataclass(frozen=True)
class Gates:
    """What a debrief asks for before it goes on.

    `least_cards` that count, None for every card that is owed; `all_topics`: every topic of the interviews is
    rated; `facilitator` from outside the team; `least_votes` of committee members; hours for reading and for
    voting, None for no deadline.
    """

    least_cards: int | None = None
    all_topics: bool = False
    facilitator: bool = False
    least_votes: int = 1
    reading_hours: int | None = None
    voting_hours: int | None = None

    def problems(self) -> list[str]:
        """What makes no sense in it, in sentences."""
        told = []
        if self.least_cards is not None and not 1 <= self.least_cards <= MOST_CARDS:
            told.append(f"A debrief waits for 1 to {MOST_CARDS} cards, or for all.")
        if not 1 <= self.least_votes <= MOST_VOTES:
            told.append(f"A debrief asks for 1 to {MOST_VOTES} votes.")
        hours = [one for one in (self.reading_hours, self.voting_hours) if one is not None]
        if any(not 1 <= one <= LONGEST_DEADLINE for one in hours):
            told.append(f"Reading and voting take from 1 to {LONGEST_DEADLINE} hours, or have no deadline.")
        return told


@dataclass(frozen=True)
class Terms:
    """The rules of the whole loop.

    `twice` are topics that two different people ask about; `most_pilots` a session, None for any number;
    `reserve_across`: no question that another open loop of the opening holds; `tolerance` in points of
    difficulty and `minutes_tolerance` in minutes of questions are how far the loops of an opening may lie
    apart; `break_minutes` lie between two interviews of a day.
    """

    twice: tuple[uuid.UUID, ...] = ()
    most_pilots: int | None = 1
    reserve_across: bool = False
    tolerance: float = 0.25
    minutes_tolerance: int = 10
    break_minutes: int = 10
    weights: Weights = field(default_factory=Weights)
    bars: tuple[Bar, ...] = ()
    gates: Gates = field(default_factory=Gates)

    def problems(self) -> list[str]:
        """What makes no sense in it, in sentences."""
        told = []
        if self.most_pilots is not None and not 0 <= self.most_pilots <= MOST_QUESTIONS:
            told.append(f"Pilot questions a session: from 0 to {MOST_QUESTIONS}, or any number.")
        if not 0 <= self.tolerance <= WIDEST_TOLERANCE:  # also refuses what is not a number
            told.append(f"Difficulty may lie from 0 to {WIDEST_TOLERANCE:g} points apart.")
        if not 0 <= self.minutes_tolerance <= WIDEST_MINUTES:
            told.append(f"Minutes of questions may lie from 0 to {WIDEST_MINUTES} apart.")
        if not 0 <= self.break_minutes <= LONGEST_BREAK:
            told.append(f"A break has from 0 to {LONGEST_BREAK} minutes.")
        if len(set(self.twice)) < len(self.twice):
            told.append("A topic is named twice among those that two people ask about.")
        return told + self._weight_problems() + self._bar_problems() + self.gates.problems()

    def _weight_problems(self) -> list[str]:
        weights = asdict(self.weights).values()
        if any(not 0 <= weight <= HEAVIEST for weight in weights):
            return [f"Every weight lies from 0 to {HEAVIEST:g}."]
        return [] if any(weights) else ["At least one weight must be above 0."]

    def _bar_problems(self) -> list[str]:
        told = []
        if any(not LOWEST_BAR <= bar.points <= HIGHEST_BAR for bar in self.bars):
            told.append(f"A bar lies from {LOWEST_BAR} to {HIGHEST_BAR} points.")
        if len({bar.criterion_id for bar in self.bars}) < len(self.bars):
            told.append("A criterion has two bars.")
        return told
