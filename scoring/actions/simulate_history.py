"""Writes a year, or however long, of interviews with known truth through the real tables."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.ground import audit
from accounts.ground.planner import count_tables
from accounts.ground.verdict import Conflict
from accounts.models import Membership, Organization, User
from accounts.queries.organizations import members_of
from interviews.actions.plan_loop import plan_loop
from interviews.enums import OpeningState
from interviews.models import Loop, Opening
from scoring.actions._simulated_loop import hold_loop
from scoring.actions.calibrate import calibrate
from scoring.simulation import Draws

WORKING_HOURS = (8, 15)  # sessions begin between these hours, UTC
LARGEST_COMMITTEE = 3


@dataclass(frozen=True)
class Simulated:
    """What was written, and the truth behind it."""

    loops: int
    severities: dict[uuid.UUID, float]  # membership -> logits, positive is harsh
    names: dict[uuid.UUID, str]


def simulate_history(
    *,
    actor: Membership,
    candidates: int,
    interviewers: int,
    months: int,
    seed: int,
    tell: Callable[[str], None] = lambda line: None,
) -> Simulated:
    """Holds a decided loop for each of so many candidates over so many months, then calibrates each quarter.

    `actor` plans the loops, so must be a coordinator or administrator; decisions are by a committee member.
    Takes the interviewers there are and adds simulated ones, who cannot sign in, up to the number asked for.
    Each candidate's loop is one transaction; `tell` is called with progress. Refuses an organisation
    without an open opening or a committee member (Conflict).
    """
    organization = actor.organization
    draws = Draws(seed)
    openings = list(Opening.objects.filter(state=OpeningState.OPEN).select_related("blueprint__current"))
    deciders = [m for m in members_of(organization) if m.has(Role.COMMITTEE)]
    if not openings or not deciders:
        raise Conflict("A history needs an open opening and a committee member. Make them first.")
    people = _interviewers(organization, interviewers, draws)
    # Drawn first, so that the same seed means the same severities whatever the bank holds.
    severities = {member.pk: draws.of("severity", member.pk) for member in people}
    times = list(_times(candidates, months, draws))
    quarter = max(1, candidates // max(1, months // 3))
    for number, at in enumerate(times, start=1):
        opening = openings[draws.whole(0, len(openings) - 1)]
        turn = number % len(deciders)
        _simulate_one(actor, opening, people, deciders[turn:] + deciders[:turn], at, draws)
        if number % quarter == 0 or number == candidates:
            count_tables()
            calibrate(actor=None, organization=organization)
            tell(f"{number} of {candidates} candidates")
    return Simulated(len(times), severities, {member.pk: member.user.name for member in people})


@transaction.atomic
def _simulate_one(
    actor: Membership,
    opening: Opening,
    people: list[Membership],
    deciders: list[Membership],
    at: datetime,
    draws: Draws,
) -> Loop:
    stages = list(opening.blueprint.current.stages.all()) if opening.blueprint.current else []
    pairs = draws.pick(len(people), min(len(people), 2 * len(stages)))
    seats = {
        stage.position: {
            "lead": people[pairs[(2 * place) % len(pairs)]].pk,
            "second": people[pairs[(2 * place + 1) % len(pairs)]].pk,
        }
        for place, stage in enumerate(stages)
    }
    loop = plan_loop(
        actor=actor,
        opening_id=opening.pk,
        candidate_name=draws.name(),
        seats=seats,
        seed=draws.whole(0, 1_000_000),
    )
    taken = {member for pair in seats.values() for member in pair.values()}
    judges = [member for member in deciders if member.pk not in taken] or deciders
    hold_loop(loop, committee=judges[:LARGEST_COMMITTEE], at=at, draws=draws)
    return loop


@transaction.atomic
def _interviewers(organization: Organization, wanted: int, draws: Draws) -> list[Membership]:
    people = [m for m in members_of(organization) if m.has(Role.INTERVIEWER)]
    taken = User.objects.filter(email__endswith=f"@{organization.slug}.simulated").count()
    for number in range(taken + 1, taken + 1 + max(0, wanted - len(people))):
        user = User(email=f"interviewer{number}@{organization.slug}.simulated", name=draws.name())
        user.set_unusable_password()
        user.save(force_insert=True)
        member = Membership.unscoped.create(organization=organization, user=user, roles=[Role.INTERVIEWER])
        audit.record("simulate_history", organization=organization, actor=None, on=member)
        people.append(member)
    return people[: max(2, wanted)]


def _times(candidates: int, months: int, draws: Draws) -> Iterator[datetime]:
    """When each candidate's loop begins: in order, on weekdays, the last ones a fortnight ago."""
    end = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=14)
    days = max(1, months * 30)
    for offset in sorted((draws.whole(0, days) for _ in range(candidates)), reverse=True):
        day = end - timedelta(days=offset)
        day += timedelta(days=max(0, day.weekday() - 4) and 7 - day.weekday())
        yield day.replace(hour=draws.whole(*WORKING_HOURS))
