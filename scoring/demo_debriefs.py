"""What the demonstration shows of debriefs: a blueprint with gates, and one in every state."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from accounts.actions.change_settings import change_settings
from accounts.models import Membership
from interviews.actions.create_blueprint import create_blueprint
from interviews.actions.create_opening import create_opening
from interviews.actions.declare_conflict import declare_conflict
from interviews.actions.plan_loop import plan_loop
from interviews.actions.schedule_session import schedule_session
from interviews.actions.start_session import start_session
from interviews.content import Gates
from interviews.models import Loop, Opening, Session
from interviews.queries.blueprints import stage_contents, terms_of
from scoring.actions.cast_vote import cast_vote
from scoring.actions.confirm_reading import confirm_reading
from scoring.actions.create_meeting import create_meeting
from scoring.actions.move_debrief import move_debrief
from scoring.actions.name_facilitator import name_facilitator
from scoring.actions.raise_veto import raise_veto
from scoring.actions.record_decision import record_decision
from scoring.actions.release_decision import release_decision
from scoring.actions.reopen_debrief import reopen_debrief
from scoring.actions.take_committee_seat import take_committee_seat
from scoring.citing import evidence_in
from scoring.enums import Ballot, DebriefState, Outcome
from scoring.models import Meeting
from scoring.queries.debriefs import debrief_of
from scoring.queries.packet import read_packet

People = Mapping[str, Membership]
HandIn = Callable[[Membership, Session], None]

BLUEPRINT, OPENING, TEAM = "Perception Engineer (Mid)", "Perception Engineer, Lisbon", "Perception"
GATES = Gates(
    least_cards=2, all_topics=True, facilitator=True, least_votes=2, reading_hours=48, voting_hours=24
)
VOTERS = ("committee", "judge")
CONFLICT = "We shared a flat until last year."
# One candidate a state; two more wait in silence, and one of them is known to committee@.
COLLECTING, READING, VOTING, DISCUSSING, DECIDED, RELEASED, MORE, KNOWN = CANDIDATES = (
    *("Pia Sandoval", "Ravi Anand", "Hanne Dahl", "Marek Nowy"),
    *("Sora Ito", "Elif Demir", "Jonas Weber", "Nadia Haddad"),
)
ON_THE_AGENDA = (READING, VOTING, DISCUSSING, MORE, KNOWN)


def hold_debriefs(people: People, like: Opening, hand_in: HandIn) -> Meeting:
    """The blueprint, its opening, eight candidates, and a meeting over five of them. `hand_in` writes and
    submits a card; the blueprint's one interview is the first of the one of `like`.
    """
    organization = people["admin"].organization
    change_settings(
        actor=people["admin"], name=organization.name, show_adjusted=organization.show_adjusted, veto=True
    )
    opening = _opening(people, like)
    loops = {
        name: _interviewed(people, opening, name, hand_in, place) for place, name in enumerate(CANDIDATES)
    }
    for name in CANDIDATES[1:]:
        loop = loops[name]
        name_facilitator(actor=people["admin"], loop_id=loop.pk, member_id=people["facilitator"].pk)
        for part in VOTERS if name != KNOWN else VOTERS[1:]:
            take_committee_seat(actor=people[part], loop_id=loop.pk)
    declare_conflict(
        actor=people["coordinator"],
        candidate_id=uuid.UUID(str(loops[KNOWN].candidate_id)),
        reason=CONFLICT,
        member_id=people["committee"].pk,
    )
    confirm_reading(actor=people["judge"], loop_id=loops[READING].pk)
    for name in (VOTING, DISCUSSING, DECIDED, RELEASED):
        _read(people, loops[name])
    _cast(people["judge"], loops[VOTING], Ballot.YES)
    _disagree(people, loops[DISCUSSING])
    _agree(people, loops[DECIDED], Ballot.YES, Outcome.HIRE)
    _twice(people, loops[RELEASED])
    return create_meeting(
        actor=people["judge"],
        title="Debriefs of this week",
        loop_ids=[loops[name].pk for name in ON_THE_AGENDA],
        member_ids=[people[part].pk for part in ("committee", "facilitator")],
        starts_at=timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1),
    )


def _opening(people: People, like: Opening) -> Opening:
    current = like.blueprint.current
    if current is None:
        raise ValueError(f"{like.blueprint} has no revision.")
    stages = [replace(stage, neighbour_ids=()) for stage in stage_contents(current.pk)[:1]]
    blueprint = create_blueprint(
        actor=people["coordinator"],
        name=BLUEPRINT,
        level_id=like.blueprint.level_id,
        stages=stages,
        note="One interview, and a debrief with gates.",
        terms=replace(terms_of(current), twice=(), bars=(), gates=GATES),
    )
    return create_opening(actor=people["coordinator"], title=OPENING, blueprint_id=blueprint.pk, team=TEAM)


def _interviewed(people: People, opening: Opening, name: str, hand_in: HandIn, place: int) -> Loop:
    """Held the day before yesterday; of the one who is still collected for, one card is owed."""
    both = {"lead": people["interviewer"].pk, "second": people["second"].pk}
    loop = plan_loop(
        actor=people["coordinator"], opening_id=opening.pk, candidate_name=name, seats={0: both}, seed=place
    )
    session = loop.sessions.get()
    held = timezone.now().replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(days=2 + place)
    schedule_session(actor=people["coordinator"], session_id=session.pk, at=held, despite="As it came about.")
    start_session(actor=people["interviewer"], session_id=session.pk)
    for part in ("second",) if name == COLLECTING else ("interviewer", "second"):
        hand_in(people[part], session)
    return loop


def _read(people: People, loop: Loop) -> None:
    for part in VOTERS:
        confirm_reading(actor=people[part], loop_id=loop.pk)


def _cast(member: Membership, loop: Loop, ballot: Ballot) -> None:
    words = {
        Ballot.YES: "Both cards show it where this role needs it most.",
        Ballot.NO: "The second question shows a gap that this role meets every week.",
    }
    cast_vote(actor=member, loop_id=loop.pk, ballot=ballot, reason=words[ballot])


def _disagree(people: People, loop: Loop) -> None:
    _cast(people["committee"], loop, Ballot.YES)
    _cast(people["judge"], loop, Ballot.NO)
    raise_veto(
        actor=people["facilitator"],
        loop_id=loop.pk,
        reason="Two of four topics rest on one card alone; ask for more evidence first.",
    )


def _agree(people: People, loop: Loop, ballot: Ballot, outcome: Outcome) -> None:
    for part in VOTERS:
        _cast(people[part], loop, ballot)
    _decide(people, loop, outcome, ("committee", "judge", "facilitator"))


def _decide(people: People, loop: Loop, outcome: Outcome, present: Sequence[str]) -> None:
    reading = read_packet(people["committee"], loop.pk)
    record_decision(
        actor=people["committee"],
        loop_id=loop.pk,
        outcome=outcome,
        reasons="The evidence below carries it; both of us read it the same way after silent reading.",
        cites=[line.row for line in evidence_in(reading.packet)[:2]],
        present=[people[part].pk for part in present],
        digest_seen=reading.digest,
    )


def _twice(people: People, loop: Loop) -> None:
    """Decided, reopened for new evidence, read and voted on again, decided otherwise, and released."""
    _agree(people, loop, Ballot.NO, Outcome.NO_HIRE)
    reopen_debrief(
        actor=people["judge"], loop_id=loop.pk, reason="The second interviewer found a page of notes."
    )
    move_debrief(
        actor=people["facilitator"],
        loop_id=loop.pk,
        target=DebriefState.READING,
        reason="The notes change what the second question shows.",
        version_seen=debrief_of(loop).version,
    )
    _read(people, loop)
    _agree(people, loop, Ballot.YES, Outcome.HIRE)
    release_decision(actor=people["facilitator"], loop_id=loop.pk)
