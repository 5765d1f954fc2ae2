"""Casting a vote, changing it before the vote has closed and after, and who may not."""

from collections.abc import Iterator

import pytest
from django.http import Http404

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent, Membership
from interviews.enums import SeatKind, SeatState
from interviews.models import Loop
from scoring.actions.cast_vote import LONGEST, cast_vote
from scoring.actions.confirm_reading import confirm_reading
from scoring.actions.recuse_from_debrief import recuse_from_debrief
from scoring.actions.take_committee_seat import take_committee_seat
from scoring.enums import Ballot, DebriefState
from scoring.models import Debrief, Vote
from scoring.queries.debriefs import debrief_of
from tests.cast import World, make_member, make_seat
from tests.interviews.conflict_rows import make_conflict
from tests.scoring.debriefs import move, to_state
from tests.scoring.packets import complete_loop

WHY = "Sized the pool without being asked."


@pytest.fixture
def loop(in_acme: World) -> Iterator[Loop]:
    """Both cards are in; the committee of two, Connie and Dora, has read the packet and votes."""
    made = complete_loop(in_acme, [3, 3, 3, 3], [4, 4, 4, 4])
    dora = make_member(in_acme.organization, "Dora Decider", Role.COMMITTEE)
    to_state(made, DebriefState.VOTING, committee=[in_acme.committee, dora])
    yield made


def dora() -> Membership:
    return Membership.objects.select_related("user", "organization").get(user__name="Dora Decider")


def vote(actor: Membership, loop: Loop, ballot: str = "yes", reason: str = WHY) -> Vote:
    return cast_vote(actor=actor, loop_id=loop.pk, ballot=ballot, reason=reason)


def state(loop: Loop) -> str:
    return debrief_of(loop).state


def test_every_ballot_can_be_cast_and_the_trail_does_not_say_which(in_acme: World, loop: Loop) -> None:
    for number, ballot in enumerate(Ballot.values, start=1):
        row = vote(in_acme.committee, loop, ballot, f"  {WHY} {number} ")
        assert (row.ballot, row.reason, row.number, row.round) == (ballot, f"{WHY} {number}", number, 1)
        assert row.stage == DebriefState.VOTING
    events = AuditEvent.objects.filter(verb="cast_vote")
    assert [event.data for event in events] == [{"loop": str(loop.pk), "round": 1}] * len(Ballot.values)
    assert Vote.objects.count() == len(Ballot.values)
    assert state(loop) == DebriefState.VOTING


def test_the_same_vote_sent_again_is_the_one_that_stands(in_acme: World, loop: Loop) -> None:
    first = vote(in_acme.committee, loop)
    assert vote(in_acme.committee, loop) == first
    vote(dora(), loop)
    assert state(loop) == DebriefState.DISCUSSING
    assert vote(in_acme.committee, loop) == first  # from a tab that did not hear of the first answer
    assert AuditEvent.objects.filter(verb="cast_vote").count() == 2


def test_with_the_last_vote_the_discussion_begins_by_itself(in_acme: World, loop: Loop) -> None:
    vote(in_acme.committee, loop)
    assert state(loop) == DebriefState.VOTING
    vote(dora(), loop, "abstain")  # an abstention is a vote
    assert state(loop) == DebriefState.DISCUSSING


def test_after_the_discussion_a_change_keeps_both_and_wants_a_reason(in_acme: World, loop: Loop) -> None:
    vote(in_acme.committee, loop)
    vote(dora(), loop)
    with pytest.raises(Invalid) as refusal:
        vote(dora(), loop, "no", "  ")
    assert refusal.value.fields.keys() == {"reason"}
    with pytest.raises(Invalid) as refusal:
        vote(dora(), loop, "yes", "Still.")
    assert refusal.value.fields.keys() == {"ballot"}
    vote(dora(), loop, "no", "The retries were never bounded.")
    rows = Vote.objects.filter(member=dora()).order_by("number")
    assert [(row.ballot, row.stage, row.number) for row in rows] == [
        ("yes", "voting", 1),
        ("no", "discussing", 2),
    ]
    vote(dora(), loop, "yes", "They were bounded after all.")
    assert Vote.objects.filter(member=dora()).count() == 3


@pytest.mark.parametrize(
    ("ballot", "reason", "wrong"),
    [
        ("", WHY, {"ballot"}),
        ("maybe", WHY, {"ballot"}),
        ("yes", "", {"reason"}),
        ("no", " \n ", {"reason"}),
        ("abstain", "", {"reason"}),
        ("yes", "x" * (LONGEST + 1), {"reason"}),
        ("maybe", "", {"ballot", "reason"}),
    ],
)
def test_a_vote_is_a_ballot_with_its_reason(
    in_acme: World, loop: Loop, ballot: str, reason: str, wrong: set[str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        vote(in_acme.committee, loop, ballot, reason)
    assert refusal.value.fields.keys() == wrong
    assert not Vote.objects.exists()


def test_who_missed_the_vote_casts_no_first_one_afterwards(in_acme: World, loop: Loop) -> None:
    Debrief.objects.filter(loop=loop).update(facilitator=in_acme.admin)
    vote(in_acme.committee, loop)
    move(in_acme.admin, loop, DebriefState.DISCUSSING, "The hour is over and Dora is ill.")
    with pytest.raises(Conflict, match="closed without yours"):
        vote(dora(), loop)


def test_before_the_vote_is_open_and_once_it_is_decided_none_is_taken(in_acme: World) -> None:
    loop = complete_loop(in_acme, [3, 3, 3, 3], [4, 4, 4, 4])
    take_committee_seat(actor=in_acme.committee, loop_id=loop.pk)
    for closed in ("collecting", "reading"):
        Debrief.objects.filter(loop=loop).update(state=closed)
        with pytest.raises(Conflict, match="not open yet"):
            vote(in_acme.committee, loop)
    for closed in ("decided", "released"):
        Debrief.objects.filter(loop=loop).update(state=closed)
        with pytest.raises(Conflict, match="has decided"):
            vote(in_acme.committee, loop)


def test_a_new_round_is_voted_anew_and_the_first_stays(in_acme: World, loop: Loop) -> None:
    vote(in_acme.committee, loop)
    vote(dora(), loop)
    move(in_acme.committee, loop, DebriefState.READING, "A card came late and says otherwise.")
    with pytest.raises(Conflict, match="not open yet"):
        vote(in_acme.committee, loop, "no")
    for member in (in_acme.committee, dora()):
        confirm_reading(actor=member, loop_id=loop.pk)
    row = vote(in_acme.committee, loop)  # the same words: a vote of this round all the same
    assert (row.round, row.number, row.stage) == (2, 1, "voting")
    assert Vote.objects.count() == 3


def test_only_who_takes_part_in_the_committee_votes(in_acme: World, loop: Loop) -> None:
    other = make_member(in_acme.organization, "Otto Other", Role.COMMITTEE)
    for member in (other, in_acme.admin):
        with pytest.raises(Denied, match="take part first"):
            vote(member, loop)
    for member in (in_acme.lead, in_acme.second):
        with pytest.raises(Denied, match="You interviewed"):
            vote(member, loop)
    with pytest.raises(Denied):
        vote(in_acme.coordinator, loop)
    with pytest.raises(Http404):
        vote(in_acme.nobody, loop)
    assert not Vote.objects.exists()


def test_a_recused_member_and_one_with_a_conflict_vote_no_more(in_acme: World, loop: Loop) -> None:
    recuse_from_debrief(actor=dora(), loop_id=loop.pk, reason="We shared a flat for two years.")
    with pytest.raises(Denied, match="recused"):
        vote(dora(), loop)
    third = make_member(in_acme.organization, "Theo Third", Role.COMMITTEE)
    take_committee_seat(actor=third, loop_id=loop.pk)
    make_conflict(in_acme, third, candidate=loop.candidate)
    with pytest.raises(Http404):
        vote(third, loop)


def test_a_member_who_is_seated_as_interviewer_since_votes_no_more(in_acme: World, loop: Loop) -> None:
    seat = make_seat(loop.sessions.get(), dora(), SeatKind.SHADOW)
    with pytest.raises(Denied):  # blind: they owe a card
        vote(dora(), loop)
    seat.state = SeatState.EXCUSED
    seat.save()
    with pytest.raises(Denied, match="You interviewed"):
        vote(dora(), loop)


def test_votes_of_another_organisation_are_not_there(loop: Loop, zenith: World) -> None:
    with organization_scope(zenith.organization), pytest.raises(Http404):
        vote(zenith.committee, loop)
