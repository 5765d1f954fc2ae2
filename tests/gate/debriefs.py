"""One loop with a committee, taken to any state of its debrief with things in it that could leak."""

from collections.abc import Collection
from dataclasses import dataclass

from accounts.enums import Role
from accounts.ground.announce import server
from accounts.ground.presence import PREFIX
from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.enums import SeatKind, SeatState
from interviews.models import Loop, Seat
from scoring.actions.cast_vote import cast_vote
from scoring.actions.raise_veto import raise_veto
from scoring.actions.reopen_debrief import reopen_debrief
from scoring.actions.write_debrief_letters import write_debrief_letters
from scoring.enums import CommitteeState, DebriefState
from scoring.models import AgendaItem, CommitteeSeat, Meeting, ScorecardVersion
from scoring.queries.debriefs import debrief_of
from tests.architecture.doors import Ids
from tests.cast import make_member, make_seat
from tests.gate.clock import Clock
from tests.gate.readers import EVERY_ROLE
from tests.gate.walking import Walk, Walker, undone
from tests.gate.worlds import Scene
from tests.interviews.conflict_rows import make_conflict
from tests.scoring.debriefs import to_state
from tests.scoring.packets import complete_loop, decide

REOPENED = "reopened"
WHY = "A reference called back and says otherwise."
# What differs from the first world.
PLAIN, VOTES, VETO, OUTCOME = "plain", "votes", "veto", "outcome"
HIDDEN = "votes and a veto"  # both at once
CORE = frozenset(
    {"packet", "api_packet", "packet_list", "api_votes", "api_debrief", "decision_record", "my_work", "audit"}
)
WALKED = CORE | {
    *("packet_json", "api_packets", "debrief_vote", "debrief_room", "debrief_move", "debrief_veto"),
    *("decision_reopen", "meeting", "meeting_room", "loop", "api_loop", "loop_letters", "calendar_feed"),
    *("api_audit", "loop_list"),
}


@dataclass
class Committee:
    """A loop whose cards are in, and everybody around it."""

    scene: Scene
    loop: Loop
    ids: Ids
    voters: list[Membership]  # take part; of the first the vote is the same in every world
    people: dict[str, Membership]


def gather(scene: Scene) -> Committee:
    """The loop and its people, before anything is decided, read or voted."""
    world, organization = scene.world, scene.world.organization
    loop = complete_loop(world, [1, 2, 3, 4], [4, 3, 2, 1], title="Of the committee")
    voters = [world.committee] + [
        make_member(organization, name, Role.COMMITTEE) for name in ("Dora Decider", "Max Member")
    ]
    people = {
        "voter": world.committee,
        "committee": make_member(organization, "Olga Outside", Role.COMMITTEE),
        "facilitator": make_member(organization, "Fay Facilitator", Role.ADMIN),
        "administrator": world.admin,
        "witness": world.lead,
        "coordinator": world.coordinator,
        "curator": world.curator,
        "nobody": world.nobody,
        "recused": make_member(organization, "Rex Recused", *EVERY_ROLE),
        "recused seat": make_member(organization, "Rita Recused", *EVERY_ROLE),
        "conflicted": make_member(organization, "Cora Conflict", *EVERY_ROLE),
        "blind": make_member(organization, "Ben Blind", *EVERY_ROLE),
    }
    session = loop.sessions.get()
    Seat.objects.filter(pk=make_seat(session, people["recused seat"], SeatKind.SHADOW).pk).update(
        state=SeatState.RECUSED
    )
    make_seat(session, people["blind"], SeatKind.SHADOW)  # owes a card; nobody waits for it
    make_conflict(world, people["conflicted"], candidate=loop.candidate)
    version = ScorecardVersion.objects.filter(scorecard__seat__session=session).earliest("created_at")
    _put_on_the_agenda(scene, loop, [*voters, *people.values()])
    ids = scene.ids | {
        "loop": loop.pk,
        "session": session.pk,
        "planned": session.planned.earliest("position").pk,
        "card": version.scorecard_id,
        "seat": version.scorecard.seat_id,
        "candidate": loop.candidate_id,
        "question": world.questions[0].pk,
    }
    return Committee(scene, loop, ids, voters, people)


def _put_on_the_agenda(scene: Scene, loop: Loop, invited: list[Membership]) -> None:
    meeting = Meeting.objects.get(pk=scene.ids["meeting"])
    meeting.members.add(*invited)
    AgendaItem.objects.create(
        organization=loop.organization, meeting=meeting, loop=loop, position=meeting.items.count()
    )


def bring(committee: Committee, clock: Clock, state: str, differing: str) -> None:
    """The debrief in this state, at the same moments in every world."""
    loop, people = committee.loop, committee.people
    with organization_scope(loop.organization):
        clock.set_to(11)
        before = DebriefState.READING if state == DebriefState.READING else DebriefState.VOTING
        to_state(loop, before, committee=committee.voters, facilitator=people["facilitator"])
        debrief = debrief_of(loop)
        CommitteeSeat.objects.create(
            organization=loop.organization,
            debrief=debrief,
            member=people["recused"],
            state=CommitteeState.RECUSED,
            reason=WHY,
        )
        if differing in (VETO, HIDDEN):
            clock.set_to(12)
            raise_veto(actor=people["facilitator"], loop_id=loop.pk, reason=WHY)
        if before == DebriefState.VOTING:
            _vote(committee, clock, differing, last=state != DebriefState.VOTING)
        if state in (DebriefState.DECIDED, DebriefState.RELEASED, REOPENED):
            _decide(committee, clock, state, differing)
        clock.set_to(18)
        write_debrief_letters(actor=None, organization=loop.organization)


def _vote(committee: Committee, clock: Clock, differing: str, *, last: bool) -> None:
    """The second changes theirs before the vote has closed; the third is the last to vote, or has not yet."""
    said = [("yes", "Deep."), ("strong_yes", "Yes."), ("yes", "Clear."), ("abstain", "Torn.")]
    if differing in (VOTES, HIDDEN):
        opposite = [("no", "Shallow, and slow to see it."), ("strong_no", "Never."), ("no", "A blur.")]
        said = [said[0], *opposite]
    order = [0, 1, 1, 2] if last else [0, 1, 1]
    for minute, (place, (ballot, reason)) in enumerate(zip(order, said, strict=False), start=13):
        clock.set_to(minute)
        cast_vote(actor=committee.voters[place], loop_id=committee.loop.pk, ballot=ballot, reason=reason)


def _decide(committee: Committee, clock: Clock, state: str, differing: str) -> None:
    kim, loop = committee.voters[0], committee.loop
    fields = {"outcome": "no_hire", "reasons": "The pool was never sized."}
    if differing == OUTCOME:  # with a veto nobody decides to hire
        fields = {"outcome": "hire", "reasons": "All of it was sound.", "dissent": "Dora: too early."}
    clock.set_to(17)
    decide(kim, loop, release=state == DebriefState.RELEASED, **fields)
    if state == REOPENED:
        reopen_debrief(actor=kim, loop_id=loop.pk, reason=WHY)


def walks(
    committee: Committee,
    clock: Clock,
    state: str,
    differing: str,
    readers: Collection[str],
    names: Collection[str],
) -> dict[str, Walk]:
    """What each of these readers is answered in this world."""
    found = {}
    with undone():
        bring(committee, clock, state, differing)
        for reader in readers:
            everybody_leaves()
            walker = Walker(committee.scene, clock, committee.people[reader], committee.ids)
            found[reader] = walker.get(names)
    return found


def everybody_leaves() -> None:
    """Who was there a moment ago is in the broker's memory, which no transaction takes back."""
    for key in server().scan_iter(match=f"{PREFIX}*"):
        server().delete(key)
