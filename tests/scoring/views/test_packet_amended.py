"""The packet of a loop in which somebody amended their card: what stands now, and what was said first."""

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from scoring.models import Debrief, Decision
from scoring.queries.packet import read_packet
from scoring.queries.packets import packet_row, packets
from scoring.snapshot import Packet, digest_of
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
    cell = html.partition('<div class="packet-cells">')[2].partition('<div class="packet-cell')[2]
    cell = cell.partition('<div class="packet-cell')[0]
    assert "<b>3</b>" in cell
    assert "#replace" in cell
    assert "Amended" in cell
    assert "first: 2, below the bar" in cell
    assert "first: no" in html
    assert WHY in html
    assert "1 rating was amended after being submitted" in html


def test_a_disagreement_that_an_amendment_closed_stays_and_says_so(amended: World) -> None:
    html = page(amended)
    assert '<dt>raw mean</dt><dd class="figure-number">3.13</dd>' in html, "as they stand now"
    assert '<dt>raw mean at first</dt><dd class="figure-number">3.00</dd>' in html
    assert "4 disagreements of two points or more" in html
    first = html[html.index("packet-apart") :].partition("</article>")[0]
    assert "Lea Lead" in first
    assert "first: 2, below the bar" in first
    assert "evidence for no 2" in first, "what the one side wrote"
    assert "evidence for strong_yes 4" in first, "and what the other"
    assert "two points or more apart at first, closer since: closed by amendment" in html
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
    packet = decision.snapshot["packet"]
    card = next(one for one in packet["cards"] if one["name"] == "Lea Lead")
    assert packet["format"] == 3
    assert (card["recommendation"], card["first_recommendation"]) == ("yes", "no")
    assert [(one["number"], one["reason"]) for one in card["amendments"]] == [(2, WHY)]
    first = packet["sessions"][0]["questions"][0]["criteria"][0]["ratings"][card["id"]]
    assert (first["value"], first["first"]) == (3, {"state": "rated", "value": 2})
    assert "first: 2, below the bar" in page(amended)


@pytest.mark.parametrize("earlier", [1, 2])
def test_a_packet_that_was_decided_in_an_earlier_format_is_read_as_it_was(
    amended: World, earlier: int
) -> None:
    with organization_scope(amended.organization):
        packet = as_of_format(read_packet(amended.committee, amended.loop.pk).packet, earlier)
        amended.loop.state = "decided"
        amended.loop.save()
        Debrief.objects.filter(loop=amended.loop).update(state="released")
        Decision.objects.create(
            organization=amended.organization,
            loop=amended.loop,
            outcome="hire",
            reasons="Both saw depth.",
            decided_by=amended.committee,
            snapshot=packet,
            digest=digest_of(packet),
        )
    html = page(amended)
    assert "Both saw depth." in html
    assert "<b>3</b>" in html
    assert ("first: 2" in html) == (earlier == 2)
    for later in ("The bar", 'data-label="Bar"', "Revision 1", "min planned"):
        assert later not in html, "it did not know of that"
    assert digest_of(packet)[:16] in html
    for kind in ("json", "pdf"):
        answer = sign_in(amended.committee).get(
            reverse(f"packet_{kind}", args=[amended.slug, amended.loop.pk])
        )
        assert answer.status_code == 200


LATER = ("bars", "uncovered_topics", "recused")
LATER_OF_QUESTIONS = ("options", "override", "replaced_by", "minutes", "used", "hints")


def as_of_format(packet: Packet, number: int) -> Packet:
    """The packet as it would have been written in an earlier format."""
    packet = {key: value for key, value in packet.items() if key not in LATER} | {"format": number}
    for session in packet["sessions"]:
        del session["fidelity"]
        for question in session["questions"]:
            for name in LATER_OF_QUESTIONS:
                del question[name]
    del packet["loop"]["blueprint"]
    for card in packet["cards"]:
        del card["late"]
    return packet if number == 2 else _before_amendments(packet)


def _before_amendments(packet: Packet) -> Packet:
    del packet["overrides"]
    for card in packet["cards"]:
        for name in ("first_recommendation", "first_recommendation_word", "amendments", "after_reading"):
            del card[name]
    for session in packet["sessions"]:
        for question in session["questions"]:
            for criterion in question["criteria"]:
                for rating in criterion["ratings"].values():
                    del rating["first"]
    return packet
