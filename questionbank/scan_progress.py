"""How far the search for duplicates is: told by the task, shown on the page, kept where both can look."""

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

KEPT = 24 * 60 * 60  # seconds
SILENT = timedelta(minutes=10)  # a scan that said nothing for so long has stopped


@dataclass(frozen=True)
class ScanProgress:
    """What a scan last said: the step, how many questions, and at the end how many pairs."""

    step: str
    at: datetime
    questions: int = 0
    total: int = 0
    found: int | None = None
    new: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether it came to its end."""
        return self.found is not None

    @property
    def has_stopped(self) -> bool:
        """Whether it was to go on and did not."""
        return not self.is_over and timezone.now() - self.at > SILENT

    @property
    def is_running(self) -> bool:
        """Whether it goes on, as far as anybody knows."""
        return not self.is_over and not self.has_stopped


def tell_progress(
    organization_id: uuid.UUID,
    step: str,
    *,
    questions: int = 0,
    total: int = 0,
    found: int | None = None,
    new: int | None = None,
) -> None:
    """Keeps where the scan of this organisation's bank stands."""
    told = ScanProgress(step, timezone.now(), questions, total, found, new)
    cache.set(_key(organization_id), asdict(told), KEPT)


def progress_of(organization_id: uuid.UUID) -> ScanProgress | None:
    """Where the last scan stands or ended; None if there was none since yesterday."""
    told = cache.get(_key(organization_id))
    return ScanProgress(**told) if told else None


def _key(organization_id: uuid.UUID) -> str:
    return f"duplicates:{organization_id}"
