"""Loops with cards in them, for the tests of debrief and calibration."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from interviews.enums import PlannedState, SeatKind
from interviews.models import Loop
from scoring.actions.record_decision import record_decision
from scoring.actions.release_decision import release_decision
from scoring.citing import evidence_in
from scoring.enums import DebriefState
from scoring.models import CommitteeSeat, Debrief, Decision, Rating, Scorecard, ScorecardVersion, Vote
from scoring.queries.calibration import latest_run
from scoring.queries.packet import read_packet
from tests.cast import World, make_candidate, make_card, make_loop, make_member, make_seat

WHY = "Sized the pool, saw the retry storm."


def hand_in_at_once(
    loop: Loop,
    member: Membership,
    values: Sequence[int | None],
    *,
    kind: SeatKind = SeatKind.LEAD,
    recommendation: str = "yes",
) -> Scorecard:
    """A submitted card over the loop's first session: one value a criterion and question; None: not assessed.

    Written straight into the tables, for tests that need many.
    """
    session = loop.sessions.get()
    session.planned.update(state=PlannedState.ASKED)
    card = make_card(make_seat(session, member, kind))
    given = iter(values)
    rows = []
    for planned in session.planned.select_related("revision"):
        for line in planned.revision.rubric.lines.all():
            value = next(given)
            rows.append(
                Rating(
                    organization_id=loop.organization_id,
                    scorecard=card,
                    planned=planned,
                    criterion_id=line.criterion_id,
                    state="rated" if value else "not_assessed",
                    value=value,
                    reason="" if value else "no time left",
                    evidence=f"{member} heard {value}",
                )
            )
    Rating.objects.bulk_create(rows)
    ScorecardVersion.objects.create(
        organization_id=loop.organization_id, scorecard=card, number=1, content={"of": str(card.pk)}
    )
    card.state, card.submitted_at = "submitted", timezone.now()
    card.recommendation, card.reason, card.notes = recommendation, f"{member}'s reason", f"{member}'s notes"
    card.save()
    return card


def another_loop(world: World, *, title: str = "Another loop", questions: int = 2) -> Loop:
    """A planned loop for a new candidate, nobody seated."""
    candidate = make_candidate(world.organization, f"Candidate of {title}")
    return make_loop(world, candidate, questions=world.questions[:questions], title=title)


def complete_loop(
    world: World, lead: Sequence[int | None], second: Sequence[int | None], **loop: Any
) -> Loop:
    """A loop in which lead and second have handed in these values."""
    made = another_loop(world, **loop)
    hand_in_at_once(made, world.lead, lead)
    hand_in_at_once(made, world.second, second, kind=SeatKind.SECOND)
    return made


def a_year(world: World, candidates: int = 12) -> None:
    """Enough connected ratings for a fit: lead rates a point lower than second on the same people."""
    for n in range(candidates):
        high = [3, 4, 4, 3] if n % 2 else [3, 2, 3, 4]
        complete_loop(world, [v - 1 for v in high], high, title=f"Loop {n}")


def decider(world: World, name: str = "Dana Decider") -> Membership:
    """One more committee member."""
    return make_member(world.organization, name, Role.COMMITTEE)


def discussing(loop: Loop, *members: Membership) -> Debrief:
    """The loop's debrief with the vote closed: these members take part, have read, and have voted yes.

    Written straight into the tables; `tests.scoring.debriefs` goes the real way. Decided ones stay decided.
    """
    debrief, _ = Debrief.objects.get_or_create(loop=loop, defaults={"organization_id": loop.organization_id})
    if debrief.state in (DebriefState.DECIDED, DebriefState.RELEASED):
        return debrief
    for member in members:
        seat = {"organization_id": loop.organization_id, "read_at": timezone.now()}
        _, new = CommitteeSeat.objects.get_or_create(debrief=debrief, member=member, defaults=seat)
        if new:
            Vote.objects.create(
                organization_id=loop.organization_id,
                debrief=debrief,
                member=member,
                round=debrief.round,
                number=1,
                stage=DebriefState.VOTING,
                ballot="yes",
                reason=f"{member}'s vote",
            )
    gone_on = {"state": DebriefState.DISCUSSING, "version": max(debrief.version, 3)}
    pinned = debrief.run or latest_run(loop.organization)
    Debrief.objects.filter(pk=debrief.pk).update(run=pinned, **gone_on)
    return debrief


def first_evidence(packet: dict[str, Any]) -> list[dict[str, str]]:
    """What a decision on this packet cites unless a test says otherwise."""
    return [line.row for line in evidence_in(packet)[:1]]


def decide(actor: Membership, loop: Loop, *, release: bool = True, **fields: Any) -> Decision:
    """A released decision on the packet as it stands, reasons, evidence and all: the committee is the actor,
    who has voted yes.
    """
    if actor.has(Role.COMMITTEE):
        discussing(loop, actor)
    if "digest_seen" not in fields or "cites" not in fields:
        reading = read_packet(actor, loop.pk)
        wanted = {"digest_seen": reading.digest, "cites": first_evidence(reading.packet)}
        fields = wanted | fields
    given = {"outcome": "hire", "reasons": WHY} | fields
    decision = record_decision(actor=actor, loop_id=loop.pk, **given)
    if release:
        release_decision(actor=actor, loop_id=loop.pk)
    return decision
