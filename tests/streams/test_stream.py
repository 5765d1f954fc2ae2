"""The stream of a session as a real web process sends it, over a real broker and a real database."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session as SignIn
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.actions.mark_question import mark_question
from interviews.actions.start_session import start_session
from interviews.enums import SeatKind, SeatState
from tests.cast import World, make_member, make_seat, sign_in
from tests.scoring.sheets import edit, hand_in, save
from tests.streams.listening import Stream
from tests.web import Web

Listen = Callable[..., Stream]


@pytest.fixture
def in_scope(acme: World) -> Iterator[World]:
    with organization_scope(acme.organization):
        yield acme


def person(state: dict[str, Any], member: Any) -> dict[str, Any]:
    return next(one for one in state["people"] if one["name"] == str(member))


def anything(state: dict[str, Any]) -> bool:
    return True


def test_two_people_see_that_the_other_comes_and_goes(acme: World, listen: Listen) -> None:
    lead = listen(acme.lead)
    first = lead.until(anything)
    assert (person(first, acme.lead)["here"], person(first, acme.second)["here"]) == (True, False)

    second = listen(acme.second)
    lead.until(lambda state: person(state, acme.second)["here"])

    second.close()
    lead.until(lambda state: not person(state, acme.second)["here"])


def test_a_shadow_is_seen_and_sees(in_scope: World, listen: Listen) -> None:
    shadow = make_member(in_scope.organization, "Sha Dow")
    make_seat(in_scope.session, shadow, SeatKind.SHADOW)
    lead = listen(in_scope.lead)
    lead.until(lambda state: person(state, shadow)["kind"] == "Shadow")

    seen = listen(shadow).until(anything)

    assert person(seen, in_scope.lead)["here"]
    lead.until(lambda state: person(state, shadow)["here"])


def test_the_question_that_somebody_is_on_is_told(acme: World, listen: Listen, web: Web) -> None:
    lead = listen(acme.lead)
    first = lead.until(anything)
    question = first["questions"][1]["planned"]

    browser = sign_in(acme.second)
    answer = browser.post(
        reverse("live_here", args=[acme.slug, acme.session.pk]),
        {"question": question, "tab": "7f1d3a52-0000-4000-8000-000000000002"},
    )

    assert answer.status_code == 204
    second = person(lead.until(lambda state: person(state, acme.second)["here"]), acme.second)
    assert (second["question"], first["questions"][1]["number"]) == (question, 2)
    assert second["since"]


def test_the_start_and_the_marks_arrive(in_scope: World, listen: Listen) -> None:
    acme, lead = in_scope, listen(in_scope.lead)
    planned = lead.until(anything)["questions"][0]["planned"]

    start_session(actor=acme.second, session_id=acme.session.pk)
    begun = lead.until(lambda state: state["session"]["state"] == "live")
    mark_question(actor=acme.second, planned_id=planned, state="asked")
    marked = lead.until(lambda state: state["questions"][0]["state"] == "asked")

    assert begun["session"]["started_at"]
    assert marked["questions"][0]["running"] and marked["questions"][0]["asked_at"]
    assert not marked["questions"][1]["running"]


def test_that_a_card_was_submitted_is_told_and_nothing_of_it(acme: World, listen: Listen) -> None:
    lead = listen(acme.lead)
    assert not person(lead.until(anything), acme.second)["submitted"]

    hand_in(acme.second, acme.session, words="strong_no", value="1")

    told = lead.until(lambda state: person(state, acme.second)["submitted"])
    assert "strong_no" not in json.dumps(told) and "evidence" not in json.dumps(told)


def test_typing_is_not_told(in_scope: World, listen: Listen) -> None:
    acme, lead = in_scope, listen(in_scope.lead)
    before = lead.until(anything)

    save(acme.second, acme.session, edit(1, "notes", "they hesitate"))
    start_session(actor=acme.second, session_id=acme.session.pk)

    after = lead.until(anything)  # the next that is told at all
    assert after["session"]["state"] == "live"
    assert after["people"] == before["people"]


def test_nothing_is_sent_twice_but_a_sign_of_life(acme: World, listen: Listen) -> None:
    lead = listen(acme.lead, **{"Last-Event-ID": "of another time"})
    first = lead.until(anything)
    assert lead.answer.headers["Content-Type"] == "text/event-stream"
    assert lead.answer.headers["Cache-Control"] == "no-store"
    while lead.comments < 2:
        line = lead.answer.readline()
        assert not line.startswith(b"data"), (first, line)
        lead.comments += line.startswith(b":")


def test_it_ends_when_the_person_signs_out_elsewhere(acme: World, listen: Listen) -> None:
    key = sign_in(acme.lead).cookies["sessionid"].value
    lead = listen(acme.lead, key)
    lead.until(anything)

    SignIn.objects.filter(pk=key).delete()

    assert lead.end() == "signed-out"


def test_it_ends_when_the_seat_is_lost(in_scope: World, listen: Listen) -> None:
    lead = listen(in_scope.lead)
    lead.until(anything)

    in_scope.session.seats.filter(member=in_scope.lead).update(state=SeatState.RECUSED)

    assert lead.end() == "closed"


def test_it_ends_when_everybody_has_submitted_and_then_there_is_nothing_to_open(
    acme: World, listen: Listen
) -> None:
    lead = listen(acme.lead)
    lead.until(anything)

    hand_in(acme.lead, acme.session)
    hand_in(acme.second, acme.session)

    assert lead.end() == "closed"
    assert listen(acme.lead).status == 204


def test_the_oldest_of_too_many_gives_way(acme: World, listen: Listen) -> None:
    key = sign_in(acme.lead).cookies["sessionid"].value
    opened = []
    for _ in range(5):
        opened.append(listen(acme.lead, key))
        opened[-1].until(anything)

    assert opened[0].end() == "enough"
    hand_in(acme.second, acme.session)
    opened[4].until(lambda state: person(state, acme.second)["submitted"])


def test_for_everybody_else_there_is_none(acme: World, listen: Listen, web: Web) -> None:
    assert listen(acme.admin).status == 404
    assert listen(acme.coordinator).status == 404
    path = reverse("live_events", args=[acme.slug, acme.session.pk])
    signed_out = Stream(web, path, None, Accept="text/event-stream")
    signed_out.close()
    assert signed_out.status == 401
