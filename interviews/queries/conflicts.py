"""Conflicts of interest: what speaks for one, whom it keeps out, and what a person may read about them.

Found are: who brought a candidate, who came by the same colleague, and who shares a former team. The same
family name is no conflict. A conflict that a person lifted is not found again.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import Membership
from interviews.access import visible_candidates, visible_loops
from interviews.enums import ConflictKind, LoopState, SeatState, SessionState
from interviews.models import (
    Application,
    Candidate,
    CandidatePerson,
    ConflictOfInterest,
    InterviewerProfile,
    Seat,
)

Ids = Collection[uuid.UUID]


@dataclass(frozen=True)
class Found:
    """A conflict that the records speak for."""

    member: uuid.UUID
    candidate: uuid.UUID
    kind: str
    reason: str


def same_team(name: str) -> str:
    """A team's name as it is compared: whatever its case and its spaces."""
    return " ".join(name.split()).casefold()


def found_conflicts(*, candidates: Ids | None = None, members: Ids | None = None) -> list[Found]:
    """What the records speak for, of these candidates and these members (None: all). Four queries.

    One line a member, candidate and kind; whether somebody lifted it is not looked at.
    """
    lines = [*_by_referrer(candidates, members), *_by_team(candidates, members)]
    once = {(line.member, line.candidate, line.kind): line for line in reversed(lines)}
    return sorted(once.values(), key=lambda line: (line.candidate, line.member, line.kind))


def _by_referrer(candidates: Ids | None, members: Ids | None) -> Iterable[Found]:
    rows = Application.objects.filter(referrer__isnull=False).select_related("referrer__user").order_by("pk")
    if candidates is not None:
        rows = rows.filter(candidate__in=candidates)
    applications = list(rows)
    for row in applications:
        if row.referrer_id and (members is None or row.referrer_id in members):
            yield Found(row.referrer_id, row.candidate_id, ConflictKind.REFERRER, "Brought the candidate.")
    profiles = InterviewerProfile.objects.filter(
        referred_by__in={row.referrer_id for row in applications if row.referrer_id}
    )
    if members is not None:
        profiles = profiles.filter(member__in=members)
    brought: dict[uuid.UUID | None, list[uuid.UUID]] = {}
    for referrer, member in profiles.values_list("referred_by_id", "member_id"):
        brought.setdefault(referrer, []).append(member)
    for row in applications:
        for member in brought.get(row.referrer_id, []):
            told = f"Came by the same colleague as the candidate: {row.referrer}."
            yield Found(member, row.candidate_id, ConflictKind.REFERRER, told)


def _by_team(candidates: Ids | None, members: Ids | None) -> Iterable[Found]:
    persons = CandidatePerson.objects.exclude(former_teams=[])
    if candidates is not None:
        persons = persons.filter(candidate__in=candidates)
    profiles = InterviewerProfile.objects.exclude(former_teams=[])
    if members is not None:
        profiles = profiles.filter(member__in=members)
    were_in: dict[str, list[uuid.UUID]] = {}
    for member, teams in profiles.values_list("member_id", "former_teams"):
        for team in {same_team(team) for team in teams}:
            were_in.setdefault(team, []).append(member)
    for candidate, teams in persons.values_list("candidate_id", "former_teams"):
        for team in teams:
            for member in were_in.get(same_team(team), []):
                told = f"Former team in common: {team}."
                yield Found(member, candidate, ConflictKind.FORMER_TEAM, told)


def conflicted_members(candidate: Candidate) -> set[uuid.UUID]:
    """Who must not be seated for this candidate: open conflicts, and what the records speak for by now
    though it was not written down yet. What was lifted counts for nothing. Five queries.
    """
    rows = ConflictOfInterest.objects.filter(candidate=candidate).order_by()
    written = {
        (member, kind): lifted for member, kind, lifted in rows.values_list("member_id", "kind", "lifted_at")
    }
    found = found_conflicts(candidates=[candidate.pk])
    fresh = {line.member for line in found if (line.member, line.kind) not in written}
    return fresh | {member for (member, _), lifted in written.items() if lifted is None}


def has_conflict(member_id: uuid.UUID, candidate_id: uuid.UUID) -> bool:
    """Whether an open conflict between the two is written down. One query."""
    rows = ConflictOfInterest.objects.filter(member=member_id, candidate=candidate_id, lifted_at=None)
    return rows.exists()


def conflicts_of(actor: Membership, candidate: Candidate | None = None) -> QuerySet[ConflictOfInterest]:
    """The conflicts that somebody who manages them reads: open ones first, then the latest.

    Without those of candidates with whom they have a conflict themselves.
    """
    rows = ConflictOfInterest.objects.filter(candidate__in=visible_candidates(actor))
    if candidate is not None:
        rows = rows.filter(candidate=candidate)
    rows = rows.select_related("member__user", "candidate", "declared_by__user", "lifted_by__user")
    return rows.order_by(F("lifted_at").desc(nulls_first=True), "-created_at", "pk")


def profile_of(member: Membership) -> InterviewerProfile | None:
    """A member's settings as an interviewer, None while they have none. One query."""
    return InterviewerProfile.objects.filter(member=member).first()


def own_declarations(member: Membership) -> list[ConflictOfInterest]:
    """What was declared of this member and still holds, latest first. One query.

    What was found is not told to them: it would say that somebody whom they know is applying.
    """
    rows = ConflictOfInterest.objects.filter(member=member, kind=ConflictKind.DECLARED, lifted_at=None)
    return list(rows.select_related("declared_by__user"))


def seats_to_fill(actor: Membership) -> list[Seat]:
    """The seats that a conflict emptied in interviews still ahead, and that nobody took since. One query."""
    taken = Seat.objects.filter(session=OuterRef("session"), kind=OuterRef("kind"), state=SeatState.SEATED)
    rows = Seat.objects.filter(
        state=SeatState.RECUSED,
        session__state=SessionState.SCHEDULED,
        session__loop__state=LoopState.PLANNED,
        session__loop__in=visible_loops(actor),
    ).exclude(Exists(taken))
    rows = rows.select_related("member__user", "session__loop__candidate")
    return list(rows.order_by("session__scheduled_at", "session__loop_id", "session__position", "pk"))
