"""A meeting over several candidates: by disagreement, with a clock, with items hidden from some."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Membership
from interviews.enums import SeatKind, SeatState
from interviews.models import ConflictOfInterest, Loop
from scoring.actions.create_meeting import create_meeting
from scoring.actions.end_meeting import end_meeting
from scoring.actions.start_item import start_item
from scoring.models import AgendaItem, Meeting
from scoring.queries.meetings import NO_PART
from tests.cast import World, make_seat, sign_in
from tests.scoring.packets import complete_loop, decider

LIST = "/o/acme/debrief/meetings/"


@pytest.fixture
def three(in_acme: World) -> list[Loop]:
    """Three candidates: near each other, split recommendations, three points apart."""
    near = complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 2], title="Near")
    split = complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 2, 3], title="Split")
    card = split.sessions.get().seats.get(member=in_acme.second).scorecard
    card.recommendation = "no"
    card.save()
    far = complete_loop(in_acme, [1, 3, 3, 3], [4, 3, 3, 3], title="Far")
    return [near, split, far]


def call(world: World, loops: list[Loop], *members: Membership, **fields: Any) -> Meeting:
    return create_meeting(
        actor=world.committee,
        title="Debriefs",
        loop_ids=[loop.pk for loop in loops],
        member_ids=[member.pk for member in members],
        **fields,
    )


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def post(client: Client, path: str, data: dict[str, Any] | None = None, status: int = 302) -> str:
    answer = client.post(path, data or {})
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def agenda(meeting: Meeting) -> list[str]:
    return [item.loop.name for item in AgendaItem.objects.filter(meeting=meeting).select_related("loop")]


# --- calling one --------------------------------------------------------------------------------------------


def test_the_widest_disagreement_comes_first_then_split_recommendations(in_acme, three):
    browser = sign_in(in_acme.committee)
    offered = page(browser, f"{LIST}new/")
    places = [offered.index(f'value="{loop.pk}"') for loop in reversed(three)]
    assert places == sorted(places)
    assert "3 points apart" in offered
    typed = {
        "title": "Friday",
        "minutes": "20",
        "starts_at": "2030-03-01T10:00",
        "loops": [str(loop.pk) for loop in three],
        "members": [str(in_acme.admin.pk)],
    }
    post(browser, f"{LIST}new/", typed)
    meeting = Meeting.objects.get()
    assert agenda(meeting) == ["Far", "Split", "Near"]
    assert set(meeting.members.all()) == {in_acme.committee, in_acme.admin}
    shown = page(browser, f"{LIST}{meeting.pk}/")
    assert "3 items, 60 min" in shown
    assert "Begin with item 1" in shown
    assert "Friday" in page(sign_in(in_acme.admin), LIST)


def test_only_candidates_whose_cards_are_in_are_offered_and_nothing_typed_is_lost(in_acme, three):
    browser = sign_in(in_acme.committee)
    assert str(in_acme.loop.pk) not in page(browser, f"{LIST}new/")
    typed = {"title": "My words", "minutes": "900", "loops": [str(in_acme.loop.pk)]}
    again = post(browser, f"{LIST}new/", typed, status=400)
    assert "My words" in again
    assert not Meeting.objects.exists()
    again = post(browser, f"{LIST}new/", {"title": "My words", "minutes": "15"}, status=400)
    assert "Choose at least one candidate" in again


@pytest.mark.parametrize("part", ["lead", "coordinator", "nobody"])
def test_others_call_none_and_see_none_they_are_not_invited_to(in_acme, three, part):
    browser = sign_in(getattr(in_acme, part))
    page(browser, f"{LIST}new/", status=403)
    meeting = call(in_acme, three)
    assert "Debriefs" not in page(browser, LIST)
    page(browser, f"{LIST}{meeting.pk}/", status=404)
    assert browser.get(f"{LIST}{meeting.pk}/room/").status_code == 404


# --- what each may know -------------------------------------------------------------------------------------


def hidden_from(member: Membership, how: str, loop: Loop) -> None:
    if how == "conflict":
        ConflictOfInterest.objects.create(
            organization=loop.organization,
            member=member,
            candidate=loop.candidate,
            kind="declared",
            reason="Kin",
        )
        return
    seat = make_seat(loop.sessions.get(), member, SeatKind.SHADOW)
    if how == "recused":
        seat.state = SeatState.RECUSED
        seat.save()


@pytest.mark.parametrize("how", ["conflict", "recused", "blind"])
def test_an_item_is_hidden_from_whom_it_is_closed_to_and_the_leader_knows_who_steps_out(in_acme, three, how):
    far = three[2]
    dana = decider(in_acme)
    meeting = call(in_acme, three, dana)
    hidden_from(dana, how, far)
    theirs = page(sign_in(dana), f"{LIST}{meeting.pk}/")
    told = sign_in(dana).get(f"{LIST}{meeting.pk}/room/").content.decode()
    assert NO_PART in theirs
    for secret in (str(far.candidate), str(far.pk), "Far", "points apart"):
        assert secret not in theirs
        assert secret not in told
    assert "Dana Decider</td>" not in theirs, "who steps out is told to the leader only"
    led = page(sign_in(in_acme.committee), f"{LIST}{meeting.pk}/")
    assert str(far.candidate) in led
    assert "<td>Dana Decider</td>" in led
    assert "Kin" not in led


def test_an_invited_interviewer_sees_their_own_candidates_only(in_acme, three):
    meeting = call(in_acme, three[:2], in_acme.lead)
    shown = page(sign_in(in_acme.lead), f"{LIST}{meeting.pk}/")
    assert str(three[0].candidate) in shown
    assert "Next: item" not in shown
    assert "Change the agenda" not in shown


# --- running it ---------------------------------------------------------------------------------------------


def test_it_is_run_without_script_item_by_item(in_acme, three):
    meeting = call(in_acme, three)
    browser, path = sign_in(in_acme.committee), f"{LIST}{meeting.pk}/"
    first, second, _ = AgendaItem.objects.filter(meeting=meeting)
    post(browser, f"{path}items/{first.pk}/start/")
    shown = page(browser, path)
    assert "Item 1: " in shown
    assert "Next: item 2" in shown
    assert 'role="timer"' in shown
    post(browser, f"{path}items/{second.pk}/start/")
    first.refresh_from_db()
    assert first.ended_at is not None
    post(browser, f"{path}items/{second.pk}/end/")
    assert "Between two items" in page(browser, path)
    post(browser, f"{path}items/{first.pk}/start/")
    assert "Item 1: " in page(browser, path)
    post(browser, f"{path}end/")
    shown = page(browser, path)
    assert "The meeting is over" in shown
    assert 'role="timer"' not in shown
    post(browser, f"{path}items/{first.pk}/start/", status=409)


def test_only_who_leads_runs_it(in_acme, three):
    meeting = call(in_acme, three, dana := decider(in_acme))
    item = AgendaItem.objects.filter(meeting=meeting).first()
    for path in ("start/", "end/", f"items/{item.pk}/start/", f"items/{item.pk}/end/"):
        post(sign_in(dana), f"{LIST}{meeting.pk}/{path}", status=403)
    post(sign_in(in_acme.admin), f"{LIST}{meeting.pk}/start/")


def test_the_agenda_is_put_in_another_order(in_acme, three):
    meeting = call(in_acme, three)
    browser = sign_in(in_acme.committee)
    first, second, third = AgendaItem.objects.filter(meeting=meeting)
    assert "Change the agenda" in page(browser, f"{LIST}{meeting.pk}/")
    page(browser, f"{LIST}{meeting.pk}/change/")
    typed = {"title": "Anew", "members": [str(in_acme.admin.pk)]}
    for item, place in ((first, 3), (second, 1), (third, 2)):
        typed |= {f"place_{item.pk.hex}": str(place), f"minutes_{item.pk.hex}": "5"}
    typed[f"off_{third.pk.hex}"] = "on"
    post(browser, f"{LIST}{meeting.pk}/change/", typed)
    assert agenda(meeting) == ["Split", "Far"]
    shown = page(browser, f"{LIST}{meeting.pk}/")
    assert "2 items, 10 min" in shown
    typed[f"minutes_{first.pk.hex}"] = "0"
    del typed[f"place_{third.pk.hex}"]
    assert "Anew" in post(browser, f"{LIST}{meeting.pk}/change/", typed, status=400)


# --- what open pages are told -------------------------------------------------------------------------------


def test_open_pages_are_told_when_it_goes_on_and_nothing_twice(in_acme, three):
    meeting = call(in_acme, three)
    browser = sign_in(in_acme.committee)
    path = f"{LIST}{meeting.pk}/room/?tab=7f1d3a52-0000-4000-8000-000000000002"
    first = browser.get(path)
    again = browser.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert [one["here"] for one in first.json()["people"]] == [True]
    assert f'data-sign="{first.json()["sign"]}"' in page(browser, f"{LIST}{meeting.pk}/")
    start_item(actor=in_acme.committee, meeting_id=meeting.pk, item_id=AgendaItem.objects.first().pk)
    told = browser.get(path, headers={"If-None-Match": first["ETag"]}).json()
    assert told["sign"] != first.json()["sign"]
    assert [item["state"] for item in told["items"]] == ["running", "waiting", "waiting"]
    assert browser.post(f"{LIST}{meeting.pk}/left/", {"tab": path[-36:]}).status_code == 204
    seen = sign_in(in_acme.admin).get(path).json()["people"]
    assert [one["here"] for one in seen] == [False], "the administrator, who is not invited, is not listed"
    end_meeting(actor=in_acme.committee, meeting_id=meeting.pk)
    assert browser.get(f"{LIST}{meeting.pk}/events/").status_code == 406


# --- how much it asks ---------------------------------------------------------------------------------------

PAGES = {"": 10, "room/": 8, "events/": 8, "change/": 12}


@pytest.mark.parametrize("rows", [1, 30])
def test_its_pages_ask_the_same_of_few_and_many(in_acme, django_assert_num_queries, rows):
    loops = [complete_loop(in_acme, [3, 3], [1, 3], title=f"Loop {n}", questions=1) for n in range(rows)]
    people = [decider(in_acme, f"Member {n}") for n in range(rows)]
    meeting = call(in_acme, loops, *people)
    browser = sign_in(in_acme.committee)
    with django_assert_num_queries(6):
        page(browser, LIST)
    with django_assert_num_queries(6):
        page(browser, f"{LIST}new/")
    for path, queries in PAGES.items():
        with django_assert_num_queries(queries):
            assert browser.get(f"{LIST}{meeting.pk}/{path}").status_code in (200, 406)
