"""First and second votes of one loop side by side: for pages and the API, through the gate."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.ground.verdict import Verdict, no
from accounts.models import Membership
from interviews.models import Loop
from scoring import rules
from scoring.enums import Ballot, DebriefState
from scoring.models import CommitteeSeat, Debrief, Vote
from scoring.queries.packet import sat_in
from scoring.snapshot import Packet
from scoring.visibility_votes import readable_votes, seated_committee, votes_are_open


@dataclass(frozen=True)
class MemberVotes:
    """One committee member in one round. What the reader may not read is empty."""

    member: Membership
    voted: bool
    replaced: tuple[Vote, ...] = ()  # before the vote closed, and changed before it did
    second: Vote | None = None  # with which they went into the discussion
    changes: tuple[Vote, ...] = ()  # after it, in order

    @property
    def now(self) -> Vote | None:
        """The one that counts."""
        return self.changes[-1] if self.changes else self.second


@dataclass(frozen=True)
class Choice:
    """One of the choices, with how many chose it. None: not told yet."""

    code: str
    word: str
    first: int  # interviewers whose card counts, as first submitted
    second: int | None  # committee, when the vote closed
    now: int | None  # the same after the discussion


@dataclass(frozen=True)
class First:
    """An interviewer's first verdict."""

    name: str
    code: str
    word: str
    counted: bool


@dataclass(frozen=True)
class VotesReading:
    """The votes of one loop as one reader has them before them."""

    debrief: Debrief
    open: bool
    firsts: tuple[First, ...]
    members: tuple[MemberVotes, ...]  # of the present round
    choices: tuple[Choice, ...]
    rounds: tuple[tuple[int, tuple[MemberVotes, ...]], ...]  # earlier ones
    own: Vote | None  # the reader's, of the present round
    may_cast: Verdict

    @property
    def changing(self) -> bool:
        """Whether a vote cast now is a change after the discussion began."""
        return self.debrief.state == DebriefState.DISCUSSING

    @property
    def changed(self) -> bool:
        """Whether anybody changed theirs after the vote had closed, as far as the reader knows."""
        return any(row.changes for row in self.members)

    @property
    def voted(self) -> int:
        """How many have voted in the present round."""
        return sum(row.voted for row in self.members)


def votes_of(actor: Membership, loop: Loop, debrief: Debrief, packet: Packet) -> VotesReading:
    """The votes on a loop that `open_packet` opened, beside the first verdicts of its packet. Two queries."""
    seats = list(seated_committee(debrief))
    votes = list(readable_votes(actor, debrief).order_by("round", "number"))
    members = _members(seats, [vote for vote in votes if vote.round == debrief.round])
    earlier = sorted({vote.round for vote in votes} - {debrief.round})
    own = [vote for vote in votes if vote.member_id == actor.pk and vote.round == debrief.round]
    firsts = tuple(_first(card) for card in packet["cards"])
    opened = votes_are_open(debrief)
    return VotesReading(
        debrief=debrief,
        open=opened,
        firsts=firsts,
        members=members,
        choices=_choices(firsts, members, opened=opened),
        rounds=tuple(
            (number, _members(seats, [vote for vote in votes if vote.round == number])) for number in earlier
        ),
        own=own[-1] if own else None,
        may_cast=_may_cast(actor, loop, debrief, seats),
    )


def _may_cast(actor: Membership, loop: Loop, debrief: Debrief, seats: list[CommitteeSeat]) -> Verdict:
    mine = [seat for seat in seats if seat.member_id == actor.pk]
    verdict = rules.may_vote(seated=bool(mine), interviewed=sat_in(loop))
    if not verdict:
        return verdict
    voted = any(vars(seat)["has_voted"] for seat in mine)
    closed = rules.vote_closed_because(DebriefState(debrief.state), voted=voted)
    return no(closed) if closed else verdict


def _members(seats: list[CommitteeSeat], votes: list[Vote]) -> tuple[MemberVotes, ...]:
    """Of the present round everybody who takes part; of an earlier one `votes` alone say who voted."""
    rows = []
    for seat in seats:
        cast = [vote for vote in votes if vote.member_id == seat.member_id]
        before = [vote for vote in cast if vote.stage == DebriefState.VOTING]
        after = [vote for vote in cast if vote.stage != DebriefState.VOTING]
        rows.append(
            MemberVotes(
                seat.member,
                voted=vars(seat)["has_voted"],
                replaced=tuple(before[:-1]),
                second=before[-1] if before else None,
                changes=tuple(after),
            )
        )
    return tuple(rows)


def _first(card: Packet) -> First:
    """A card's recommendation as it was first submitted. Packets of format 1 know of no amendments."""
    known = {"first_recommendation": "", "first_recommendation_word": ""} | card
    code = known["first_recommendation"] or card["recommendation"]
    word = known["first_recommendation_word"] or card["recommendation_word"]
    return First(card["name"], code, word, card["counted"])


def _choices(
    firsts: Iterable[First], members: tuple[MemberVotes, ...], *, opened: bool
) -> tuple[Choice, ...]:
    first = Counter(one.code for one in firsts if one.counted)
    second = Counter(row.second.ballot for row in members if row.second)
    now = Counter(row.now.ballot for row in members if row.now)
    return tuple(
        Choice(
            ballot.value,
            str(ballot.label),
            first[ballot.value],
            second[ballot.value] if opened else None,
            now[ballot.value] if opened else None,
        )
        for ballot in Ballot
    )
