"""One loop with a committee, taken through every state of its debrief with things in it that could leak."""

from collections.abc import Callable, Collection, Iterator
from copy import copy, deepcopy
from dataclasses import dataclass, field

from accounts.enums import Role
from accounts.ground.announce import server
from accounts.ground.presence import PREFIX
from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.enums import SeatKind, SeatState
from interviews.models import Loop, Seat
from scoring.actions.cast_vote import cast_vote
from scoring.actions.confirm_reading import confirm_reading
from scoring.actions.raise_veto import raise_veto
from scoring.actions.release_decision import release_decision
from scoring.actions.reopen_debrief import reopen_debrief
from scoring.actions.write_debrief_letters import write_debrief_letters
from scoring.enums import CommitteeState, DebriefState
from scoring.models import AgendaItem, CommitteeSeat, Debrief, Meeting, Scorecard, ScorecardVersion
from tests.architecture.doors import Ids
from tests.cast import make_member, make_seat
from tests.gate.clock import Clock
from tests.gate.readers import EVERY_ROLE
from tests.gate.walking import Walk, Walker, readable
from tests.gate.worlds import Scene
from tests.interviews.conflict_rows import make_conflict
from tests.scoring.debriefs import to_state
from tests.scoring.packets import complete_loop, decide

REOPENED = "reopened"
WHY = "A reference called back and says otherwise."
# What differs from the first world; and up to which state the debrief is taken there.
PLAIN, CARD, VOTES, VETO, OUTCOME = "plain", "a card and a recusal", "votes", "veto", "outcome"
HIDDEN = "votes and a veto"  # both at once
LAST = {
    PLAIN: DebriefState.RELEASED,
    CARD: DebriefState.READING,
    HIDDEN: DebriefState.VOTING,
    VOTES: DebriefState.DISCUSSING,
    VETO: DebriefState.DECIDED,
    OUTCOME: DebriefState.RELEASED,
}
TRAIL = frozenset({"audit", "api_audit"})
CORE = frozenset({"packet", "api_packet", "packet_list", "api_votes", "api_debrief", "my_work", "audit"})
WALKED = CORE | {
    *("packet_json", "api_packets", "decision_record", "debrief_vote", "debrief_room", "debrief_move"),
    *("debrief_veto", "decision_reopen", "meeting", "meeting_room", "loop", "api_loop", "loop_list"),
    *("loop_letters", "calendar_feed", "api_audit"),
}
# Whatever else shows figures of cards, or takes them out of here.
FAR = {name for name in readable() if name.startswith(("calibration_", "rubric"))} | {
    *("packet_pdf", "card_versions", "api_loop_cards", "question_export", "question", "question_list"),
    *("bank_health", "job_outcome_list", "job_outcomes", "exercise_list"),
}
A_STATE = 100  # minutes from one state to the next


@dataclass
class Committee:
    """A loop whose cards are in, and everybody around it."""

    scene: Scene
    loop: Loop
    ids: Ids
    voters: list[Membership]  # take part; of the first the vote is the same in every world
    people: dict[str, Membership]
    walkers: dict[str, Walker] = field(default_factory=dict)

    def walker(self, reader: str, clock: Clock) -> Walker:
        """Whoever reads, signed in; with the cookies of that moment, whatever they have been sent since."""
        if reader not in self.walkers:
            self.walkers[reader] = Walker(self.scene, clock, self.people[reader], self.ids)
        found = copy(self.walkers[reader])
        found.client = copy(found.client)
        found.client.cookies = deepcopy(found.client.cookies)
        return found


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


def through(committee: Committee, clock: Clock, differing: str) -> Iterator[tuple[str, int]]:
    """The debrief, state by state, at the same moments in every world; with the minute of each."""
    for number, (state, step) in enumerate(STEPS.items(), start=1):
        clock.set_to(number * A_STATE)
        with organization_scope(committee.loop.organization):
            step(committee, differing)
            committee.loop.refresh_from_db()
            write_debrief_letters(actor=None, organization=committee.loop.organization)
        yield state, number * A_STATE
        if state == LAST[differing]:
            return


def _collect(committee: Committee, differing: str) -> None:
    """Both cards are in, and somebody has left the committee."""
    loop, other = committee.loop, differing == CARD
    CommitteeSeat.objects.create(
        organization=loop.organization,
        debrief=Debrief.objects.create(organization=loop.organization, loop=loop),
        member=committee.people["recused"],
        state=CommitteeState.RECUSED,
        reason="The candidate is my neighbour." if other else WHY,
    )
    if other:
        card = Scorecard.objects.filter(pk=committee.ids["card"])
        card.update(recommendation="strong_no", reason="the opposite", notes="the opposite")


def _read(committee: Committee, differing: str) -> None:
    people, loop = committee.people, committee.loop
    to_state(loop, DebriefState.READING, committee=committee.voters, facilitator=people["facilitator"])
    if differing in (VETO, HIDDEN):
        raise_veto(actor=people["facilitator"], loop_id=loop.pk, reason=WHY)


def _begin_vote(committee: Committee, differing: str) -> None:
    """The second of three changes theirs before the vote has closed; the third has not voted yet."""
    for voter in committee.voters:
        confirm_reading(actor=voter, loop_id=committee.loop.pk)
    said = [("strong_yes", "Yes."), ("yes", "Clear.")]
    if differing in (VOTES, HIDDEN):
        said = [("no", "Shallow, and slow to see it."), ("strong_no", "Never.")]
    _vote(committee, 0, "yes", "Deep.")
    for ballot, reason in said:
        _vote(committee, 1, ballot, reason)


def _end_vote(committee: Committee, differing: str) -> None:
    _vote(committee, 2, *(("no", "A blur.") if differing == VOTES else ("abstain", "Torn.")))


def _vote(committee: Committee, place: int, ballot: str, reason: str) -> None:
    cast_vote(actor=committee.voters[place], loop_id=committee.loop.pk, ballot=ballot, reason=reason)


def _decide(committee: Committee, differing: str) -> None:
    fields = {"outcome": "no_hire", "reasons": "The pool was never sized."}
    if differing == OUTCOME:  # with a veto nobody decides to hire
        fields = {"outcome": "hire", "reasons": "All of it was sound.", "dissent": "Dora: too early."}
    decide(committee.voters[0], committee.loop, release=False, **fields)


def _reopen(committee: Committee, differing: str) -> None:
    reopen_debrief(actor=committee.voters[0], loop_id=committee.loop.pk, reason=WHY)


def _release(committee: Committee, differing: str) -> None:
    _decide(committee, differing)
    release_decision(actor=committee.voters[0], loop_id=committee.loop.pk)


STEPS: dict[str, Callable[[Committee, str], None]] = {
    DebriefState.COLLECTING: _collect,
    DebriefState.READING: _read,
    DebriefState.VOTING: _begin_vote,
    DebriefState.DISCUSSING: _end_vote,
    DebriefState.DECIDED: _decide,
    REOPENED: _reopen,
    DebriefState.RELEASED: _release,
}


def walked(committee: Committee, clock: Clock, reader: str, names: Collection[str], minute: int) -> Walk:
    """What this reader is answered as things stand."""
    everybody_leaves()
    return committee.walker(reader, clock).get(names, start=minute + 20)


def everybody_leaves() -> None:
    """Who was there a moment ago is in the broker's memory, which no transaction takes back."""
    for key in server().scan_iter(match=f"{PREFIX}*"):
        server().delete(key)
