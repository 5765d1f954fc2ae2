"""When a reminder is sent: not in a person's quiet hours, and not when it comes too late."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


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


def when_to_remind(wanted: datetime, latest: datetime, quiet: QuietHours) -> datetime | None:
    """The wanted moment, or the end of the quiet hours it falls into; None if that is after `latest`."""
    at = quiet.end_after(wanted) or wanted
    return at if at <= latest else None
