"""The streams of a debrief's room and of a meeting, as a real web process sends them."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.models import Loop
from scoring.actions.cast_vote import cast_vote
from scoring.actions.recuse_from_debrief import recuse_from_debrief
from scoring.actions.start_item import start_item
from scoring.enums import DebriefState as State
from tests.cast import World, sign_in
from tests.scoring.debriefs import to_state
from tests.scoring.meetings import a_meeting, items
from tests.scoring.packets import complete_loop, decider
from tests.streams.listening import Stream
from tests.web import Web

Hear = Callable[[Membership, str, Any], Stream]


@pytest.fixture
def in_scope(acme: World) -> Iterator[World]:
    with organization_scope(acme.organization):
        yield acme


@pytest.fixture
def loop(in_scope: World) -> Loop:
    return complete_loop(in_scope, [3, 3], [2, 3], questions=1)


@pytest.fixture
def hear(web: Web) -> Iterator[Hear]:
    """hear(member, name, key): the member's stream under this address; hung up at the end."""
    opened: list[Stream] = []

    def open_one(member: Membership, name: str, key: Any) -> Stream:
        path = reverse(name, args=[member.organization.slug, key])
        opened.append(Stream(web, path, sign_in(member).cookies["sessionid"].value))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def person(state: dict[str, Any], member: Membership) -> dict[str, Any]:
    return next((one for one in state["people"] if one["name"] == str(member)), {})


def test_who_comes_votes_and_goes_is_told_and_never_what(in_scope: World, loop: Loop, hear: Hear) -> None:
    kim, dana = in_scope.committee, decider(in_scope)
    to_state(loop, State.VOTING, [kim, dana])
    lead = hear(in_scope.lead, "debrief_events", loop.pk)
    assert not person(lead.until(lambda state: True), kim)["here"]

    other = hear(kim, "debrief_events", loop.pk)
    lead.until(lambda state: person(state, kim)["here"])
    cast_vote(actor=dana, loop_id=loop.pk, ballot="strong_no", reason="Nothing of it held.")
    told = lead.until(lambda state: person(state, dana)["voted"])
    assert "strong_no" not in json.dumps(told) and "held" not in json.dumps(told)

    recuse_from_debrief(actor=kim, loop_id=loop.pk, reason="We went to school together.")
    assert other.end() == "closed"
    gone_on = lead.until(lambda state: state["state"] == State.DISCUSSING)
    assert not person(gone_on, kim)
    assert hear(in_scope.coordinator, "debrief_events", loop.pk).status == 404


def test_a_meeting_that_goes_on_is_told_to_whoever_has_it_open(in_scope: World, hear: Hear) -> None:
    meeting = a_meeting(in_scope, in_scope.admin)
    admin = hear(in_scope.admin, "meeting_events", meeting.pk)
    assert admin.until(lambda state: True)["state"] == "planned"

    start_item(actor=in_scope.committee, meeting_id=meeting.pk, item_id=items(meeting)[0].pk)

    begun = admin.until(lambda state: state["state"] == "running")
    assert [item["state"] for item in begun["items"]] == ["running", "waiting"]
