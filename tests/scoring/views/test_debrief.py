"""The packet opens to who may read it, shows the spread first, and freezes with its decision."""

import pytest
from django.test import Client

from accounts.ground.tenancy import all_organizations
from accounts.models import Membership
from interviews.enums import PlannedState, SeatKind, SeatState
from interviews.models import Loop, Seat
from scoring.actions.calibrate import calibrate
from scoring.models import Decision, Rating
from scoring.queries.packet import read_packet
from tests.cast import World, make_seat, sign_in
from tests.scoring.packets import WHY, a_year, another_loop, complete_loop, decide, decider, hand_in_at_once


def page_of(member: Membership, loop: Loop, status: int = 200) -> str:
    answer = sign_in(member).get(f"/o/{member.organization.slug}/debrief/{loop.pk}/")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def list_of(member: Membership) -> str:
    answer = sign_in(member).get("/o/acme/debrief/")
    assert answer.status_code == 200
    return answer.content.decode()


def form(world: World, loop: Loop, **fields: str) -> dict[str, str]:
    digest = read_packet(world.committee, loop.pk).digest
    return {"outcome": "hire", "reasons": WHY, "dissent": "", "level": "", "digest_seen": digest} | fields


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


def test_a_blind_reader_can_neither_read_nor_decide_by_posting(in_acme):
    loop = another_loop(in_acme)
    hand_in_at_once(loop, in_acme.lead, [1, 1, 1, 1])
    make_seat(loop.sessions.get(), in_acme.committee, SeatKind.SECOND)
    answer = sign_in(in_acme.committee).post(f"/o/acme/debrief/{loop.pk}/", {"outcome": "hire"})
    assert answer.status_code == 403
    assert b"heard 1" not in answer.content
    api = sign_in(in_acme.committee).get(f"/api/v1/o/acme/packets/{loop.pk}/")
    assert api.status_code == 403
    assert "heard 1" not in api.content.decode()


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


# --- what it shows ------------------------------------------------------------------------------------------


def test_not_assessed_is_a_state_with_a_reason_and_never_a_number(in_acme):
    loop = complete_loop(in_acme, [4, None, 4, 4], [4, None, None, 4])
    page = page_of(in_acme.committee, loop)
    assert "no time left" in page
    assert '<dt>raw mean</dt><dd class="figure-number">4.00</dd>' in page
    assert '<dt>ratings</dt><dd class="figure-number">5</dd>' in page
    assert '<dt>not assessed</dt><dd class="figure-number">3</dd>' in page


def test_a_trainees_card_is_shown_marked_and_never_counted(in_acme):
    loop = complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3])
    hand_in_at_once(loop, in_acme.admin, [1, 1, 1, 1], kind=SeatKind.SHADOW, recommendation="strong_no")
    page = page_of(in_acme.committee, loop)
    assert "Ada Admin heard 1" in page
    assert "In training, not counted" in page
    assert '<dt>raw mean</dt><dd class="figure-number">3.00</dd>' in page
    assert "disagreement" not in page
    assert "are split" not in page


def test_two_points_apart_stand_on_top_of_the_packet_and_of_the_list(in_acme):
    close = complete_loop(in_acme, [3, 3, 3, 3], [2, 3, 3, 3], title="Close")
    far = complete_loop(in_acme, [1, 3, 3, 3], [4, 3, 3, 3], title="Far apart")
    closer = complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3], title="Closer")
    page = page_of(in_acme.committee, far)
    assert page.index("1 disagreement of two points or more") < page.index("packet-grid")
    assert "disagreement" not in page_of(in_acme.committee, close)
    rows = list_of(in_acme.committee)
    assert "3 points apart" in rows
    places = [rows.index(str(loop.pk)) for loop in (far, closer, close)]
    assert places == sorted(places)


def test_loops_with_all_cards_come_before_those_that_wait(in_acme):
    ready = complete_loop(in_acme, [3, 3, 3, 3], [2, 3, 3, 3], title="Ready")
    rows = list_of(in_acme.committee)
    assert rows.index(str(ready.pk)) < rows.index(str(in_acme.loop.pk))
    assert "0 of 2 in" in rows


def test_a_skipped_question_says_why(in_acme):
    loop = complete_loop(in_acme, [3, 3, 3, 3], [2, 3, 3, 3])
    last = loop.sessions.get().planned.last()
    last.state, last.reason = PlannedState.SKIPPED, "candidate had to leave"
    last.save()
    assert "candidate had to leave" in page_of(in_acme.committee, loop)


def test_adjusted_values_stand_beside_the_raw_ones_only_where_the_organisation_shows_them(in_acme):
    a_year(in_acme)
    loop = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3], title="This one")
    run = calibrate(actor=None, organization=in_acme.organization)
    assert "harsher" not in page_of(in_acme.committee, loop)
    in_acme.organization.show_adjusted = True
    in_acme.organization.save()
    page = page_of(in_acme.committee, loop)
    assert f"Run {run.number} expects" not in page, "eight ratings are too few for this candidate"
    assert "too little data: 8 ratings, 10 are needed" in page
    assert "Lea Lead rates about" in page
    assert "harsher than colleagues on the same people and questions" in page
    assert "13 candidates" in page
    assert '<dt>raw mean</dt><dd class="figure-number">3.00</dd>' in page


def test_without_a_run_the_packet_says_so(in_acme):
    in_acme.organization.show_adjusted = True
    in_acme.organization.save()
    loop = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])
    assert "No calibration has run yet." in page_of(in_acme.committee, loop)


# --- deciding -----------------------------------------------------------------------------------------------


def test_a_decision_is_recorded_and_the_page_shows_it_with_everything_it_rests_on(in_acme):
    loop = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])
    run = calibrate(actor=None, organization=in_acme.organization)
    answer = sign_in(in_acme.committee).post(
        f"/o/acme/debrief/{loop.pk}/", form(in_acme, loop, dissent="Sam would wait.")
    )
    assert answer.status_code == 302, answer.content.decode()
    decision = Decision.objects.get()
    page = page_of(in_acme.committee, loop)
    for shown in ("Hire", WHY, "Sam would wait.", "Kim Committee", decision.digest, f"Run {run.number}"):
        assert shown in page
    assert "Record the decision" not in page


def test_a_decided_packet_says_what_it_said_then_whatever_comes_later(in_acme):
    loop = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])
    decide(in_acme.committee, loop)
    before = page_of(in_acme.committee, loop)
    Rating.objects.filter(scorecard__seat__session__loop=loop).update(value=1, evidence="rewritten")
    in_acme.lead.user.name = "Somebody Else"
    in_acme.lead.user.save()
    after = page_of(in_acme.committee, loop)
    assert "Lea Lead heard 2" in after
    assert "rewritten" not in after
    assert "Somebody Else" not in after
    assert before.count("heard") == after.count("heard")


def test_when_the_packet_changed_meanwhile_nothing_typed_is_lost(in_acme):
    loop = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])
    typed = form(in_acme, loop, reasons="Typed with care", dissent="And with doubt")
    Rating.objects.filter(scorecard__seat__session__loop=loop, value=2).update(value=1)
    answer = sign_in(in_acme.committee).post(f"/o/acme/debrief/{loop.pk}/", typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The packet changed while you were reading" in page
    assert "Typed with care" in page
    assert "And with doubt" in page
    assert typed["digest_seen"] not in page
    assert not Decision.objects.exists()
    again = form(in_acme, loop, reasons="Typed with care")
    assert again["digest_seen"] in page, "the page shown is the one that can now be decided on"
    assert sign_in(in_acme.committee).post(f"/o/acme/debrief/{loop.pk}/", again).status_code == 302


def test_who_comes_second_is_told_who_decided_and_keeps_their_words(in_acme):
    loop = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])
    typed = form(in_acme, loop, outcome="no_hire", reasons="My own careful words")
    decide(decider(in_acme), loop)
    answer = sign_in(in_acme.committee).post(f"/o/acme/debrief/{loop.pk}/", typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dana Decider decided this loop" in page
    assert "My own careful words" in page
    assert Decision.objects.get().outcome == "hire"


def test_a_decision_without_reasons_is_shown_again_with_what_is_missing(in_acme):
    loop = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])
    answer = sign_in(in_acme.committee).post(
        f"/o/acme/debrief/{loop.pk}/", form(in_acme, loop, reasons="  ", dissent="Kept")
    )
    assert answer.status_code == 400
    assert "Kept" in answer.content.decode()
    other = form(in_acme, loop, outcome="hire_other_level")
    answer = sign_in(in_acme.committee).post(f"/o/acme/debrief/{loop.pk}/", other)
    assert answer.status_code == 400
    assert "Choose a level other than Senior" in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_form_stands_open_for_committee_members_who_did_not_interview(in_acme):
    loop = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])
    assert "Record the decision" in page_of(in_acme.committee, loop)
    assert "Only a committee member records the decision." in page_of(in_acme.admin, loop)
    hand_in_at_once(loop, in_acme.committee, [3, 3, 3, 3], kind=SeatKind.SHADOW)
    page = page_of(in_acme.committee, loop)
    assert "Record the decision" not in page
    assert "You interviewed in this loop" in page


def test_a_packet_that_waits_says_for_whom_and_offers_no_form(in_acme):
    loop = another_loop(in_acme)
    hand_in_at_once(loop, in_acme.lead, [1, 1, 1, 1])
    make_seat(loop.sessions.get(), in_acme.second, SeatKind.SECOND)
    page = page_of(in_acme.committee, loop)
    assert "Still owed by Sam Second (Another loop)" in page
    assert "Record the decision" not in page


def test_nothing_of_another_organisation_is_ever_decided(in_acme, zenith):
    with all_organizations():
        loop = zenith.loop
    answer = sign_in(in_acme.committee).post(f"/o/acme/debrief/{loop.pk}/", {"outcome": "hire"})
    assert answer.status_code == 404
