"""What a blueprint says, as plain values: what forms and the API hand to the actions."""

import uuid
from dataclasses import dataclass

from interviews.enums import SeatKind
from questionbank.enums import Kind

SHORTEST, LONGEST = 5, 480
LONGEST_PURPOSE = 2_000  # characters
MOST_STAGES, MOST_QUESTIONS = 12, 30


@dataclass(frozen=True)
class Quota:
    """How many questions of a topic, its sub-topics included."""

    topic_id: uuid.UUID
    minimum: int = 1
    maximum: int = 3


@dataclass(frozen=True)
class StageContent:
    """One interview of a blueprint. No kinds: any kind. No quotas: any topic."""

    name: str
    level_id: uuid.UUID
    minutes: int
    purpose: str = ""
    kinds: tuple[str, ...] = ()
    seats: tuple[str, ...] = (SeatKind.LEAD,)
    criterion_ids: tuple[uuid.UUID, ...] = ()
    quotas: tuple[Quota, ...] = ()

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
