"""Whom to remind of what in debriefs: who has not read, who has not voted, who has to take it on.

Nobody who is not wanted any more is reminded, nobody twice of the same, and nobody who wants no reminders.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Membership, Organization
from interviews.enums import LoopState
from interviews.models import InterviewerProfile, Loop
from interviews.queries.letters import absolute, quiet_hours
from interviews.timing.zones import zone_of
from scoring.debriefing.letters import PASSED, Told, rung
from scoring.debriefing.standing import Standing
from scoring.debriefing.table import goes_on, transition, unmet
from scoring.enums import DebriefState, LetterKind
from scoring.models import Debrief, DebriefLetter
from scoring.queries.debrief_facts import DebriefFacts, facts_of, leader_of
from scoring.queries.late_cards import who_planned

ASKING = {DebriefState.READING: LetterKind.READ, DebriefState.VOTING: LetterKind.VOTE}
ONWARD = {DebriefState.READING: DebriefState.VOTING, DebriefState.VOTING: DebriefState.DISCUSSING}
WAITS_STEP = {DebriefState.READING: 0, DebriefState.VOTING: 1}  # of the letters that a debrief waits


@dataclass(frozen=True)
class Due:
    """A letter that is due: to whom, about which debrief, what."""

    debrief: Debrief
    member: Membership
    kind: LetterKind
    step: int

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same letter."""
        return (self.debrief.pk, self.member.pk, self.kind, self.debrief.round, self.step)


def letters_due(organization: Organization, now: datetime) -> list[Due]:
    """The letters that are due now and were not written yet. Six queries, and those of `who_planned` for each
    debrief that waits without anybody who takes part.
    """
    rows = Debrief.objects.filter(organization=organization, state__in=ASKING, loop__state=LoopState.PLANNED)
    facts = facts_of(rows.order_by().values_list("loop", flat=True))
    found = [due for one in facts.values() for due in wanted(one, now)]
    written = DebriefLetter.objects.filter(debrief__in={due.debrief.pk for due in found})
    known = set(written.values_list("debrief", "member", "kind", "round", "step"))
    fresh = [due for due in found if due.key not in known]
    listening = set(_listening(due.member.pk for due in fresh).values_list("pk", flat=True))
    return [due for due in fresh if due.member.pk in listening]


def wanted(facts: DebriefFacts, now: datetime) -> Iterator[Due]:
    """What is wanted of whom in one debrief at this moment, whatever was written before."""
    debrief, state = facts.debrief, DebriefState(facts.debrief.state)
    if state not in ASKING or facts.loop.state != LoopState.PLANNED:
        return
    standing = facts.standing(debrief, now)
    deadline = debrief.read_by if state == DebriefState.READING else debrief.vote_by
    step = rung(vars(facts.loop)["stepped_at"] or debrief.created_at, deadline, now)
    for chair in facts.voters():
        done = chair.read_at is not None if state == DebriefState.READING else vars(chair)["voted"]
        if not done:
            yield Due(debrief, chair.member, ASKING[state], step)
    if step == PASSED and goes_on(standing) is None:
        for member in _who_acts(facts):
            yield Due(debrief, member, LetterKind.MOVE, WAITS_STEP[state])


def _who_acts(facts: DebriefFacts) -> list[Membership]:
    """The facilitator; without one, who takes part; without anybody, who planned the loop."""
    leads = leader_of(facts, facts.debrief)
    if leads is not None:
        return [leads]
    return [chair.member for chair in facts.voters()] or who_planned(facts.loop)


def _listening(members: Iterable[uuid.UUID]) -> QuerySet[Membership]:
    rows = Membership.objects.filter(pk__in=list(members), left_at=None, user__is_active=True)
    return rows.exclude(interviewer_profile__reminders=False)


def still_wanted(letter: DebriefLetter, now: datetime) -> bool:
    """Whether this very letter is still due, and its reader still wants reminders."""
    facts = facts_of([letter.debrief.loop_id])[letter.debrief.loop_id]
    key = (letter.debrief_id, letter.member_id, letter.kind, letter.round, letter.step)
    if key not in {due.key for due in wanted(facts, now)}:
        return False
    return _listening([letter.member_id]).exists()


def loaded(letters: QuerySet[DebriefLetter]) -> QuerySet[DebriefLetter]:
    """The letters with what their words are made of."""
    return letters.select_related(
        "debrief__loop__organization",
        "debrief__loop__candidate",
        "member__user",
        "member__interviewer_profile",
    )


def told_in(letter: DebriefLetter, standing: Standing) -> Told:
    """What a letter says of how things stand."""
    debrief, loop = letter.debrief, letter.debrief.loop
    kind = LetterKind(letter.kind)
    onward = transition(standing.state, ONWARD[standing.state]) if standing.state in ONWARD else None
    return Told(
        kind=kind,
        step=letter.step,
        name=str(letter.member),
        loop=loop.name,
        candidate=str(loop.candidate),
        organization=loop.organization.name,
        zone=zone_of(_zone(letter)),
        until=debrief.read_by if standing.state == DebriefState.READING else debrief.vote_by,
        waits=unmet(onward, standing) if onward and kind == LetterKind.MOVE else (),
        link=_page(loop),
    )


def quiet_until(letter: DebriefLetter, now: datetime) -> datetime | None:
    """The end of the quiet hours that the reader has now; None if they have none."""
    return quiet_hours(_profile(letter), _zone(letter)).end_after(now)


def overdue_letters(organization: Organization, now: datetime) -> list[uuid.UUID]:
    """The letters that should have gone out by now. One query."""
    rows = DebriefLetter.objects.filter(
        organization=organization, sent_at=None, dropped_at=None, due_at__lte=now
    )
    return list(rows.order_by("due_at").values_list("pk", flat=True))


def organizations_with_debriefs() -> list[uuid.UUID]:
    """Where somebody may have to be reminded, read across all organisations. Two queries."""
    waiting = DebriefLetter.objects.filter(sent_at=None, dropped_at=None)
    asking = Debrief.objects.filter(state__in=ASKING, loop__state=LoopState.PLANNED)
    found = {
        organization
        for rows in (waiting, asking)
        for organization in rows.order_by().values_list("organization_id", flat=True).distinct()
    }
    return sorted(found)


def _page(loop: Loop) -> str:
    return absolute(reverse("packet", args=[loop.organization.slug, loop.pk]))


def _profile(letter: DebriefLetter) -> InterviewerProfile | None:
    return getattr(letter.member, "interviewer_profile", None)


def _zone(letter: DebriefLetter) -> str:
    profile = _profile(letter)
    return profile.time_zone if profile else ""
