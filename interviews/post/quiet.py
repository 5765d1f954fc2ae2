"""When a reminder is sent: not in a person's quiet hours, and not when it comes too late."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(8)  # of who has no quiet hours at night
FRIDAY = 4


@dataclass(frozen=True)
class QuietHours:
    """No reminder from `starts` until `ends` on the clock of `zone`; over midnight if it ends earlier."""

    zone: ZoneInfo
    starts: time
    ends: time

    def end_after(self, moment: datetime) -> datetime | None:
        """The end of the quiet hours in which this moment lies, in UTC; None if it lies in none."""
        local = moment.astimezone(self.zone)
        clock = local.time()
        over_midnight = self.starts > self.ends
        if over_midnight:
            quiet = clock >= self.starts or clock < self.ends
        else:
            quiet = self.starts <= clock < self.ends
        if not quiet:
            return None
        day = local.date() + timedelta(days=1 if over_midnight and clock >= self.starts else 0)
        end = datetime.combine(day, self.ends, self.zone).astimezone(UTC)
        # A clock that is put back can show the end of the quiet hours twice: then the second.
        return end if end > moment else end.astimezone(self.zone).replace(fold=1).astimezone(UTC)

    def morning_after(self, moment: datetime, working: Collection[int] = ()) -> datetime:
        """The morning of the next working day after this moment's, in UTC: the end of the quiet hours.

        Working days are Monday to Friday and the weekdays of `working` (0 is Monday). Without quiet hours at
        night it is eight o'clock, or the end of the quiet hours in which that lies.
        """
        day = moment.astimezone(self.zone).date() + timedelta(days=1)
        while day.weekday() > FRIDAY and day.weekday() not in working:
            day += timedelta(days=1)
        at_night = self.starts > self.ends
        morning = datetime.combine(day, self.ends if at_night else MORNING, self.zone).astimezone(UTC)
        return self.end_after(morning) or morning


def when_to_remind(wanted: datetime, latest: datetime, quiet: QuietHours) -> datetime | None:
    """The wanted moment, or the end of the quiet hours it falls into; None if that is after `latest`."""
    at = quiet.end_after(wanted) or wanted
    return at if at <= latest else None
