"""Times and names in sentences."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo


def time_words(moment: datetime, zone: ZoneInfo) -> str:
    """Such as "Thu 3 December, 10:00"; the zone is said elsewhere."""
    there = moment.astimezone(zone)
    return f"{there:%a} {there.day} {there:%B, %H:%M}"


def day_words(moment: datetime, zone: ZoneInfo) -> str:
    """Such as "Thu 3 December"."""
    there = moment.astimezone(zone)
    return f"{there:%a} {there.day} {there:%B}"


def clock_words(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Such as "10:00-10:45"."""
    return f"{start.astimezone(zone):%H:%M}–{end.astimezone(zone):%H:%M}"


def listed(names: Sequence[str]) -> str:
    """Such as "Ana, Ben and Cai"; empty for nobody."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def zone_words(zone: ZoneInfo, moment: datetime) -> str:
    """Such as "Berlin (CET)", "Kolkata (IST)", "UTC": the place, and what its clock is called then."""
    place = zone.key.split("/")[-1].replace("_", " ")
    name = moment.astimezone(zone).tzname() or ""
    if name == place:
        return place
    return f"{place} ({name})" if name.isalpha() else f"{place} (UTC{name})"
