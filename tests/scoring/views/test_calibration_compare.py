"""Two runs beside each other: what changed, and whose measures moved."""

import json

import pytest

from scoring.calibration import Settings
from scoring.enums import Facet
from scoring.models import CalibrationRun
from tests.cast import World, sign_in
from tests.scoring.calibrated import a_run, a_summary, measured

PATH = "/o/acme/calibration/compare/"


def page_of(world: World, query: str = "", part: str = "admin", status: int = 200) -> str:
    answer = sign_in(getattr(world, part)).get(PATH + query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.fixture
def two(in_acme: World) -> tuple[CalibrationRun, CalibrationRun]:
    """The first question moves far, the second hardly, the third comes in, the fourth drops out."""
    before = a_run(in_acme, 1)
    stricter = Settings(minimum_ratings=20).as_json()
    after = a_run(in_acme, 2, settings=stricter, summary=a_summary(in_acme, [-1.5, 0.0, 1.5]))
    was = (0.0, 0.2, None, 0.4)
    now = (1.0, 0.25, 0.3, None)
    for run, logits in ((before, was), (after, now)):
        for question, logit in zip(in_acme.questions, logits, strict=True):
            measured(run, Facet.QUESTION, question.current.pk, logit)
        measured(run, Facet.INTERVIEWER, in_acme.lead.pk, 0.2)
    return before, after


def test_what_moved_beyond_its_interval_stands_first_and_is_flagged(in_acme, two):
    page = page_of(in_acme, f"?a={two[0].pk}&b={two[1].pk}&facet=question")
    assert "1 of 2 questions moved beyond the interval that run 1 gave them." in page
    assert page.index("How does a bounded queue") < page.index("When would you choose")
    assert page.count("Beyond its interval") == 1


def test_every_line_of_the_picture_leads_to_its_row(in_acme, two):
    page = page_of(in_acme, f"?a={two[0].pk}&b={two[1].pk}&facet=question")
    for number in (1, 2):
        assert f'<a href="#move-{number}"' in page
        assert f'<tr id="move-{number}"' in page


def test_settings_and_thresholds_stand_before_and_after(in_acme, two):
    page = page_of(in_acme, f"?a={two[0].pk}&b={two[1].pk}")
    assert '<th scope="row">Setting: minimum ratings</th><td>10</td><td>20</td>' in page
    assert "+0.10" in page, "the first threshold moved up"
    assert "Setting: highest" not in page, "what is the same is left out"


def test_what_came_in_and_dropped_out_is_named(in_acme, two):
    page = page_of(in_acme, f"?a={two[0].pk}&b={two[1].pk}&facet=question")
    assert "Measured for the first time:</strong> What makes a consumer idempotent?" in page
    assert "Measured no longer:</strong> How do you size a worker pool?" in page


def test_a_run_against_itself_shows_no_change(in_acme, two):
    page = page_of(in_acme, f"?a={two[0].pk}&b={two[0].pk}&facet=question")
    assert "Nothing: they are the same run." in page
    assert "None of 3 questions moved beyond" in page


def test_curators_compare_questions_and_never_people(in_acme, two):
    ids = f"?a={two[0].pk}&b={two[1].pk}"
    assert "Lea Lead" not in page_of(in_acme, ids, part="curator")
    page_of(in_acme, ids + "&facet=interviewer", part="curator", status=403)
    assert "Lea Lead" in page_of(in_acme, ids + "&facet=interviewer")


def test_each_table_can_be_had_as_a_file(in_acme, two):
    ids = f"?a={two[0].pk}&b={two[1].pk}&facet=question&format=json"
    rows = json.loads(page_of(in_acme, ids))
    assert [row["beyond_interval"] for row in rows] == [True, False]
    assert json.loads(page_of(in_acme, ids + "&table=thresholds"))[0]["moved"] == pytest.approx(0.1)
    assert json.loads(page_of(in_acme, ids + "&table=changes"))


def test_which_runs_are_asked_for_first(in_acme, two):
    assert "Choose an earlier run and a later one." in page_of(in_acme)
    page_of(in_acme, "?a=one&b=two", status=400)


def test_with_one_run_there_is_nothing_to_compare(in_acme):
    a_run(in_acme)
    assert "There are no two runs yet" in page_of(in_acme)


def test_runs_of_another_organisation_are_not_there(in_acme, zenith):
    other = a_run(zenith)
    page_of(in_acme, f"?a={other.pk}&b={other.pk}", status=404)
