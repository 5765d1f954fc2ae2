"""Who interviews how much: this week, next week, the last four weeks."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership, Organization
from accounts.queries.organizations import members_query
from interviews.enums import QualificationState
from interviews.models import InterviewerProfile, Qualification
from interviews.queries.panel_people import RECENT, sittings
from interviews.rules import may_sit
from interviews.timing.zones import DEFAULT, zone_of


@dataclass
class Load:
    """One person's interviews by week, on the calendar of their time zone; `waiting` have no time yet."""

    member: Membership
    modules: list[str]
    profile: InterviewerProfile | None
    this_week: int = 0
    next_week: int = 0
    recent: int = 0
    waiting: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def limit(self) -> int | None:
        """The most that they take in a week; None for no limit."""
        return self.profile.most_a_week if self.profile else None


def loads(organization: Organization, *, now: datetime | None = None) -> list[Load]:
    """Everybody who interviews or may, the busiest this week first. Two queries, however many."""
    now = now or timezone.now()
    modules = Qualification.objects.filter(
        member=OuterRef("pk"), state=QualificationState.APPROVED, module__retired_at=None
    )
    names = ArraySubquery(modules.order_by("module__name").values("module__name"))
    rows = members_query(organization).select_related("interviewer_profile").annotate(module_names=names)
    found = {
        member.pk: Load(member, member.module_names, getattr(member, "interviewer_profile", None))
        for member in rows
        if may_sit(member)
    }
    for sitting in sittings(organization, now):
        if sitting.member in found:
            _count(found[sitting.member], sitting.at, now)
    shown = [row for row in found.values() if row.member.has(Role.INTERVIEWER) or _sits(row)]
    for row in shown:
        row.notes = _notes(row, now)
    return sorted(shown, key=lambda row: (-row.this_week, -row.next_week, -row.recent, str(row.member)))


def _sits(row: Load) -> bool:
    return bool(row.modules or row.this_week or row.next_week or row.recent or row.waiting)


def _count(load: Load, at: datetime | None, now: datetime) -> None:
    if at is None:
        load.waiting += 1
        return
    zone = zone_of(load.profile.time_zone if load.profile else DEFAULT)
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    weeks = (at.astimezone(zone).date() - monday).days // 7
    load.this_week += weeks == 0
    load.next_week += weeks == 1
    load.recent += now - RECENT < at <= now


def _notes(load: Load, now: datetime) -> list[str]:
    """What a coordinator should see at a glance."""
    notes = []
    limit, profile = load.limit, load.profile
    if limit is not None:
        for number, when in ((load.this_week + load.waiting, "this week"), (load.next_week, "next week")):
            if number >= limit:
                notes.append(f"{'at' if number == limit else 'beyond'} the limit {when}")
    if profile and profile.paused_until and profile.paused_until > now.date():
        notes.append(f"pauses until {profile.paused_until:%-d %B}")
    return notes
