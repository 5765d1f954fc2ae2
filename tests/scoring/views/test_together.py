"""What an open sheet is told by asking, and under a server without streams."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.enums import SeatKind, SessionState
from interviews.models import HintGiven, Session
from scoring.models import Scorecard
from tests.cast import World, make_member, make_seat, sign_in
from tests.scoring.sheets import edit, fill, hand_in, save
from tests.scoring.test_blindness import flip

TAB = str(uuid.UUID(int=7))


def address(world: World, name: str = "live_together") -> str:
    return f"{reverse(name, args=[world.slug, world.session.pk])}?tab={TAB}"


def told(client: Client, world: World, **headers: str) -> Any:
    return client.get(address(world), headers=headers)


def test_the_same_state_is_told_once(acme: World) -> None:
    lead = sign_in(acme.lead)
    first = told(lead, acme)
    again = told(lead, acme, **{"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again["ETag"] == first["ETag"]

    told(sign_in(acme.second), acme)
    changed = told(lead, acme, **{"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    people = {one["name"]: one["here"] for one in changed.json()["people"]}
    assert people == {str(acme.lead): True, str(acme.second): True}


def test_who_asks_without_a_stream_is_told_so_only_if_they_sit_there(acme: World) -> None:
    assert sign_in(acme.lead).get(address(acme, "live_events")).status_code == 406
    for member in (acme.admin, acme.coordinator, acme.committee, acme.nobody):
        assert sign_in(member).get(address(acme, "live_events")).status_code == 404
        assert told(sign_in(member), acme).status_code == 404


def test_hints_and_skips_are_told(acme: World) -> None:
    with organization_scope(acme.organization):
        first, second = acme.session.planned.all()
        acme.session.planned.filter(pk=second.pk).update(state="skipped", reason="no time")
        HintGiven.objects.create(
            organization=acme.organization,
            planned=first,
            number=2,
            given_by=acme.lead,
            given_at=acme.session.created_at,
        )
    questions = told(sign_in(acme.second), acme).json()["questions"]
    assert [one["hints"] for one in questions] == [[2], []]
    assert [(one["state"], one["reason"]) for one in questions] == [("planned", ""), ("skipped", "no time")]


def test_a_closed_session_tells_nothing_more(acme: World) -> None:
    with organization_scope(acme.organization):
        Session.objects.update(state=SessionState.CANCELLED)
    assert told(sign_in(acme.lead), acme).status_code == 204


def test_a_question_of_another_session_is_nowhere_to_be(acme: World, zenith: World) -> None:
    with organization_scope(zenith.organization):
        foreign = zenith.session.planned.first()
    lead = sign_in(acme.lead)
    path = reverse("live_here", args=[acme.slug, acme.session.pk])
    assert lead.post(path, {"question": str(foreign.pk), "tab": TAB}).status_code == 404
    assert lead.post(path, {"tab": TAB}).status_code == 400
    assert lead.post(path, {"question": "no id", "tab": TAB}).status_code == 400


def test_nothing_changes_with_what_a_colleague_says_or_whether_they_have_begun(acme: World) -> None:
    second = sign_in(acme.second)

    def bytes_now() -> tuple[bytes, str]:
        answer = told(second, acme)
        return answer.content, answer["ETag"]

    bytes_now()
    before = bytes_now()
    with organization_scope(acme.organization):
        Scorecard.objects.filter(pk=acme.lead_card.pk).delete()
        assert bytes_now() == before, "whether a card was begun shows"
        save(acme.lead, acme.session, edit(1, "notes", "a first thought"))
        assert bytes_now() == before, "that somebody types shows"
        acme.lead_card = Scorecard.objects.get(seat__member=acme.lead)
        fill(acme.lead, acme.session)
    acme.lead_card = hand_in(acme.lead, acme.session, words="strong_yes", value="4")
    bytes_now()
    submitted = bytes_now()
    flip(acme)
    assert bytes_now() == submitted, "what a submitted card says shows"


@pytest.mark.parametrize("name", ["live_together", "live_events"])
@pytest.mark.parametrize("others", [0, 28])
def test_it_asks_the_same_number_of_queries_for_few_and_many(
    acme: World, others: int, name: str, django_assert_num_queries: Any
) -> None:
    with organization_scope(acme.organization):
        for number in range(others):
            make_seat(acme.session, make_member(acme.organization, f"S {number}"), SeatKind.SHADOW)
    lead = sign_in(acme.lead)
    told(lead, acme)
    with django_assert_num_queries(7):
        lead.get(address(acme, name))
