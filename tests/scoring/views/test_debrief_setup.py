"""The debrief's page for who plans a loop and does not read its packet."""

import re

import pytest

from accounts.models import Membership
from interviews.models import Loop
from scoring.enums import DebriefState as State
from scoring.models import CommitteeSeat
from scoring.queries.debriefs import debrief_of
from tests.cast import World, sign_in
from tests.scoring.debriefs import FORCED, gated, move, to_state
from tests.scoring.packets import complete_loop, decider


@pytest.fixture
def loop(in_acme: World) -> Loop:
    return complete_loop(in_acme, [3, 3, 3, 3], [2, 3, 3, 3])


def at(loop: Loop, path: str = "protocol/") -> str:
    return f"/o/acme/debrief/{loop.pk}/{path}"


def look(member: Membership, loop: Loop, path: str = "protocol/") -> str:
    answer = sign_in(member).get(at(loop, path))
    assert answer.status_code == 200, answer.content.decode()[:3000]
    return answer.content.decode()


def do(who: Membership, loop: Loop, path: str, **data: str) -> str:
    """Where it leads."""
    answer = sign_in(who).post(at(loop, path), data)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer["Location"]


def test_a_coordinator_finds_it_from_the_loop_and_sets_the_debrief_up(in_acme, loop):
    cory, kim, dana = in_acme.coordinator, in_acme.committee, decider(in_acme)
    page = sign_in(cory).get(f"/o/acme/loops/{loop.pk}/").content.decode()
    assert f'href="{at(loop)}"' in page
    assert do(cory, loop, "appoint/", member=str(kim.pk)) == at(loop)
    assert CommitteeSeat.objects.get().member == kim
    assert do(cory, loop, "facilitator/", member=str(dana.pk)) == at(loop)
    found = look(cory, loop)
    assert "Kim Committee" in found
    assert re.search(r"Led by</span> Dana Decider", found)


def test_a_coordinator_begins_the_reading_and_goes_no_further(in_acme, loop):
    cory = in_acme.coordinator
    to_state(loop, State.READING, [in_acme.committee])
    move(in_acme.committee, loop, State.COLLECTING, FORCED)
    found = look(cory, loop)
    assert "Begin reading" in found
    assert at(loop, "move/") in found
    seen = str(debrief_of(loop).version)
    assert do(cory, loop, "move/", target="reading", version_seen=seen) == at(loop)
    assert debrief_of(loop).state == State.READING
    assert at(loop, "move/") not in look(cory, loop)


def test_what_is_missing_is_told_and_the_way_back_leads_here(in_acme):
    loop = gated(in_acme, in_acme.loop, least_cards=2)
    cory = in_acme.coordinator
    assert "Begin reading" not in look(cory, loop)
    shut = look(cory, loop, "move/?target=reading")
    assert "This step cannot be taken" in shut
    assert f'href="{at(loop)}"' in shut
    assert f'href="{at(loop, "")}"' not in shut


@pytest.mark.parametrize("state", list(State))
def test_no_card_vote_or_reason_is_on_it_in_any_state(in_acme, loop, state):
    in_acme.organization.veto = True
    in_acme.organization.save()
    kim, dana = in_acme.committee, decider(in_acme)
    to_state(loop, State.READING, [kim, dana], facilitator=in_acme.admin)
    sign_in(in_acme.admin).post(at(loop, "veto/"), {"reason": "Nobody asked about operations."})
    move(kim, loop, State.COLLECTING, FORCED)
    sign_in(in_acme.admin).post(at(loop, "veto/withdraw/"), {"reason": "It was asked after all."})
    to_state(loop, state, [kim, dana])
    found = look(in_acme.coordinator, loop)
    assert "from silent reading" in found, "the steps are told"
    for said in (FORCED, "operations", "after all", "Veto", "data-poll", "The evidence says so."):
        assert said not in found
    if state == State.DECIDED:
        assert 'is-present" aria-current="step"' in found
        assert State.DISCUSSING.label in found[found.index('aria-current="step"') :][:300]


def test_who_reads_the_packet_is_shown_there_and_who_may_not_is_told_as_there(in_acme, loop):
    for reader in (in_acme.admin, in_acme.committee, in_acme.lead):
        found = look(reader, loop)
        assert f'href="{at(loop, "")}"' in found
        assert 'id="debrief"' not in found
    planned = sign_in(in_acme.admin).get(f"/o/acme/loops/{loop.pk}/").content.decode()
    assert f'href="{at(loop, "")}"' in planned
    owed = in_acme.loop  # whose cards are owed
    for member in (in_acme.lead, in_acme.nobody):
        path = sign_in(member).get(at(owed, "")).status_code
        assert path in (403, 404)
        assert sign_in(member).get(at(owed)).status_code == path
    assert do(in_acme.committee, loop, "appoint/", member=str(decider(in_acme).pk)) == at(loop, "")


@pytest.mark.parametrize("rows", [1, 30])
def test_it_asks_the_same_of_few_and_many(in_acme, loop, django_assert_num_queries, rows):
    committee = [decider(in_acme, f"Member {n}") for n in range(rows)]
    to_state(loop, State.READING, committee)
    browser = sign_in(in_acme.coordinator)
    with django_assert_num_queries(12):
        assert browser.get(at(loop, "protocol/")).status_code == 200
