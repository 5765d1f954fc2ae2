"""The packet opens to who may read it, and to nobody else."""

import pytest
from django.test import Client

from accounts.models import Membership
from interviews.enums import SeatKind, SeatState
from interviews.models import Loop, Seat
from scoring.models import PacketOpening
from tests.cast import make_seat, sign_in
from tests.scoring.packets import another_loop, complete_loop, hand_in_at_once

DECISION = {"outcome": "hire", "reasons": "Because.", "digest_seen": "0" * 64}


def page_of(member: Membership, loop: Loop, status: int = 200) -> str:
    answer = sign_in(member).get(f"/o/{member.organization.slug}/debrief/{loop.pk}/")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def list_of(member: Membership) -> str:
    answer = sign_in(member).get("/o/acme/debrief/")
    assert answer.status_code == 200
    return answer.content.decode()


# --- who may read it ----------------------------------------------------------------------------------------


def test_the_committee_reads_every_card_side_by_side(in_acme):
    loop = complete_loop(in_acme, [1, 2, 3, 4], [2, 2, 3, 4])
    page = page_of(in_acme.committee, loop)
    assert "Lea Lead heard 1" in page
    assert "Sam Second heard 2" in page
    assert str(loop.candidate) in page
    assert "How does a bounded queue protect a service?" in page
    assert "Candidate of Another loop" not in page, "a packet names the pseudonym, not the person"


@pytest.mark.parametrize("part", ["admin", "committee"])
def test_who_sits_on_the_panel_is_blind_until_their_card_is_in_whatever_their_role(in_acme, part):
    loop = another_loop(in_acme)
    hand_in_at_once(loop, in_acme.lead, [1, 1, 1, 1])
    member = getattr(in_acme, part)
    make_seat(loop.sessions.get(), member, SeatKind.SECOND)
    page = page_of(member, loop, status=403)
    assert "once you have submitted yours" in page
    for secret in ("Lea Lead", "heard 1", "Below the bar", str(loop.candidate)):
        assert secret not in page
    rows = list_of(member)
    assert "Hand in your card first" in rows
    assert "1 of 2 in" not in rows
    assert f'/debrief/{loop.pk}/"' not in rows
    assert "1 of 2 in" in list_of(in_acme.committee if part == "admin" else in_acme.admin), (
        "it could have leaked"
    )


def test_a_blind_reader_can_neither_read_nor_decide_by_another_way(in_acme):
    loop = another_loop(in_acme)
    hand_in_at_once(loop, in_acme.lead, [1, 1, 1, 1])
    make_seat(loop.sessions.get(), in_acme.committee, SeatKind.SECOND)
    browser = sign_in(in_acme.committee)
    for answer in (
        browser.get(f"/o/acme/debrief/{loop.pk}/packet.json"),
        browser.get(f"/o/acme/debrief/{loop.pk}/packet.pdf"),
        browser.get(f"/api/v1/o/acme/packets/{loop.pk}/"),
        browser.post(f"/api/v1/o/acme/packets/{loop.pk}/decision/", DECISION, "application/json"),
    ):
        assert answer.status_code == 403
        assert "heard 1" not in answer.content.decode()
    assert not PacketOpening.objects.exists(), "who was refused has read nothing"


def test_an_interviewer_reads_the_packet_once_their_own_card_is_in(in_acme):
    loop = another_loop(in_acme)
    hand_in_at_once(loop, in_acme.lead, [1, 1, 1, 1])
    make_seat(loop.sessions.get(), in_acme.second, SeatKind.SECOND)
    page_of(in_acme.second, loop, status=403)
    assert "No packet to read yet" in list_of(in_acme.second)
    assert "heard 1" in page_of(in_acme.lead, loop)
    assert "1 of 2 in" in list_of(in_acme.lead)


def test_a_draft_is_in_nobodys_packet_not_even_its_authors(in_acme):
    page = page_of(in_acme.committee, in_acme.loop)
    assert "No card has been handed in yet" in page
    loop = complete_loop(in_acme, [1, 2, 3, 4], [2, 2, 3, 4])
    Seat.objects.filter(session__loop=loop, member=in_acme.second).update(state=SeatState.DECLINED)
    card = Seat.objects.get(session__loop=loop, member=in_acme.second).scorecard
    card.state, card.submitted_at = "draft", None
    card.save()
    assert "Sam Second heard" not in page_of(in_acme.committee, loop)


@pytest.mark.parametrize("part", ["curator", "nobody"])
def test_for_who_has_no_part_in_the_loop_there_is_no_packet(in_acme, part):
    loop = complete_loop(in_acme, [1, 2, 3, 4], [2, 2, 3, 4])
    page_of(getattr(in_acme, part), loop, status=404)
    assert str(loop.candidate) not in list_of(getattr(in_acme, part))


def test_a_coordinator_knows_the_loop_but_does_not_read_its_cards(in_acme):
    loop = complete_loop(in_acme, [1, 2, 3, 4], [2, 2, 3, 4])
    page = page_of(in_acme.coordinator, loop, status=403)
    assert "Packets are read by committee members" in page
    assert "heard" not in page


def test_who_recused_themselves_never_reads_it(in_acme):
    loop = complete_loop(in_acme, [1, 2, 3, 4], [2, 2, 3, 4])
    seat = make_seat(loop.sessions.get(), in_acme.admin, SeatKind.SHADOW)
    seat.state = SeatState.RECUSED
    seat.save()
    assert "You recused yourself" in page_of(in_acme.admin, loop, status=403)
    assert str(loop.candidate) not in list_of(in_acme.admin)


def test_a_stranger_from_a_look_alike_finds_nothing(in_acme, zenith):
    loop = complete_loop(in_acme, [1, 2, 3, 4], [2, 2, 3, 4])
    browser = sign_in(zenith.committee)
    assert browser.get(f"/o/acme/debrief/{loop.pk}/").status_code == 404
    assert browser.get(f"/o/zenith/debrief/{loop.pk}/").status_code == 404
    assert browser.get(f"/api/v1/o/zenith/packets/{loop.pk}/").status_code == 404
    assert str(loop.pk) not in browser.get("/o/zenith/debrief/").content.decode()
    assert Client().get(f"/o/acme/debrief/{loop.pk}/").status_code == 302


def test_loops_with_all_cards_come_before_those_that_wait(in_acme):
    ready = complete_loop(in_acme, [3, 3, 3, 3], [2, 3, 3, 3], title="Ready")
    rows = list_of(in_acme.committee)
    assert rows.index(str(ready.pk)) < rows.index(str(in_acme.loop.pk))
    assert "0 of 2 in" in rows
