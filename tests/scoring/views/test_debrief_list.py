"""The list of packets: what is the reader's to do first; to the blind no more than before."""

import pytest

from accounts.enums import Role
from interviews.enums import SeatKind
from scoring.enums import DebriefState as State
from scoring.queries.packets import PacketRow, packet_row, packets
from tests.cast import make_member, make_seat, sign_in
from tests.scoring.debriefs import to_state
from tests.scoring.packets import complete_loop, decider, hand_in_at_once


def rows(member) -> dict[str, PacketRow]:
    return {loop.name: packet_row(loop) for loop in packets(member)}


@pytest.mark.parametrize(
    ("state", "mine", "others", "interviewers"),
    [
        (State.READING, ("yours", "read"), ("waiting", ""), "reading"),
        (State.VOTING, ("yours", "vote"), ("waiting", ""), "voting"),
        (State.DISCUSSING, ("yours", "decide"), ("waiting", ""), "discussing"),
        (State.DECIDED, ("decided", "release"), ("decided", ""), "discussing"),
        (State.RELEASED, ("released", ""), ("released", ""), "released"),
    ],
)
def test_each_is_shown_what_is_theirs_to_do(in_acme, state, mine, others, interviewers):
    dana = decider(in_acme)
    loop = complete_loop(in_acme, [3, 3], [2, 3], title="This", questions=1)
    to_state(loop, state, [in_acme.committee])
    found = {member: rows(member)["This"] for member in (in_acme.committee, dana, in_acme.lead)}
    assert (found[in_acme.committee].group, found[in_acme.committee].to_do) == mine
    assert (found[dana].group, found[dana].to_do) == others
    assert (found[in_acme.lead].state, found[in_acme.lead].to_do) == (interviewers, "")
    assert bool(found[in_acme.lead].outcome) == (state == State.RELEASED)
    assert bool(found[dana].outcome) == (state in (State.DECIDED, State.RELEASED))
    assert found[in_acme.lead].group == ("released" if state == State.RELEASED else "waiting")


def test_administrators_learn_that_something_is_decided_and_release_it_but_not_what(in_acme):
    loop = complete_loop(in_acme, [3, 3], [2, 3], title="This", questions=1)
    to_state(loop, State.DECIDED, [in_acme.committee])
    found = rows(in_acme.admin)["This"]
    assert (found.group, found.to_do, found.outcome) == ("decided", "release", "")


def test_a_debrief_wants_committee_members_until_it_has_as_many_as_it_needs(in_acme):
    dana = decider(in_acme)
    loop = complete_loop(in_acme, [3, 3], [2, 3], title="This", questions=1)
    witness = make_member(in_acme.organization, "Wim Witness", Role.COMMITTEE)
    hand_in_at_once(loop, witness, [3, 3], kind=SeatKind.SHADOW)
    assert (rows(dana)["This"].group, rows(dana)["This"].to_do) == ("wanted", "join")
    assert rows(witness)["This"].group == "waiting", "a witness does not judge"
    to_state(loop, State.READING, [in_acme.committee])
    assert rows(dana)["This"].group == "waiting"


def test_what_is_yours_stands_first_and_in_each_part_the_widest_disagreement(in_acme):
    near = complete_loop(in_acme, [3, 3], [3, 3], title="Near", questions=1)
    far = complete_loop(in_acme, [1, 3], [4, 3], title="Far", questions=1)
    yours = complete_loop(in_acme, [3, 3], [3, 3], title="Yours", questions=1)
    to_state(yours, State.READING, [in_acme.committee])
    browser = sign_in(in_acme.committee)
    page = browser.get("/o/acme/debrief/").content.decode()
    places = [page.index(f"{loop.pk}/") for loop in (yours, far, near)]
    assert places == sorted(places)
    assert page.index("Yours to read, vote on or decide") < page.index("Committee members wanted")


@pytest.mark.parametrize("state", [State.COLLECTING, State.READING, State.VOTING, State.DISCUSSING])
def test_to_the_blind_it_is_the_same_in_every_state(in_acme, state):
    loop = complete_loop(in_acme, [1, 3], [4, 3], title="This", questions=1)
    kim = in_acme.committee
    make_seat(loop.sessions.get(), kim, SeatKind.SHADOW)
    before = sign_in(kim).get("/o/acme/debrief/").content.decode()
    if state != State.COLLECTING:
        to_state(loop, State.READING, [dana := decider(in_acme)])
        to_state(loop, state, [dana])
    after = sign_in(kim).get("/o/acme/debrief/").content.decode()
    start = "<main"
    assert after[after.index(start) :] == before[before.index(start) :]
    assert "points apart" not in after
