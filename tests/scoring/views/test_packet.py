"""What the page of a packet shows."""

import re

from accounts.models import Membership, Organization
from interviews.enums import PlannedState, SeatKind
from interviews.models import Loop
from scoring.actions.calibrate import calibrate
from scoring.models import Decision, Rating
from tests.cast import make_seat, sign_in
from tests.scoring.packets import a_year, another_loop, complete_loop, decide, hand_in_at_once
from tests.scoring.whole_packets import whole_loop


def page_of(member: Membership, loop: Loop, status: int = 200) -> str:
    answer = sign_in(member).get(f"/o/{member.organization.slug}/debrief/{loop.pk}/")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


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


def test_two_points_apart_stand_at_the_top_with_the_evidence_of_both_sides(in_acme):
    close = complete_loop(in_acme, [3, 3, 3, 3], [2, 3, 3, 3], title="Close")
    far = complete_loop(in_acme, [1, 3, 3, 3], [4, 3, 3, 3], title="Far apart")
    page = page_of(in_acme.committee, far)
    top = page[page.index("1 disagreement of two points or more") : page.index("packet-grid")]
    for told in ("3 points apart", "Lea Lead heard 1", "Sam Second heard 4"):
        assert told in top
    assert "heard 3" not in top, "only of what they disagree on"
    assert "disagreement" not in page_of(in_acme.committee, close)


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
    assert "There is no calibration for this packet yet" in page_of(in_acme.committee, loop)


def test_a_question_stands_as_it_was_asked(in_acme):
    loop = whole_loop(in_acme)
    page = page_of(in_acme.committee, loop)
    for told in (
        "Revision 2",
        "12 of 15 min",
        "1 of 2 hints given",
        "Hint 2: Think of retries.",
        "None of 1 hint given.",
        "At most once",
        "Replaced question",
        "heard it before",
        "Asked instead:",
        "no time",
        "1 of 3",
        "40 of 45 minutes used",
        "1 interviewer recused",
        "Rex Recused",
    ):
        assert (told in page) != (told == "Rex Recused"), told
    assert page.count('id="fidelity"') == 0, "one id for every interview would be no id"


def test_the_anchors_of_this_level_stand_beside_the_evidence_with_who_gave_the_point(in_acme):
    page = page_of(in_acme.committee, whole_loop(in_acme))
    line = page[page.index('class="packet-line"') :]
    points = line[line.index("packet-points") : line.index("packet-cells")]
    assert "Depth seen at point 1" in points
    assert 'is-given"><dt>4</dt><dd>Depth seen at point 4 <span class="packet-given">Sam Second' in points
    assert line.index("packet-cells") < line.index("Lea Lead heard 1")


def test_the_bar_of_the_blueprint_stands_in_the_grid_and_three_where_it_names_none(in_acme):
    page = page_of(in_acme.committee, whole_loop(in_acme))
    bars = re.findall(r'role="rowheader">(\w+)<.*?data-label="Bar">(\d)<', page, re.S)
    assert bars == [("Clarity", "3"), ("Depth", "4")]
    assert "the bar is 4" in page, "in the words of the picture"
    assert "Senior Backend Engineer r1" in page


def test_what_was_left_open_is_gathered(in_acme):
    page = page_of(in_acme.committee, whole_loop(in_acme))
    gaps = page[page.index('id="gaps"') : page.index("packet-session")]
    for told in ("Storage", "Judgement", "skipped: no time", "Not assessed", "no time left"):
        assert told in gaps, told
    assert "Queues" not in gaps.split("Criteria without")[0], "that topic is rated"


def test_a_card_that_came_late_is_marked(in_acme):
    loop = whole_loop(in_acme)
    page = page_of(in_acme.committee, loop)
    assert page.count("Handed in 2 days after the interview") == 1


def test_the_name_is_beside_the_pseudonym_only_once_the_organisation_opens_it(in_acme):
    loop = complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3])
    assert "Candidate of Another loop" not in page_of(in_acme.committee, loop)
    decide(in_acme.committee, loop)
    page = page_of(in_acme.committee, loop)
    assert "Candidate of Another loop" in page
    assert "Candidate of Another loop" not in str(Decision.objects.get().snapshot["packet"])
    Organization.objects.update(name_opens="never")
    assert "Candidate of Another loop" not in page_of(in_acme.committee, loop)


def test_who_may_read_the_run_finds_the_way_to_it(in_acme):
    in_acme.organization.show_adjusted = True
    in_acme.organization.save()
    loop = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])
    run = calibrate(actor=None, organization=in_acme.organization)
    link = f"/o/acme/calibration/runs/{run.pk}/"
    assert link in page_of(in_acme.committee, loop)
    told = page_of(in_acme.lead, loop)
    assert f"run {run.number}" in told
    assert link not in told


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


def test_a_packet_that_waits_says_for_whom(in_acme):
    loop = another_loop(in_acme)
    hand_in_at_once(loop, in_acme.lead, [1, 1, 1, 1])
    make_seat(loop.sessions.get(), in_acme.second, SeatKind.SECOND)
    page = page_of(in_acme.committee, loop)
    assert "Still owed by Sam Second (Another loop)" in page
