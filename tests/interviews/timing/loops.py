"""Small loops to be placed, and every way to place them, one by one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise, product
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from interviews.timing.shapes import Frame, Person, Sitting
from interviews.timing.spans import covers, merged, overlap

MONDAY = datetime(2026, 10, 19, tzinfo=UTC)  # the week before the clocks of Berlin go back
MINUTE = timedelta(minutes=1)


def on(day: int, hour: float) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


def person(number: int, name: str, *free: tuple[datetime, datetime], **fields) -> Person:
    return Person(UUID(int=number), name, ZoneInfo("UTC"), merged(free), **fields)


def sitting(number: int, title: str, minutes: int = 60, people: Sequence[Person] = (), at=None) -> Sitting:
    return Sitting(UUID(int=1000 + number), title, minutes, tuple(row.key for row in people), at)


def frame(*windows: tuple[datetime, datetime], zone: str = "UTC", **fields) -> Frame:
    return Frame(merged(windows), ZoneInfo(zone), **{"candidate": "Kim"} | fields)


Way = dict[UUID, datetime]
Loop = tuple[list[Sitting], dict[UUID, Person], Frame]


def span(row: Sitting, at: datetime) -> tuple[datetime, datetime]:
    return at, at + row.minutes * MINUTE


def wrong(way: Way, loop: Loop) -> list[str]:
    """The rules that these times break."""
    sittings, people, asked = loop
    rest = asked.rest * MINUTE
    found = []
    held = [row for row in sittings if row.key in way]
    for row in held:
        start, end = span(row, way[row.key])
        if row.at is not None:
            found += ["moved"] * (row.at != start)
            continue
        found += ["window"] * (not covers(merged(asked.windows), start, end))
        for key in row.people:
            found += ["hours"] * (not covers(people[key].free, start, end))
            found += ["busy"] * any(overlap((start - rest, end + rest), other) for other in people[key].busy)
    for one, other in combinations(held, 2):
        if one.at is None or other.at is None:
            (a, b), (c, d) = span(one, way[one.key]), span(other, way[other.key])
            found += ["break"] * (a < d + rest and c < b + rest)
    return found + _too_many(way, loop, held)


def _too_many(way: Way, loop: Loop, held: list[Sitting]) -> list[str]:
    _, people, asked = loop
    limits = [(None, asked.most_a_day, None, ())]
    limits += [(row.key, row.most_a_day, row.most_a_week, row.busy) for row in people.values()]
    found = []
    for key, a_day, a_week, busy in limits:
        mine = [row for row in held if key is None or key in row.people]
        free = {day(way[row.key], asked) for row in mine if row.at is None}
        days = [day(way[row.key], asked) for row in mine] + [day(start, asked) for start, _ in busy]
        for one in free:
            found += ["day"] * (a_day is not None and days.count(one) > a_day)
            weeks = [other.isocalendar()[:2] for other in days]
            found += ["week"] * (a_week is not None and weeks.count(one.isocalendar()[:2]) > a_week)
    return found


def day(at: datetime, asked: Frame) -> date:
    return at.astimezone(asked.zone).date()


def cost(way: Way, loop: Loop) -> tuple:
    """What place() says it makes small, in its order."""
    sittings, _, asked = loop
    days: dict[date, list[tuple[datetime, datetime]]] = {}
    for row in sittings:
        days.setdefault(day(way[row.key], asked), []).append(span(row, way[row.key]))
    gaps = 0
    for spans in days.values():
        rows = sorted(spans)
        gaps += sum((b - a) // MINUTE - asked.rest for (_, a), (b, _) in pairwise(rows))
    starts = tuple(way[row.key] for row in sittings)
    return len(days), max(days), gaps, sum(start.timestamp() for start in starts), starts


def ways(loop: Loop) -> list[Way]:
    """All that break no rule, of the largest number of sessions that is possible."""
    sittings, _, asked = loop
    grid = []
    for row in sittings:
        starts = [row.at] if row.at else []
        if row.at is None:
            for begins, ends in asked.windows:
                at = begins
                while at + row.minutes * MINUTE <= ends:
                    starts.append(at)
                    at += 15 * MINUTE
        alone = [at for at in starts if not wrong({row.key: at}, loop)]
        grid.append([*alone, None])
    best: list[Way] = []
    for times in product(*grid):
        way = {row.key: at for row, at in zip(sittings, times, strict=True) if at is not None}
        if len(way) >= (len(best[0]) if best else 0) and not wrong(way, loop):
            best = [way] if not best or len(way) > len(best[0]) else [*best, way]
    return best


@st.composite
def small_loops(draw: st.DrawFn) -> Loop:
    """Up to three sessions and people on two or three days, short windows, tight hours."""
    zone = draw(st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York"]))
    quarter = st.integers(0, 10)

    def spans(days: int, longest: int) -> list[tuple[datetime, datetime]]:
        found = []
        for _ in range(days):
            start = on(draw(st.integers(0, 8)), 12 + draw(quarter) / 4)
            found.append((start, start + draw(st.integers(2, longest)) * 15 * MINUTE))
        return found

    people = {}
    for number in range(draw(st.integers(1, 3))):
        free = [*spans(2, 12), (on(draw(st.integers(0, 2)), 12), on(draw(st.integers(3, 9)), 18))]
        one = person(
            number + 1,
            f"P{number}",
            *free,
            busy=merged(spans(draw(st.integers(0, 1)), 4)),
            most_a_day=draw(st.sampled_from([None, None, 1, 2])),
            most_a_week=draw(st.sampled_from([None, None, 1, 2])),
        )
        people[one.key] = one
    sittings = []
    for number in range(draw(st.integers(1, 3))):
        panel = draw(st.lists(st.sampled_from(sorted(people)), max_size=2, unique=True))
        at = on(draw(st.integers(0, 2)), 12 + draw(quarter) / 4) if draw(st.integers(0, 4)) == 4 else None
        minutes = draw(st.sampled_from([30, 45, 60]))
        sittings.append(Sitting(UUID(int=1000 + number), f"S{number}", minutes, tuple(panel), at))
    asked = frame(
        *spans(draw(st.integers(1, 3)), 12),
        zone=zone,
        rest=draw(st.sampled_from([0, 15, 30])),
        most_a_day=draw(st.sampled_from([None, 1, 2, 5])),
    )
    return sittings, people, asked
