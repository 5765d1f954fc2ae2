"""Amending a submitted card, as its author and their colleagues see it."""

import re

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.enums import LoopState
from interviews.models import Loop
from scoring.actions.begin_amendment import begin_amendment
from scoring.models import Amendment, Scorecard, ScorecardVersion
from tests.cast import World, sign_in
from tests.scoring.sheets import amend, begin, hand_in, rating_fields

PAGE = "7f1d3a52-0000-4000-8000-000000000001"
WHY = "I had mixed up two candidates."


def sheet(world: World, name: str = "live") -> str:
    return reverse(name, args=[world.slug, world.session.pk])


def html_of(world: World, member: Membership, address: str) -> str:
    return sign_in(member).get(address).content.decode()


def test_the_author_amends_from_the_card_to_the_card(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    client = sign_in(acme.lead)
    assert "Amend this card" in client.get(sheet(acme)).content.decode()
    opened = client.post(sheet(acme, "amend_begin"), follow=True).content.decode()
    assert "You are amending a card that you submitted on" in opened
    assert "Submit the amendment" in opened
    assert "Submit scorecard" not in opened
    form = {"form": PAGE, "base": re.search(r'name="base" value="(\d+)"', opened)[1], "action": "amend"}
    typed = {"recommendation": "no", "amendment_reason": WHY}
    done = client.post(sheet(acme), form | typed, follow=True).content.decode()
    assert "Your card is amended. What you said first stays beside it." in done
    assert "first: yes" in done
    assert WHY in done
    assert "Amended 1 time since" in done


def test_what_is_missing_is_named_with_links_and_nothing_typed_is_lost(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    begin(acme.lead, acme.session, {first_rating(acme): "2", "amendment_reason": ""})
    form = {"form": PAGE, "base": "99", "action": "amend", "reason": "", "notes": "Typed just now"}
    answer = sign_in(acme.lead).post(sheet(acme), form)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#field-amendment_reason"' in html
    assert 'id="field-amendment_reason"' in html
    assert 'href="#field-reason"' in html
    assert "Typed just now" in html


def test_the_reason_is_kept_like_everything_typed(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    begin(acme.lead, acme.session, {"amendment_reason": WHY})
    assert WHY in html_of(acme, acme.lead, sheet(acme))


def test_changing_nothing_is_refused_in_words(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    begin(acme.lead, acme.session, {})
    form = {"form": PAGE, "base": "99", "action": "amend", "amendment_reason": WHY}
    html = sign_in(acme.lead).post(sheet(acme), form, follow=True).content.decode()
    assert "This amendment changes nothing yet" in html
    assert WHY in html


def test_withdrawing_shows_what_is_thrown_away_and_asks(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    begin(acme.lead, acme.session, {"notes": "Away with this", "private_note": "This stays"})
    client = sign_in(acme.lead)
    asked = client.get(sheet(acme, "amend_withdraw")).content.decode()
    assert "Away with this" in asked
    assert "This stays" not in asked
    done = client.post(sheet(acme, "amend_withdraw"), follow=True).content.decode()
    assert "The amendment is withdrawn" in done
    assert "Away with this" not in done
    assert "This stays" in done


def test_colleagues_read_the_card_as_submitted_until_it_is_amended_and_then_both(acme: World) -> None:
    hand_in(acme.lead, acme.session, value="2", words="no")
    hand_in(acme.second, acme.session)
    before = html_of(acme, acme.second, sheet(acme))
    texts = {first_rating(acme): "3", "recommendation": "yes", "notes": "Quite new"}
    begin(acme.lead, acme.session, texts)
    assert strip(html_of(acme, acme.second, sheet(acme))) == strip(before)
    amend(acme.lead, acme.session, WHY, {})
    after = html_of(acme, acme.second, sheet(acme))
    assert "first: no" in after
    assert "first: 2, below the bar" in after
    assert WHY in after
    assert "Quite new" in after


@pytest.mark.parametrize("state", [LoopState.DECIDED, LoopState.CANCELLED])
def test_what_was_begun_before_the_loop_closed_is_kept_for_its_author(acme: World, state: LoopState) -> None:
    hand_in(acme.lead, acme.session)
    hand_in(acme.second, acme.session)
    begin(acme.lead, acme.session, {"notes": "Begun in time"})
    with organization_scope(acme.organization):
        Loop.objects.update(state=state)
    html = html_of(acme, acme.lead, sheet(acme))
    assert "You had begun to amend this card" in html
    assert "Begun in time" in html
    assert "Amend this card" not in html
    assert "Begun in time" not in html_of(acme, acme.second, sheet(acme))


def test_a_draft_offers_no_amendment_and_a_post_says_why(acme: World) -> None:
    assert "Amend this card" not in html_of(acme, acme.lead, sheet(acme))
    html = sign_in(acme.lead).post(sheet(acme, "amend_begin"), follow=True).content.decode()
    assert "This card is not submitted yet" in html
    with organization_scope(acme.organization):
        assert not Amendment.objects.exists()


def test_all_versions_are_read_by_who_may_read_the_card(acme: World) -> None:
    card = hand_in(acme.lead, acme.session, value="2", words="no")
    amend(acme.lead, acme.session, WHY, {"recommendation": "yes"})
    versions = reverse("card_versions", args=[acme.slug, card.pk])
    for reader in (acme.lead, acme.committee, acme.admin):
        html = html_of(acme, reader, versions)
        assert "As first submitted" in html
        assert "Version 2" in html
        assert WHY in html
        assert "private no 2" not in html
    blind, other = sign_in(acme.second).get(versions), sign_in(acme.nobody).get(versions)
    assert (blind.status_code, other.status_code) == (404, 404)
    hand_in(acme.second, acme.session)
    assert WHY in html_of(acme, acme.second, versions)


def test_a_draft_has_no_versions(acme: World) -> None:
    address = reverse("card_versions", args=[acme.slug, acme.lead_card.pk])
    assert sign_in(acme.lead).get(address).status_code == 404


def test_the_api_begins_submits_and_withdraws(acme: World) -> None:
    card = hand_in(acme.lead, acme.session)
    client = sign_in(acme.lead)
    begun = client.post(sheet(acme, "api_my_amendment")).json()
    assert begun["amendment"] == {}
    edits = {"client": PAGE, "edits": [{"sequence": 1, "field": "notes", "value": "New", "base": 999}]}
    client.post(sheet(acme, "api_my_edits"), edits, content_type="application/json")
    shown = client.get(sheet(acme, "api_my_card")).json()
    assert (shown["notes"], shown["amendment"]) == ("notes yes 3", {"notes": "New"})
    body = {"amendment_reason": WHY}
    submit = sheet(acme, "api_my_amendment_submit")
    refused = client.post(submit, {}, content_type="application/json")
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (400, ["amendment_reason"])
    for _ in range(2):
        done = client.post(submit, body, content_type="application/json")
        assert (done.status_code, done.json()["notes"], done.json()["amendment"]) == (200, "New", None)
    versions = client.get(reverse("api_card_versions", args=[acme.slug, card.pk])).json()
    assert [(one["number"], one["reason"]) for one in versions] == [(2, WHY), (1, "")]
    assert versions[1]["content"]["notes"] == "notes yes 3"
    assert versions[0]["written_by"] == "Lea Lead"


def test_the_api_withdraws(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    begin(acme.lead, acme.session, {"notes": "Not to be"})
    answer = sign_in(acme.lead).delete(sheet(acme, "api_my_amendment"))
    assert (answer.status_code, answer.json()["amendment"]) == (200, None)
    with organization_scope(acme.organization):
        assert ScorecardVersion.objects.count() == 1
        assert Scorecard.objects.get(seat__member=acme.lead).notes == "notes yes 3"


def test_anothers_amendment_shows_nowhere(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    begin(acme.lead, acme.session, {"notes": "Mine alone", "amendment_reason": "Mine too"})
    with organization_scope(acme.organization):
        hand_in(acme.second, acme.session)
    cards = reverse("api_loop_cards", args=[acme.slug, acme.loop.pk])
    packet = reverse("packet", args=[acme.slug, acme.loop.pk])
    for reader in (acme.second, acme.admin, acme.committee):
        for address in (cards, packet):
            html = html_of(acme, reader, address)
            assert "Mine alone" not in html
            assert "Mine too" not in html


def test_beginning_twice_from_two_tabs_opens_one(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    with organization_scope(acme.organization):
        begin_amendment(actor=acme.lead, session_id=acme.session.pk)
    assert sign_in(acme.lead).post(sheet(acme, "amend_begin")).status_code == 302


def first_rating(world: World) -> str:
    with organization_scope(world.organization):
        return rating_fields(world.session)[0]


def strip(html: str) -> str:
    """Without what differs on every load."""
    return re.sub(r'nonce="[^"]*"|csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": ?"[^"]*"', "", html)
