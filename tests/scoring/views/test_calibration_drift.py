"""The page Drift: what to act on first, in words; charts with their numbers; what there is too little of."""

import csv
import hashlib
import io
import json
import re
import uuid

import pytest
from django.db import connection

from scoring.actions.calibrate import calibrate
from scoring.enums import Facet
from scoring.models import CalibrationRun
from tests.cast import World, sign_in
from tests.scoring.bulk import fill
from tests.scoring.calibrated import a_bank, a_run, measured
from tests.scoring.drifting import at_rest, drifting, months_of

PATH = "/o/acme/calibration/drift/"


def page_of(world: World, query: str = "", part: str = "admin", status: int = 200) -> str:
    answer = sign_in(getattr(world, part)).get(PATH + query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return re.sub(r"\s+", " ", answer.content.decode())


def turned(world: World) -> CalibrationRun:
    """The second interviewer turns harsher in January 2026; one question becomes easier."""
    run = a_run(world)
    people = at_rest(2)
    people[1, 12:] -= 4.0
    drifting(run, Facet.INTERVIEWER, [world.lead.pk, world.second.pk], people)
    questions = at_rest(len(world.questions), seed=2)
    questions[0, 14:] += 5.0
    drifting(run, Facet.QUESTION, [one.current.pk for one in world.questions], questions)
    return run


def test_before_any_run_the_page_says_what_to_do(in_acme):
    page = page_of(in_acme)
    assert "No ratings to follow yet" in page and "Which cards are missing" in page


def test_a_change_is_told_in_words_with_what_to_do(in_acme):
    turned(in_acme)
    page = page_of(in_acme)
    name = str(in_acme.second)
    assert re.search(rf"{name}</strong></a> scores 0\.\d points harsher since January 2026 than before", page)
    assert "Talk with them before their next interview" in page
    assert "easier since March 2026" in page and "leaked" in page
    assert page.index("Worth acting on") < page.index("How the scale is used") < page.index("Month by month")


def test_where_nothing_has_changed_the_page_says_so(in_acme):
    run = a_run(in_acme)
    drifting(run, Facet.INTERVIEWER, [in_acme.lead.pk, in_acme.second.pk], at_rest(2))
    page = page_of(in_acme)
    assert "Nothing has changed beyond what chance gives: 2 charts looked at." in page


def test_every_chart_has_its_numbers_and_leads_to_its_page(in_acme):
    turned(in_acme)
    page = page_of(in_acme)
    assert page.count('class="calibration-control"') == page.count("<summary>Numbers") == 2
    assert page.count(f'href="/o/acme/calibration/interviewers/#member-{in_acme.second.pk}"') == 3
    assert page.index('id="charts"') < page.index("grade-act")
    page = page_of(in_acme, "?facet=question")
    assert f'href="/o/acme/bank/{in_acme.questions[0].pk}/"' in page
    assert page.count('class="calibration-control"') == len(in_acme.questions)


def test_the_gravest_chart_stands_first(in_acme):
    turned(in_acme)
    page = page_of(in_acme)
    charts = page[page.index('id="charts"') :]
    assert charts.index(str(in_acme.second)) < charts.index(str(in_acme.lead))


def test_a_curator_sees_questions_and_nobody(in_acme):
    turned(in_acme)
    page = page_of(in_acme, part="curator")
    assert str(in_acme.second) not in page and "easier since" in page
    page_of(in_acme, "?facet=interviewer", part="curator", status=403)
    text = sign_in(in_acme.curator).get(PATH + "?format=json").content.decode()
    assert str(in_acme.second.pk) not in text


def test_a_facet_that_has_no_charts_is_refused(in_acme):
    a_run(in_acme)
    page_of(in_acme, "?facet=candidate", status=400)


def test_too_little_data_says_how_much_is_missing(in_acme):
    run = a_run(in_acme)
    drifting(run, Facet.INTERVIEWER, [in_acme.lead.pk], at_rest(1, months=3))
    measured(run, Facet.INTERVIEWER, in_acme.second.pk, None)
    page = page_of(in_acme)
    assert "Nothing can be said yet" in page
    assert f"{in_acme.lead}: 3 months with 5 ratings or more, 1 more needed" in page
    assert f"{in_acme.second}: 0 months with 5 ratings or more, 4 more needed" in page


def test_a_thin_month_is_neither_drawn_nor_told(in_acme):
    run = a_run(in_acme)
    (months,) = months_of(at_rest(1))
    thin = {"month": "2026-07", "n": 1, "residual": 1.25, "use": [0, 0, 0, 1], "z": None, "ewma": None}
    thin |= {"cusum_up": None, "cusum_down": None, "grade": "none"}
    measured(run, Facet.INTERVIEWER, in_acme.lead.pk, 0.1, details={"months": [*months, thin]})
    page = page_of(in_acme)
    assert "1.25" not in page and page.count('scope="row" class="nowrap"') == 18
    assert "1.25" not in page_of(in_acme, "?format=csv")


def test_the_use_of_the_scale_is_held_against_chance(in_acme):
    run = a_run(in_acme)
    (months,) = months_of(at_rest(1))
    assert run and measured(run, Facet.INTERVIEWER, in_acme.lead.pk, 0.1, details={"months": months})
    page = page_of(in_acme)
    assert "The points are given as in the year before" in page
    assert "chance alone stays below 0.163 in 19 of 20 cases" in page  # (1/60 + 1/240) 7.815
    for month in months[-3:]:
        month["use"] = [10, 6, 4, 0]
    measured(run, Facet.INTERVIEWER, in_acme.second.pk, 0.1, details={"months": months})
    assert "The points are given in other shares from 2026-04 to 2026-06" in page_of(in_acme)


def test_what_is_shown_comes_as_a_file(in_acme):
    turned(in_acme)
    browser = sign_in(in_acme.admin)
    text = browser.get(PATH + "?format=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 18 * (2 + len(in_acme.questions))
    assert {row["facet"] for row in rows} == {"interviewer", "question"}
    alerts = json.loads(browser.get(PATH + "?format=json&table=alerts").content)
    assert [alert["grade"] for alert in alerts] == ["act", "act"]
    use = json.loads(browser.get(PATH + "?format=json&table=use").content)
    assert [row["point"] for row in use] == [1, 2, 3, 4] and use[0]["psi"] == 0


def test_ten_alerts_and_how_many_more(in_acme):
    run = a_run(in_acme)
    subjects = [one.current.pk for one in [*in_acme.questions, *a_bank(in_acme, 30)]][:30]
    z = at_rest(30, months=24)
    z[:14, 12:] -= 4.0
    drifting(run, Facet.QUESTION, subjects, z)
    page = page_of(in_acme)
    assert page.count('<li class="row">') == 10
    assert "And 6 more, less grave; all of them are in the file." in page


@pytest.mark.parametrize("facet", ["interviewer", "question"])
@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_as_many_questions_for_one_row_as_for_thirty(
    in_acme, django_assert_num_queries, facet, rows
):
    run = a_run(in_acme)
    subjects = [one.current.pk for one in [*in_acme.questions, *a_bank(in_acme, 30)]][:rows]
    drifting(run, Facet.QUESTION, subjects, at_rest(rows))
    drifting(run, Facet.INTERVIEWER, [in_acme.second.pk], at_rest(1))
    browser = sign_in(in_acme.admin)
    with django_assert_num_queries(9):
        assert browser.get(f"{PATH}?facet={facet}").status_code == 200


def test_a_run_over_real_cards_finds_who_changed(in_acme):
    fill(in_acme, 120, interviewers=8, questions=12)
    with connection.cursor() as cursor:
        # Five minutes between cards become most of a day, so that they span about a year.
        cursor.execute("UPDATE scoring_scorecard SET submitted_at = now() - (now() - submitted_at) * 210")
        cursor.execute(
            "UPDATE scoring_rating r SET value = greatest(1, value - 1)"
            " FROM scoring_scorecard c, interviews_seat s WHERE c.id = r.scorecard_id AND s.id = c.seat_id"
            " AND r.value IS NOT NULL AND s.member_id = md5('acme-member-1')::uuid"
            " AND c.submitted_at > now() - interval '400 days'"
        )
    run = calibrate(actor=None, organization=in_acme.organization)
    alerts = json.loads(sign_in(in_acme.admin).get(PATH + "?format=json&table=alerts").content)
    assert run is not None and [alert["way"] for alert in alerts] == ["harsher"]
    assert alerts[0]["key"] == str(uuid.UUID(hashlib.md5(b"acme-member-1").hexdigest()))
    assert alerts[0]["points"] == pytest.approx(-0.8, abs=0.3)
    assert "points harsher since" in page_of(in_acme)
