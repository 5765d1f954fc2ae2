"""The strip of a packet: where the debrief stands, what is waited for, the one thing to do."""

import re

import pytest

from accounts.enums import Role
from accounts.models import Membership
from interviews.models import Loop
from scoring.enums import DebriefState as State
from scoring.models import CommitteeSeat, DebriefStep, Veto
from scoring.queries.debriefs import debrief_of
from tests.cast import World, make_member, sign_in
from tests.scoring.debriefs import move, to_state
from tests.scoring.packets import complete_loop, decider

WHY = "The candidate has another offer."


@pytest.fixture
def loop(in_acme: World) -> Loop:
    return complete_loop(in_acme, [3, 3, 3, 3], [2, 3, 3, 3])


def at(loop: Loop, path: str = "") -> str:
    return f"/o/acme/debrief/{loop.pk}/{path}"


def look(member: Membership, loop: Loop, path: str = "", status: int = 200) -> str:
    answer = sign_in(member).get(at(loop, path))
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def strip(member: Membership, loop: Loop) -> str:
    page = look(member, loop)
    return page[page.index('id="debrief"') : page.index("</section>", page.index('id="debrief"'))]


def primary(member: Membership, loop: Loop) -> str:
    """The word on the one button that stands out."""
    found = re.findall(r'button-primary"[^>]*>([^<]*)', strip(member, loop))
    assert len(found) <= 1
    return found[0].strip() if found else ""


def do(who: Membership, loop: Loop, path: str, status: int = 302, **data: str) -> str:
    answer = sign_in(who).post(at(loop, path), data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


# --- the one next thing -------------------------------------------------------------------------------------


def test_a_committee_of_one_is_led_through_by_one_button_each(in_acme, loop):
    kim = in_acme.committee
    to_state(loop, State.READING, [])
    CommitteeSeat.objects.all().delete()
    assert primary(kim, loop) == "Take part"
    do(kim, loop, "join/")
    assert primary(kim, loop) == "I have read it"
    assert "Still reading: Kim Committee." in strip(kim, loop)
    do(kim, loop, "read/")
    assert primary(kim, loop) == "Vote"
    assert "Not voted yet" in strip(kim, loop)
    to_state(loop, State.DISCUSSING, [kim])
    assert primary(kim, loop) == "Record the decision"
    to_state(loop, State.DECIDED, [kim])
    assert primary(kim, loop) == "Release the decision"
    to_state(loop, State.RELEASED, [kim])
    assert primary(kim, loop) == ""


@pytest.mark.parametrize("state", list(State))
def test_the_present_state_is_marked_in_words(in_acme, loop, state):
    if state == State.COLLECTING:
        loop = in_acme.loop  # whose cards are owed
    to_state(loop, state, [in_acme.committee])
    found = strip(in_acme.committee, loop)
    assert found.count('aria-current="step"') == 1
    marked = found[found.index('aria-current="step"') :]
    assert state.label.split(",")[0] in marked[: marked.index("</li>")]


@pytest.mark.parametrize("part", ["lead", "admin"])
def test_whom_a_decision_is_not_told_is_not_told_that_there_is_one_unless_they_release_it(
    in_acme, loop, part
):
    member = getattr(in_acme, part)
    to_state(loop, State.DISCUSSING, [in_acme.committee])
    before = strip(member, loop)
    to_state(loop, State.DECIDED, [in_acme.committee])
    if part == "admin":
        assert primary(member, loop) == "Release the decision"
    else:
        assert strip(member, loop) == before


def test_an_interviewer_sees_who_has_voted_and_has_nothing_to_do(in_acme, loop):
    to_state(loop, State.VOTING, [in_acme.committee, dana := decider(in_acme)])
    found = strip(in_acme.lead, loop)
    assert str(dana) in found
    assert 'data-voted="false"' in found
    assert primary(in_acme.lead, loop) == ""
    assert "More" not in found


# --- moving it ----------------------------------------------------------------------------------------------


def test_an_override_says_what_it_goes_over_and_the_page_keeps_it(in_acme, loop):
    to_state(loop, State.READING, [in_acme.committee, decider(in_acme)])
    assert "Open the vote all the same" in strip(in_acme.admin, loop)
    asked = look(in_acme.admin, loop, "move/?target=voting")
    assert "Still reading: Dana Decider, Kim Committee." in asked
    seen = str(debrief_of(loop).version)
    short = do(in_acme.admin, loop, "move/", 400, target="voting", version_seen=seen, reason="Now")
    assert "At least 4 words" in short
    do(in_acme.admin, loop, "move/", target="voting", version_seen=seen, reason=WHY)
    page = look(in_acme.lead, loop)
    assert WHY in page
    assert "Went over: Still reading: Dana Decider, Kim Committee." in page
    assert debrief_of(loop).state == State.VOTING


def test_who_was_overtaken_is_told_by_what_and_keeps_their_words(in_acme, loop):
    to_state(loop, State.READING, [in_acme.committee])
    seen = str(debrief_of(loop).version)
    move(in_acme.committee, loop, State.COLLECTING, WHY)
    page = do(
        in_acme.admin, loop, "move/", 409, target="voting", version_seen=seen, reason="My own careful words"
    )
    assert "Kim Committee took it from silent reading to collecting cards" in page
    assert "My own careful words" in page
    again = re.search(r'name="version_seen" value="(\d+)"', page)
    assert again and again[1] == str(debrief_of(loop).version)


def test_a_step_that_is_none_offers_no_form(in_acme, loop):
    to_state(loop, State.READING, [in_acme.committee])
    assert "This step cannot be taken" in look(in_acme.committee, loop, "move/?target=released")
    do(in_acme.committee, loop, "move/", 409, target="released", version_seen="1", reason=WHY)
    do(in_acme.committee, loop, "move/", 409, target="voting", version_seen="x")
    do(in_acme.committee, loop, "move/", 400, target="nonsense", version_seen=str(debrief_of(loop).version))
    do(in_acme.lead, loop, "move/", 403, target="voting", version_seen=str(debrief_of(loop).version))


# --- the committee ------------------------------------------------------------------------------------------


def test_only_who_could_take_part_is_offered(in_acme, loop):
    dana = decider(in_acme)
    witness = make_member(in_acme.organization, "Wim Witness", Role.COMMITTEE, Role.INTERVIEWER)
    seat = loop.sessions.get().seats.first()
    seat.pk, seat.member, seat.kind = None, witness, "shadow"
    seat.state = "excused"
    seat.save()
    found = strip(in_acme.committee, loop)
    assert f'<option value="{dana.pk}">' in found
    assert str(witness) not in found
    do(in_acme.committee, loop, "appoint/", member=str(dana.pk))
    assert CommitteeSeat.objects.get().member == dana
    do(in_acme.committee, loop, "appoint/", 409, member=str(witness.pk))
    do(in_acme.committee, loop, "appoint/", 400)
    do(in_acme.committee, loop, "facilitator/", member=str(in_acme.admin.pk))
    assert "Ada Admin" in strip(in_acme.committee, loop)
    do(in_acme.committee, loop, "facilitator/", member="")
    assert debrief_of(loop).facilitator is None


def test_who_recuses_themselves_finds_it_closed_and_the_others_see_that_not_why(in_acme, loop):
    dana = decider(in_acme)
    to_state(loop, State.READING, [in_acme.committee, dana])
    assert "Recuse yourself" in strip(dana, loop)
    look(dana, loop, "recuse/")
    do(dana, loop, "recuse/", 400, reason="Kin")
    do(dana, loop, "recuse/", reason="We went to school together.")
    look(dana, loop, status=403)
    look(in_acme.lead, loop, "recuse/", 403)
    found = strip(in_acme.committee, loop)
    assert "Recused: Dana Decider" in found
    assert "school" not in look(in_acme.committee, loop)


def test_a_veto_is_raised_and_withdrawn_with_reasons(in_acme, loop):
    in_acme.organization.veto = True
    in_acme.organization.save()
    to_state(loop, State.DISCUSSING, [in_acme.committee], facilitator=in_acme.admin)
    assert "Forbid a decision to hire" in strip(in_acme.admin, loop)
    look(in_acme.admin, loop, "veto/")
    do(in_acme.admin, loop, "veto/", reason="Nobody asked about operations.")
    assert Veto.objects.get().member == in_acme.admin
    assert "Ada Admin forbids a decision to hire: Nobody asked" in strip(in_acme.committee, loop)
    do(in_acme.committee, loop, "veto/withdraw/", 409, reason="It is all well now.")
    do(in_acme.admin, loop, "veto/withdraw/", reason="It is all well now.")
    assert "It is all well now." in look(in_acme.committee, loop)
    do(in_acme.admin, loop, "veto/withdraw/", 409, reason="It is all well now.")


def test_every_step_is_told_with_who_and_when(in_acme, loop):
    to_state(loop, State.VOTING, [in_acme.committee])
    page = strip(in_acme.committee, loop)
    assert page.count("by itself") == DebriefStep.objects.filter(by=None).count() > 0
