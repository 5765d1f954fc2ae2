"""What an open packet is told of those in its room: who is there, who has read, who has voted, never what."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import ConflictOfInterest, Loop
from scoring.actions.cast_vote import cast_vote
from scoring.actions.recuse_from_debrief import recuse_from_debrief
from scoring.enums import DebriefState as State
from tests.cast import World, sign_in
from tests.scoring.debriefs import to_state
from tests.scoring.packets import complete_loop, decider

TAB = str(uuid.UUID(int=7))


@pytest.fixture
def loop(in_acme: World) -> Loop:
    return complete_loop(in_acme, [3, 3, 3, 3], [2, 3, 3, 3])


def told(client: Client, loop: Loop, tab: str = TAB, **headers: str) -> Any:
    return client.get(f"/o/acme/debrief/{loop.pk}/room/?tab={tab}", headers=headers)


def people(client: Client, loop: Loop) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in told(client, loop).json()["people"]}


def test_who_is_there_has_read_and_has_voted_is_told_and_nothing_twice(in_acme, loop):
    dana = decider(in_acme)
    to_state(loop, State.VOTING, [in_acme.committee, dana])
    kim, lea = sign_in(in_acme.committee), sign_in(in_acme.lead)
    people(kim, loop)
    found = people(lea, loop)
    assert found["Kim Committee"] | {"id": ""} == {
        "id": "",
        "name": "Kim Committee",
        "part": "committee",
        "read": True,
        "voted": False,
        "here": True,
    }
    assert (found["Dana Decider"]["here"], found["Lea Lead"]["here"]) == (False, True)
    first = told(lea, loop)
    assert told(lea, loop, **{"If-None-Match": first["ETag"]}).status_code == 304
    cast_vote(actor=dana, loop_id=loop.pk, ballot="strong_no", reason="Nothing held.")
    answer = told(lea, loop, **{"If-None-Match": first["ETag"]})
    assert answer.status_code == 200
    assert "strong_no" not in answer.content.decode()
    assert "held" not in answer.content.decode()
    assert people(lea, loop)["Dana Decider"]["voted"] is True


def test_the_page_and_what_it_is_told_agree_on_how_it_stands(in_acme, loop):
    for state in (State.READING, State.VOTING, State.DISCUSSING, State.DECIDED):
        to_state(loop, state, [in_acme.committee])
        for member in (in_acme.committee, in_acme.lead, in_acme.admin):
            browser = sign_in(member)
            page = browser.get(f"/o/acme/debrief/{loop.pk}/").content.decode()
            assert f'data-sign="{told(browser, loop).json()["sign"]}"' in page, (state, member)


def test_an_interviewer_is_not_told_that_something_is_decided_before_it_is_released(in_acme, loop):
    to_state(loop, State.DISCUSSING, [in_acme.committee])
    lea = sign_in(in_acme.lead)
    told(lea, loop)
    before = told(lea, loop)
    to_state(loop, State.DECIDED, [in_acme.committee])
    assert told(lea, loop).content == before.content
    assert told(sign_in(in_acme.committee), loop).json()["state"] == State.DECIDED
    to_state(loop, State.RELEASED, [in_acme.committee])
    assert told(lea, loop).json()["state"] == State.RELEASED


def test_it_ends_with_the_right_to_open_the_packet(in_acme, loop):
    dana = decider(in_acme)
    to_state(loop, State.READING, [in_acme.committee, dana])
    browser = sign_in(dana)
    assert told(browser, loop).status_code == 200
    recuse_from_debrief(actor=dana, loop_id=loop.pk, reason="We went to school together.")
    assert told(browser, loop).status_code == 404
    seen = told(sign_in(in_acme.committee), loop)
    assert "Dana Decider" not in seen.content.decode(), "who is recused is not in the room any more"
    ConflictOfInterest.objects.create(
        organization=in_acme.organization,
        member=in_acme.lead,
        candidate=loop.candidate,
        kind="declared",
        reason="Friends.",
    )
    assert told(sign_in(in_acme.lead), loop).status_code == 404


def test_a_page_that_asks_says_goodbye(in_acme, loop):
    kim, lea = sign_in(in_acme.committee), sign_in(in_acme.lead)
    people(lea, loop)
    assert people(kim, loop)["Lea Lead"]["here"] is True
    assert lea.post(f"/o/acme/debrief/{loop.pk}/left/", {"tab": TAB}).status_code == 204
    assert "Lea Lead" not in people(kim, loop)


def test_the_facilitator_is_named_though_they_are_not_there(in_acme, loop):
    to_state(loop, State.READING, [in_acme.committee], facilitator=in_acme.admin)
    found = people(sign_in(in_acme.committee), loop)["Ada Admin"]
    assert (found["part"], found["here"], found["voted"]) == ("facilitator", False, None)


PAGES = [
    ("debrief_room", 6),
    ("debrief_events", 6),
    ("debrief_move", 12),
    ("debrief_recuse", 12),
    ("debrief_veto", 12),
    ("debrief_veto_withdraw", 11),
]


@pytest.mark.parametrize("rows", [1, 30])
def test_its_pages_ask_the_same_of_few_and_many(in_acme, loop, django_assert_num_queries, rows):
    in_acme.organization.veto = True
    in_acme.organization.save()
    committee = [decider(in_acme, f"Member {n}") for n in range(rows)]
    to_state(loop, State.READING, committee, facilitator=in_acme.admin)
    browser = sign_in(in_acme.admin)
    told(browser, loop)
    for name, queries in PAGES:
        with django_assert_num_queries(queries):
            browser.get(f"{reverse(name, args=['acme', loop.pk])}?tab={TAB}&target=voting")
