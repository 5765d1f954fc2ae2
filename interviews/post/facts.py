"""What a letter about a session is about, as it was when the letter was written. Kept with it as JSON.

No name of a candidate is in it: letters are kept, and personal data stands apart so that it can be erased.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class Facts:
    """One session as one person is told of it. `was` is the time they were told before, if it moved."""

    title: str
    starts_at: datetime
    minutes: int
    place: str = ""
    about: str = ""  # the job, or the loop's name
    seat: str = ""  # in words, "Lead"; empty for the candidate
    people: tuple[str, ...] = ()  # the interviewers' names, for the candidate; or whose card is late
    was: datetime | None = None
    named: bool = False  # whether an interviewer may read the candidate's name

    @property
    def ends_at(self) -> datetime:
        """When it is over as planned."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self) | {
            "starts_at": self.starts_at.isoformat(),
            "people": list(self.people),
            "was": self.was.isoformat() if self.was else None,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Facts":
        """The same again."""
        return cls(
            **kept
            | {
                "starts_at": datetime.fromisoformat(kept["starts_at"]),
                "people": tuple(kept["people"]),
                "was": datetime.fromisoformat(kept["was"]) if kept["was"] else None,
            }
        )

    def differs(self, other: "Facts") -> bool:
        """Whether somebody who was told the one must be told the other. Names alone are no news: the
        candidate's page always has those of now, and so has the reminder.
        """
        return self.entry() != other.entry()

    def entry(self) -> tuple[object, ...]:
        """What a calendar shows of it."""
        return (self.title, self.starts_at, self.minutes, self.place, self.seat)
