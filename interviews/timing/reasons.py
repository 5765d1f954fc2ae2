"""Why a session is held then, and why another has no time, in sentences with the nearest times."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from interviews.timing.shapes import Frame, Missing, Near, Person, Placed, Sitting
from interviews.timing.slots import (
    common_time,
    minute_of,
    moment_of,
    open_windows,
    padded,
    starts_in,
    starts_of,
)
from interviews.timing.spans import Spans, covers, minus
from interviews.timing.words import day_words, listed

NEAREST = 3


def why_then(
    row: Placed,
    placed: Sequence[Placed],
    sittings: Sequence[Sitting],
    people: Mapping[UUID, Person],
    frame: Frame,
) -> str:
    """Who can, and what is before it on that day."""
    by_key = {sitting.key: sitting for sitting in sittings}
    sitting = by_key[row.key]
    if sitting.at is not None:
        return "Stays where it was put."
    names = listed([people[key].name for key in sitting.people])
    who = f"{names} can then" if names else "Nobody sits there yet"
    where = f"inside {frame.candidate}'s windows" if frame.offered else "by day for the candidate"
    day = row.at.astimezone(frame.zone).date()
    before = [
        (other.at + timedelta(minutes=by_key[other.key].minutes), by_key[other.key].title)
        for other in placed
        if other.at < row.at and other.at.astimezone(frame.zone).date() == day
    ]
    if not before:
        return f"{who}, {where}; the first of its day."
    end, title = max(before)
    return f"{who}, {where}; {(row.at - end) // timedelta(minutes=1)} minutes after {title}."


def why_missing(
    sitting: Sitting,
    placed: Sequence[Placed],
    sittings: Sequence[Sitting],
    people: Mapping[UUID, Person],
    frame: Frame,
) -> Missing:
    """Which of the rules leaves no time: nobody's hours, the windows, or the other sessions."""
    windows = open_windows(frame)
    panel = [people[key] for key in sitting.people]
    if not windows:
        why = f"{frame.candidate} has offered no time that is still to come."
        return Missing(sitting.key, sitting.title, f"{sitting.title}: {why}", ())
    nearest = _nearest(sitting, panel, _taken(placed, sittings, frame), frame)
    if starts_of(sitting, people, frame):
        why = (
            "there is time for it alone, but not beside the other interviews with "
            f"breaks of {frame.rest} minutes{_limits(panel, frame)}"
        )
    else:
        why = _no_time(sitting, panel, windows, frame)
    return Missing(sitting.key, sitting.title, f"{sitting.title}: {why}.", nearest)


def _limits(panel: Sequence[Person], frame: Frame) -> str:
    said = [f"at most {frame.most_a_day} a day for {frame.candidate}"] if frame.most_a_day else []
    for person in panel:
        if person.most_a_day is not None:
            said.append(f"at most {person.most_a_day} a day for {person.name}")
        if person.most_a_week is not None:
            said.append(f"at most {person.most_a_week} a week for {person.name}")
    return f" and {listed(said)}" if said else ""


def _no_time(sitting: Sitting, panel: Sequence[Person], windows: Spans, frame: Frame) -> str:
    """The people, the windows: who alone has nothing, else that they share nothing."""
    length = f"{sitting.minutes} minutes"
    inside = f"inside {frame.candidate}'s windows" if frame.offered else "by day for the candidate"
    until = f"until {day_words(windows[-1][1], frame.zone)}"
    if not starts_in(windows, sitting.minutes):
        return f"none of {frame.candidate}'s windows is {length} long"
    alone = [
        person.name
        for person in panel
        if not starts_in(common_time([person], frame.rest, windows), sitting.minutes)
    ]
    if alone:
        verb = "has" if len(alone) == 1 else "have"
        return f"{listed(alone)} {verb} no {length} free {inside} {until}"
    return f"{listed([person.name for person in panel])} share no {length} {inside} {until}"


def _taken(placed: Sequence[Placed], sittings: Sequence[Sitting], frame: Frame) -> Spans:
    minutes = {sitting.key: sitting.minutes for sitting in sittings}
    held = [(row.at, row.at + timedelta(minutes=minutes[row.key])) for row in placed]
    return padded(held, frame.rest)


def _nearest(sitting: Sitting, panel: Sequence[Person], taken: Spans, frame: Frame) -> tuple[Near, ...]:
    """Everybody's time outside the windows, and the windows' time in which the fewest cannot."""
    windows = open_windows(frame)
    found: list[tuple[int, int, Near]] = []
    reach = ((windows[0][0] - timedelta(days=7), windows[-1][1] + timedelta(days=14)),)
    everybody = minus(common_time(panel, frame.rest, reach), taken) if panel else ()
    outside = f"outside {frame.candidate}'s windows" if frame.offered else "not by day for the candidate"
    for start in starts_in(everybody, sitting.minutes):
        if start >= minute_of(windows[0][0]):
            far = _distance(start, sitting.minutes, windows)
            if far:
                found.append((far, start, Near(moment_of(start), outside)))
    best: tuple[int, int, Near] | None = None
    for start in starts_in(minus(windows, taken), sitting.minutes):
        at = moment_of(start)
        end = at + timedelta(minutes=sitting.minutes)
        away = [person.name for person in panel if not _can(person, at, end, frame)]
        if away and (best is None or len(away) < best[0]):
            best = (len(away), start, Near(at, f"{listed(away)} cannot then"))
    rows = [near for _, _, near in sorted(found, key=lambda row: row[:2])[: NEAREST - 1]]
    return (*rows, best[2]) if best else tuple(rows)


def _can(person: Person, at: datetime, end: datetime, frame: Frame) -> bool:
    return covers(minus(person.free, padded(person.busy, frame.rest)), at, end)


def _distance(start: int, minutes: int, windows: Spans) -> int:
    """Minutes from the session to the nearest window; 0 inside."""
    far = []
    for begins, ends in windows:
        before, after = minute_of(begins) - start, start + minutes - minute_of(ends)
        far.append(max(before, after, 0))
    return min(far)
