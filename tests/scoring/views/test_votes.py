"""The votes on the page of a packet, the form on a page of its own, and the same over the API."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.models import Loop
from scoring.actions.cast_vote import cast_vote
from scoring.enums import DebriefState
from scoring.models import CommitteeSeat, Vote
from tests.cast import World, make_member, sign_in
from tests.scoring.debriefs import move, to_state
from tests.scoring.packets import complete_loop

pytestmark = pytest.mark.django_db


@pytest.fixture
def loop(acme: World) -> Loop:
    """Both cards are in. Kim and Dora vote."""
    with organization_scope(acme.organization):
        made = complete_loop(acme, [3, 3, 3, 3], [2, 2, 2, 2])
        to_state(made, DebriefState.VOTING, committee=[acme.committee, dora(acme)])
    return made


def dora(acme: World) -> Membership:
    with organization_scope(acme.organization):
        found = Membership.objects.filter(user__name="Dora Decider").select_related("user").first()
        return found or make_member(acme.organization, "Dora Decider", Role.COMMITTEE)


def vote(acme: World, loop: Loop, member: Membership, ballot: str, reason: str = "Deep enough.") -> None:
    with organization_scope(acme.organization):
        cast_vote(actor=member, loop_id=loop.pk, ballot=ballot, reason=reason)


def page(acme: World, loop: Loop, reader: Membership, name: str = "packet") -> str:
    answer = sign_in(reader).get(reverse(name, args=[acme.slug, loop.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def told(acme: World, loop: Loop, reader: Membership) -> dict[str, Any]:
    answer = sign_in(reader).get(reverse("api_votes", args=[acme.slug, loop.pk]))
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def members(found: dict[str, Any]) -> dict[str, tuple[bool, str | None]]:
    return {
        row["name"]: (row["voted"], row["second"] and row["second"]["ballot"]) for row in found["members"]
    }


def test_while_the_vote_is_open_all_see_who_has_voted_and_nobody_what(acme: World, loop: Loop) -> None:
    vote(acme, loop, acme.committee, "strong_no", "Never sized it.")
    for reader in (acme.lead, acme.admin, dora(acme)):
        html = page(acme, loop, reader)
        assert "1 of 2 committee members has voted" in html and "Never sized it." not in html
        found = told(acme, loop, reader)
        assert members(found) == {"Kim Committee": (True, None), "Dora Decider": (False, None)}
        assert found["own"] is None and {row["second"] for row in found["choices"]} == {None}
    assert "Never sized it." in page(acme, loop, acme.committee)  # one's own
    assert members(told(acme, loop, acme.committee))["Kim Committee"] == (True, "strong_no")


def test_once_it_has_closed_first_and_second_votes_stand_side_by_side(acme: World, loop: Loop) -> None:
    vote(acme, loop, acme.committee, "no", "Never sized it.")
    vote(acme, loop, acme.committee, "strong_no", "Never sized it at all.")
    vote(acme, loop, dora(acme), "abstain", "I read it both ways.")
    vote(acme, loop, dora(acme), "yes", "The retries were bounded after all.")
    html = page(acme, loop, acme.lead)
    for words in ("Never sized it at all.", "Changed before the vote closed", "I read it both ways."):
        assert words in html
    assert "Changed after the discussion" in html and "The retries were bounded after all." in html
    found = told(acme, loop, acme.lead)
    choices = {row["ballot"]: (row["first"], row["second"], row["now"]) for row in found["choices"]}
    assert choices == {
        "strong_no": (0, 1, 1),
        "no": (0, 0, 0),
        "yes": (2, 0, 1),
        "strong_yes": (0, 0, 0),
        "abstain": (0, 1, 0),
    }
    assert {row["name"]: row["recommendation"] for row in found["firsts"]} == {
        "Lea Lead": "yes",
        "Sam Second": "yes",
    }


def test_earlier_rounds_stay_readable_while_a_new_one_is_read(acme: World, loop: Loop) -> None:
    vote(acme, loop, acme.committee, "no", "Of the first round.")
    vote(acme, loop, dora(acme), "yes")
    with organization_scope(acme.organization):
        move(acme.committee, loop, DebriefState.READING, "A card came late and says otherwise.")
    found = told(acme, loop, acme.lead)
    assert (found["round"], found["open"], found["state"]) == (2, False, "reading")
    assert members(found) == {"Kim Committee": (False, None), "Dora Decider": (False, None)}
    [earlier] = found["earlier"]
    assert members(earlier)["Kim Committee"][1] == "no"
    assert "Of the first round." in page(acme, loop, acme.lead)


def test_a_vote_is_cast_on_the_page_and_changed_there(acme: World, loop: Loop) -> None:
    client, address = sign_in(acme.committee), reverse("debrief_vote", args=[acme.slug, loop.pk])
    packet = reverse("packet", args=[acme.slug, loop.pk])
    answer = client.post(address, {"ballot": "no", "reason": "Never sized it."})
    assert (answer.status_code, answer["Location"]) == (302, packet)
    html = page(acme, loop, acme.committee)
    assert "Your vote is in" in html and "Never sized it." in html
    client.post(address, {"ballot": "yes", "reason": "Did size it."})
    with organization_scope(acme.organization):
        assert [row.ballot for row in Vote.objects.order_by("number")] == ["no", "yes"]


def test_what_was_typed_is_there_again_when_it_is_refused(acme: World, loop: Loop) -> None:
    client, address = sign_in(acme.committee), reverse("debrief_vote", args=[acme.slug, loop.pk])
    missing = client.post(address, {"reason": "A long thought."})
    assert missing.status_code == 400
    assert "A long thought." in missing.content.decode() and "you may abstain" in missing.content.decode()
    with organization_scope(acme.organization):
        CommitteeSeat.objects.filter(member=dora(acme)).update(state="recused")
    vote(acme, loop, acme.committee, "yes")  # the vote closes
    html = client.post(address, {"ballot": "yes", "reason": "A long thought."})
    assert html.status_code == 400 and "A long thought." in html.content.decode()  # no change of ballot


def test_who_was_late_keeps_what_they_typed(acme: World, loop: Loop) -> None:
    with organization_scope(acme.organization):
        vote(acme, loop, acme.committee, "yes")
        move_on = move(acme.admin, loop, DebriefState.DISCUSSING, "The hour is over, Dora is ill.")
    assert move_on.state == DebriefState.DISCUSSING
    address = reverse("debrief_vote", args=[acme.slug, loop.pk])
    late = sign_in(dora(acme)).post(address, {"ballot": "no", "reason": "A long thought."})
    assert late.status_code == 409
    assert "closed without yours" in late.content.decode() and "A long thought." in late.content.decode()


def test_who_does_not_vote_is_told_why_and_shown_no_form(acme: World, loop: Loop) -> None:
    assert "your recommendation is your vote" in page(acme, loop, acme.lead, "debrief_vote")
    assert "take part first" in page(acme, loop, acme.admin, "debrief_vote")
    assert 'name="ballot"' not in page(acme, loop, acme.lead)
    assert 'name="ballot"' in page(acme, loop, acme.committee)


def test_over_the_api_it_is_the_same_vote_and_the_same_refusal(acme: World, loop: Loop) -> None:
    client, address = sign_in(acme.committee), reverse("api_votes", args=[acme.slug, loop.pk])
    kind: dict[str, Any] = {"content_type": "application/json"}
    made = client.post(address, {"ballot": "no", "reason": "Never sized it."}, **kind)
    assert made.status_code == 201
    assert made.json() == {
        "round": 1,
        "number": 1,
        "stage": "voting",
        "ballot": "no",
        "reason": "Never sized it.",
    }
    assert client.post(address, {"ballot": "maybe", "reason": "x"}, **kind).status_code == 400
    assert client.post(address, {"ballot": "no"}, **kind).status_code == 400
    assert sign_in(acme.lead).post(address, {"ballot": "no", "reason": "x"}, **kind).status_code == 403


def many_voters(acme: World, loop: Loop) -> None:
    for number in range(30):
        member = make_member(acme.organization, f"Voter {number}", Role.COMMITTEE)
        with organization_scope(acme.organization):
            CommitteeSeat.objects.create(organization=acme.organization, debrief=loop.debrief, member=member)


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("name", "count"), [("debrief_vote", 12), ("api_votes", 12)])
def test_the_number_of_queries_does_not_grow(
    acme: World, loop: Loop, rows: int, name: str, count: int, django_assert_num_queries: Any
) -> None:
    if rows > 1:
        many_voters(acme, loop)
    client, address = sign_in(acme.committee), reverse(name, args=[acme.slug, loop.pk])
    client.get(address)  # the first reading is put on record
    with django_assert_num_queries(count):
        assert client.get(address).status_code == 200
