"""Time zones by their IANA names."""

import zoneinfo
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

DEFAULT = "UTC"


@cache
def zone_names() -> tuple[str, ...]:
    """The names that people choose from: places and UTC, without the historical spellings."""
    names = zoneinfo.available_timezones()
    places = (name for name in names if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/")))
    return (DEFAULT, *sorted(places))


def is_zone(name: str) -> bool:
    """Whether the tz database has it."""
    return name in zoneinfo.available_timezones()


@cache
def zone_of(name: str) -> ZoneInfo:
    """The zone of this name; UTC for an empty or unknown one."""
    try:
        return ZoneInfo(name or DEFAULT)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(DEFAULT)


def wall_moment(clock: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment in UTC at which the zone's wall clock shows this (naive) time.

    None if the clock jumps over it, or at the ends of the calendar; the first of two if it shows it twice.
    """
    try:
        moment = clock.replace(tzinfo=zone, fold=0).astimezone(UTC)
    except OverflowError:
        return None
    return moment if moment.astimezone(zone).replace(tzinfo=None) == clock else None
