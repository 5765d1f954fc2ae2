"""Everything that the guards of a debrief ask about, as plain data."""

from dataclasses import dataclass

from scoring.enums import DebriefState


@dataclass(frozen=True)
class Standing:
    """How one debrief stands at one moment. Names are of people as pages print them."""

    state: DebriefState = DebriefState.COLLECTING
    round: int = 1
    cards_in: int = 0  # that count: submitted, of leads and seconds, written before reading
    owed: tuple[str, ...] = ()  # who owes a counting card, with the interview
    unstaffed: tuple[str, ...] = ()  # interviews still ahead in which nobody sits whose card would count
    taken_back: bool = False  # somebody took it back to collecting, and no card has come since
    least_cards: int | None = None  # None: every card that is owed, one at least
    topics_missing: tuple[str, ...] = ()  # of the blueprint, if it wants them all; nothing rated on them
    wants_facilitator: bool = False
    facilitator: str = ""
    facilitator_inside: str = ""  # why they are no outsider, a sentence; empty: they are one
    voters: tuple[str, ...] = ()  # seated committee members
    least_votes: int = 1
    unread: tuple[str, ...] = ()  # voters who have not said that they have read the packet
    unvoted: tuple[str, ...] = ()  # voters who have not voted in this round
    reading_over: bool = False  # its deadline has passed
    voting_over: bool = False
    veto: str = ""  # who forbids a hire; empty: nobody

    @property
    def votes(self) -> int:
        """How many have voted in this round."""
        return len(self.voters) - len(self.unvoted)
