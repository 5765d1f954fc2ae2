"""The packet of a loop in which somebody amended their card: what stands now, and what was said first."""

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from scoring.models import Decision
from scoring.queries.packet import read_packet
from scoring.queries.packets import packet_row, packets
from tests.cast import World, sign_in
from tests.scoring.packets import decide
from tests.scoring.sheets import amend, hand_in, rating_fields

WHY = "I had mixed up two candidates."


@pytest.fixture
def amended(acme: World) -> World:
    """Lead and second were two points apart everywhere; the lead came nearer on the first criterion."""
    hand_in(acme.lead, acme.session, value="2", words="no")
    hand_in(acme.second, acme.session, value="4", words="strong_yes")
    with organization_scope(acme.organization):
        amend(acme.lead, acme.session, WHY, {rating_fields(acme.session)[0]: "3", "recommendation": "yes"})
    return acme


def page(world: World) -> str:
    return sign_in(world.committee).get(reverse("packet", args=[world.slug, world.loop.pk])).text


def test_what_was_said_first_stands_beside_with_word_icon_reason_and_date(amended: World) -> None:
    html = page(amended)
    cell = html.partition('<table class="packet">')[2].partition("</td>")[0]
    assert "<b>3</b>" in cell
    assert "#replace" in cell
    assert "Amended" in cell
    assert "first: 2, below the bar" in cell
    assert "first: no" in html
    assert WHY in html
    assert "1 rating was amended after being submitted" in html


def test_a_disagreement_that_an_amendment_closed_stays_and_says_so(amended: World) -> None:
    html = page(amended)
    assert "4 disagreements of two points or more" in html
    assert "Lea Lead (amended; first: 2, below the bar)" in html
    assert "two points or more apart at first, closer since" in html
    assert "first: split" in html


def test_the_list_knows_the_first_gap_too(acme: World) -> None:
    hand_in(acme.lead, acme.session, value="1", words="no")
    hand_in(acme.second, acme.session, value="4", words="yes")
    with organization_scope(acme.organization):
        amend(acme.lead, acme.session, WHY, dict.fromkeys(rating_fields(acme.session), "4"))
        (row,) = [packet_row(loop) for loop in packets(acme.committee)]
        assert row.gap == 3


def test_the_decision_keeps_both(amended: World) -> None:
    with organization_scope(amended.organization):
        seen = read_packet(amended.committee, amended.loop.pk)
        decision = decide(amended.committee, amended.loop, outcome="hire", digest_seen=seen.digest)
    card = next(one for one in decision.snapshot["cards"] if one["name"] == "Lea Lead")
    assert decision.snapshot["format"] == 3
    assert (card["recommendation"], card["first_recommendation"]) == ("yes", "no")
    assert [(one["number"], one["reason"]) for one in card["amendments"]] == [(2, WHY)]
    first = decision.snapshot["sessions"][0]["questions"][0]["criteria"][0]["ratings"][card["id"]]
    assert (first["value"], first["first"]) == (3, {"state": "rated", "value": 2})
    assert "first: 2, below the bar" in page(amended)


def test_a_packet_that_was_decided_before_there_were_amendments_is_read_as_it_was(amended: World) -> None:
    with organization_scope(amended.organization):
        reading = read_packet(amended.committee, amended.loop.pk)
        packet = {key: value for key, value in reading.packet.items() if key != "overrides"} | {"format": 1}
        for card in packet["cards"]:
            for name in ("first_recommendation", "first_recommendation_word", "amendments", "after_reading"):
                del card[name]
        for session in packet["sessions"]:
            for question in session["questions"]:
                for criterion in question["criteria"]:
                    for rating in criterion["ratings"].values():
                        del rating["first"]
        amended.loop.state = "decided"
        amended.loop.save()
        Decision.objects.create(
            organization=amended.organization,
            loop=amended.loop,
            outcome="hire",
            reasons="Both saw depth.",
            decided_by=amended.committee,
            snapshot=packet,
            digest=reading.digest,
        )
    html = page(amended)
    assert "Both saw depth." in html
    assert "<b>3</b>" in html
    assert "first:" not in html
