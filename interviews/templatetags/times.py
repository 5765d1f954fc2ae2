"""For templates: moments on the clock of a person or a zone, with the name of that clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone

from accounts.models import Membership
from interviews.queries.availability import zones_of
from interviews.timing.words import clock_words, day_words, time_words, zone_words

register = template.Library()
KEPT = "_interviewing_zone"  # on the member of the request: asked once a page


def zone_of_viewer(member: Membership) -> ZoneInfo:
    """The member's time zone; asked once for the same object."""
    zone: ZoneInfo | None = getattr(member, KEPT, None)
    if zone is None:
        zone = zones_of([member.pk])[member.pk]
        setattr(member, KEPT, zone)
    return zone


@register.filter
def local_time(moment: datetime | None, viewer: Membership | ZoneInfo) -> str:
    """Such as "Thu 3 December, 10:00 Berlin (CET)"; the viewer is a member or a zone. Empty for no time."""
    if moment is None:
        return ""
    zone = viewer if isinstance(viewer, ZoneInfo) else zone_of_viewer(viewer)
    return f"{time_words(moment, zone)} {zone_words(zone, moment)}"


@register.filter
def days_off(moment: datetime, viewer: Membership) -> str:
    """How many days off it is on the viewer's clock: "today", "tomorrow", "in 3 days", "2 days ago"."""
    zone = zone_of_viewer(viewer)
    days = (moment.astimezone(zone).date() - timezone.now().astimezone(zone).date()).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


@register.filter
def at_zone(moment: datetime, zone: ZoneInfo) -> str:
    """Such as "Thu 3 December, 10:00", where the zone is said beside it."""
    return time_words(moment, zone)


@register.filter
def day_at(moment: datetime, zone: ZoneInfo) -> str:
    """Such as "Thu 3 December"."""
    return day_words(moment, zone)


@register.filter
def input_at(moment: datetime | None, zone: ZoneInfo) -> str:
    """As a datetime-local input wants it; empty for no time."""
    return f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}" if moment else ""


@register.filter
def clock_from(span: tuple[datetime, datetime], zone: ZoneInfo) -> str:
    """Such as "10:00-10:45"."""
    return clock_words(*span, zone)


@register.simple_tag
def span_at(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Such as "Thu 3 December, 10:00 to 12:00 Berlin (CET)"; the day is said twice only where it changes."""
    last = end.astimezone(zone)
    same = start.astimezone(zone).date() == last.date()
    told = f"{last:%H:%M}" if same else time_words(end, zone)
    return f"{time_words(start, zone)} to {told} {zone_words(zone, end)}"
