"""How trainees' ratings compare with the lead's on the same answers.

Compared are ratings of the same question and criterion in the same interview, both handed in: the trainee's
as shadow or reverse shadow, and the lead's. Not assessed is no number and compared with nothing. Both count
as first submitted: who amends after reading the other would only seem to agree.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from django.db.models import QuerySet

from accounts.models import Membership
from interviews.enums import QualificationState, SeatKind
from interviews.models import Module, Qualification
from interviews.queries.qualifications import TRAINING_SEATS, modules_of_stages
from scoring.models import Rating
from scoring.queries.first_verdicts import FIRST_VALUE, first_rated
from scoring.visibility import compared_cards

FEWEST = 20  # pairs of ratings; below, the figures are shown and said to tell little
NEGLIGIBLE = 0.05  # points

Pairs = dict[tuple[uuid.UUID, uuid.UUID], list[tuple[uuid.UUID, int]]]


@dataclass(frozen=True)
class Agreement:
    """Of one trainee in one module: differences (trainee minus lead) over so many interviews."""

    qualification: Qualification
    differences: tuple[int, ...]
    interviews: int

    @property
    def n(self) -> int:
        """Pairs of ratings."""
        return len(self.differences)

    @property
    def within_one(self) -> float | None:
        """The share of pairs at most one point apart; None without any."""
        return sum(abs(one) <= 1 for one in self.differences) / self.n if self.n else None

    @property
    def mean(self) -> float | None:
        """The mean difference in points, positive where the trainee rates higher; None without any."""
        return fmean(self.differences) if self.n else None

    @property
    def share(self) -> str:
        """For a table: the share within one point."""
        return "–" if self.within_one is None else f"{self.within_one:.0%}"

    @property
    def difference(self) -> str:
        """For a table: the mean difference with its sign."""
        return "–" if self.mean is None else f"{self.mean:+.1f}".replace("-", "−")

    @property
    def words(self) -> str:
        """In a sentence, with how much it rests on."""
        if self.mean is None or self.within_one is None:
            return "Nothing to compare yet: it takes an interview in training with both cards handed in."
        over = f"{self.n} rating{'' if self.n == 1 else 's'} in {self.interviews} interview"
        over += "" if self.interviews == 1 else "s"
        near = f"{self.within_one:.0%} within one point of the lead"
        side = "higher" if self.mean > 0 else "lower"
        level = "as high" if abs(self.mean) < NEGLIGIBLE else f"{abs(self.mean):.1f} points {side}"
        told = f"{near}, on average {level}; {over}."
        return told if self.n >= FEWEST else f"{told} Too few to say much: at least {FEWEST} are needed."


def own_agreement(reader: Membership) -> list[Agreement]:
    """The reader's own, by module in use. At most eight queries."""
    rows = Qualification.objects.filter(member=reader, module__retired_at=None)
    return _agreements(reader, rows.order_by("module__name"))


def module_agreement(reader: Membership, module: Module) -> list[Agreement]:
    """Of everybody in training for or approved in a module, by name, for a reader who manages training.

    At most eight queries. Interviews of loops in which the reader owes a card, is recused, or has a
    conflict of interest are left out.
    """
    rows = Qualification.objects.filter(module=module).exclude(state=QualificationState.WITHDRAWN)
    return _agreements(reader, rows.order_by("member__user__name", "pk"))


def _agreements(reader: Membership, rows: QuerySet[Qualification]) -> list[Agreement]:
    qualifications = list(rows.select_related("member__user", "module"))
    pairs = _pairs(reader, {row.member_id for row in qualifications})
    found = []
    for row in qualifications:
        own = pairs.get((row.member_id, row.module_id), [])
        sessions = {session for session, _ in own}
        found.append(Agreement(row, tuple(difference for _, difference in own), len(sessions)))
    return found


def _pairs(reader: Membership, members: Iterable[uuid.UUID]) -> Pairs:
    """By member and module: the interview of each pair of ratings, and the difference."""
    cards = compared_cards(reader).filter(seat__session__stage__isnull=False).order_by()
    trainees = cards.filter(seat__member__in=members, seat__kind__in=TRAINING_SEATS)
    fields = ["pk", "seat__member_id", "seat__session_id", "seat__session__stage_id"]
    own = list(trainees.values_list(*fields, "seat__session__stage__module"))
    leads = cards.filter(seat__kind=SeatKind.LEAD, seat__session__in={session for _, _, session, *_ in own})
    lead_of = dict(leads.values_list("seat__session_id", "pk"))
    given = _values([*(card for card, *_ in own), *lead_of.values()])
    modules = modules_of_stages({stage: module for *_, stage, module in own})
    pairs: Pairs = {}
    for card, member, session, stage, _ in own:
        theirs = given.get(lead_of.get(session), {})
        both = [
            (session, value - theirs[what]) for what, value in given.get(card, {}).items() if what in theirs
        ]
        for module in modules[stage] if both else ():
            pairs.setdefault((member, module), []).extend(both)
    return pairs


def _values(cards: list[uuid.UUID]) -> dict[uuid.UUID | None, dict[tuple[uuid.UUID, uuid.UUID], int]]:
    """Each card's values by planned question and criterion, as first submitted. One query."""
    rated = first_rated(Rating.objects.filter(scorecard__in=cards))
    given: dict[uuid.UUID | None, dict[tuple[uuid.UUID, uuid.UUID], int]] = {}
    for card, planned, criterion, value in rated.order_by().values_list(
        "scorecard_id", "planned_id", "criterion_id", FIRST_VALUE
    ):
        given.setdefault(card, {})[planned, criterion] = value or 0
    return given
