"""What the demonstration shows of times: people in three zones with their hours, and a placed loop."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from accounts.models import Membership
from interviews.actions.add_exception import add_exception
from interviews.actions.place_loop import place_loop
from interviews.actions.plan_loop import plan_loop
from interviews.actions.set_profile import set_profile
from interviews.actions.set_weekly_hours import set_weekly_hours
from interviews.actions.set_windows import set_windows
from interviews.models import Loop, Opening, Stage
from interviews.queries.times import proposal, table_of
from interviews.timing.hours import Hours
from interviews.timing.spans import Span

ZONES = {"coordinator": "America/New_York", "interviewer": "Europe/Lisbon", "second": "Europe/Berlin"}
CANDIDATE, CANDIDATES_ZONE = "Anil Deshmukh", "Asia/Kolkata"
STRETCHES = ((time(9), time(12, 30)), (time(13, 30), time(18)))


def say_hours(people: Mapping[str, Membership]) -> None:
    """Three people say where they are; the interviewers when they can, and one of them is away in a month."""
    for part, zone in ZONES.items():
        set_profile(actor=people[part], member_id=people[part].pk, time_zone=zone, most_a_day=None)
    for part in ("interviewer", "second"):
        hours = [Hours(day, starts, ends) for day in range(5) for starts, ends in STRETCHES]
        set_weekly_hours(actor=people[part], member_id=people[part].pk, hours=hours)
    away = _morning(30)
    add_exception(
        actor=people["second"],
        member_id=people["second"].pk,
        starts_at=away,
        ends_at=away + timedelta(days=7),
        note="Holiday",
    )


def place_one(people: Mapping[str, Membership], opening: Opening, seed: int) -> Loop:
    """A loop over continents: its candidate offers some afternoons, and all proposed times are accepted."""
    coordinator = people["coordinator"]
    both = {"lead": people["interviewer"].pk, "second": people["second"].pk}
    stages = Stage.objects.filter(revision=opening.blueprint.current_id).count()
    loop = plan_loop(
        actor=coordinator,
        opening_id=opening.pk,
        candidate_name=CANDIDATE,
        seats=dict.fromkeys(range(stages), both),
        seed=seed,
    )
    set_windows(actor=coordinator, loop_id=loop.pk, add=_afternoons(), time_zone=CANDIDATES_ZONE)
    found = proposal(table_of(loop, timezone.now()))
    if found.placed:
        times = {row.key: row.at for row in found.placed}
        loop = place_loop(actor=coordinator, loop_id=loop.pk, times=times)
    return loop


def _afternoons() -> list[Span]:
    """Six working days from the day after tomorrow, 08:00 to 14:00 UTC: from afternoon on in Kolkata."""
    days = [day for day in map(_morning, range(2, 14)) if day.weekday() < 5][:6]
    return [(day + timedelta(hours=8), day + timedelta(hours=14)) for day in days]


def _morning(days: int) -> datetime:
    """Midnight in UTC so many days from now."""
    return timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
        days=days
    )
