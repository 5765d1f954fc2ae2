"""Questions as calibrated: against the bar of their level, in words, with what is missing."""

import csv
import io
import json
from typing import Any

import pytest

from questionbank.models import Level, Topic
from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from tests.cast import World, sign_in
from tests.scoring.calibrated import a_run, a_summary, calibrated, measured

PATH = "/o/acme/calibration/questions/"


def page_of(world: World, query: str = "", part: str = "admin", status: int = 200) -> str:
    answer = sign_in(getattr(world, part)).get(PATH + query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.fixture
def run(in_acme: World) -> CalibrationRun:
    return calibrated(in_acme)


def with_difficulties(world: World, *logits: float, **fields: Any) -> CalibrationRun:
    """A run over the first questions of the world, all of one level."""
    run = a_run(world, **fields)
    for question, logit in zip(world.questions, logits, strict=False):
        measured(run, Facet.QUESTION, question.current.pk, logit)
    return run


def test_a_question_that_is_harder_than_its_level_is_called_so_in_points(in_acme):
    with_difficulties(in_acme, 1.0, -1.0)
    page = page_of(in_acme)
    assert "0.5 harder than its level" in page
    assert "0.4 easier than its level" in page
    assert page.index("0.5 harder") < page.index("0.4 easier"), "the hardest first"


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([2, 3, 4], "harder than its level"),
        ([1, 2, 3], "Nothing to compare"),
        ([1, 3, 4], "Nothing to compare"),
    ],
)
def test_where_a_point_was_never_given_the_steps_lie_between_the_others(in_acme, points, said):
    summary = a_summary(in_acme, [-1.0, 1.0]) | {"points": points}
    with_difficulties(in_acme, 1.0, -1.0, summary=summary)
    assert said in page_of(in_acme)


def test_logits_come_on_request(in_acme):
    with_difficulties(in_acme, 1.0, -1.0)
    assert "+1.00 (+0.61 to +1.39)" not in page_of(in_acme)
    assert "+1.00 (+0.61 to +1.39)" in page_of(in_acme, "?unit=logits")


def test_every_mark_of_the_picture_leads_to_its_question(in_acme):
    with_difficulties(in_acme, 1.0, -1.0)
    page = page_of(in_acme)
    picture = page[page.index("calibration-strips") : page.index("</svg>", page.index("calibration-strips"))]
    for question in in_acme.questions[:2]:
        assert f'href="/o/acme/bank/{question.pk}/"' in picture


def test_the_only_question_of_a_level_has_nothing_to_be_compared_with(in_acme):
    with_difficulties(in_acme, 1.0)
    page = page_of(in_acme)
    assert "Nothing to compare with yet" in page
    assert "no bar to hold it against yet" in page


def test_questions_of_two_subsets_are_not_compared(in_acme):
    run = with_difficulties(in_acme, 1.0)
    measured(run, Facet.QUESTION, in_acme.questions[1].current.pk, -1.0, subset=2)
    assert page_of(in_acme).count("Nothing to compare with yet") == 2


def test_too_little_data_says_how_much_is_missing(in_acme, run):
    page = page_of(in_acme)
    assert "Too little data: 4 ratings, 6 more needed" in page
    assert "Too little data: 4 ratings, 46 more needed" in page, "of the slope"


def test_a_slope_is_judged_in_words_and_the_flagged_one_bears_a_flag(in_acme):
    run = with_difficulties(in_acme, 0.0)
    flat = {"value": 0.2, "low": 0.0, "high": 0.4, "z": -5.0, "flagged": True}
    measured(
        run,
        Facet.QUESTION,
        in_acme.questions[1].current.pk,
        0.1,
        details={"use": [1, 2, 3, 4], "discrimination": flat},
    )
    page = page_of(in_acme)
    assert "Hardly tells people apart" in page
    assert "slope 0.20 (0.00 to 0.40)" in page
    assert "1 · 2 · 3 · 4" in page


def test_level_and_topic_narrow_it_down(in_acme, run):
    level, topic = Level.objects.get(name="Junior"), Topic.objects.get(name="Storage")
    junior = page_of(in_acme, f"?level={level.pk}")
    assert "What does a lock cost, asked in the way number 2," in junior
    assert "How does a bounded queue protect a service?" not in junior
    assert "No question is left" in page_of(in_acme, f"?level={level.pk}&topic={topic.pk}")
    assert "asked in the way number 3," in page_of(in_acme, "?topic=none")


def test_topics_and_levels_are_tables_that_lead_to_their_questions(in_acme, run):
    page = page_of(in_acme, "?facet=topic")
    assert f"?topic={in_acme.topic.pk}" in page
    assert "Junior" in page_of(in_acme, "?facet=level")
    assert "One of question, topic, level." in page_of(in_acme, "?facet=interviewer", status=400)


def test_everything_can_be_had_as_a_file(in_acme, run):
    rows = json.loads(page_of(in_acme, "?format=json"))
    assert len(rows) == Measure.objects.filter(facet=Facet.QUESTION).count()
    assert {"at_the_bar", "slope", "minutes_median"} <= set(rows[0])
    topics = list(csv.DictReader(io.StringIO(page_of(in_acme, "?facet=topic&format=csv").lstrip("\ufeff"))))
    assert {row["name"] for row in topics} == {"Queues", "Storage", "Locks"}


def test_without_a_run_the_page_says_what_to_do(in_acme):
    assert "Which cards are missing" in page_of(in_acme)


def test_a_refused_run_shows_raw_figures_and_no_bar(in_acme):
    run = a_run(
        in_acme, state="refused", summary=a_summary(in_acme, []) | {"refused": "too few", "categories": []}
    )
    measured(run, Facet.QUESTION, in_acme.questions[0].current.pk, None)
    assert "no bar to hold it against yet" in page_of(in_acme)


@pytest.mark.parametrize("part", ["lead", "coordinator", "nobody"])
def test_who_may_not_read_calibration_is_pointed_to_their_own_page(in_acme, run, part):
    assert "Your own results are on your own page" in page_of(in_acme, part=part, status=403)


@pytest.mark.parametrize("questions", [1, 30])
@pytest.mark.parametrize(
    ("page", "queries"), [("questions/", 8), ("questions/?facet=topic", 6), ("rubrics/", 6)]
)
def test_pages_ask_the_database_as_often_for_one_as_for_thirty(
    in_acme, django_assert_num_queries, questions, page, queries
):
    calibrated(in_acme, questions)
    browser = sign_in(in_acme.committee)
    with django_assert_num_queries(queries):
        assert browser.get(f"/o/acme/calibration/{page}").status_code == 200
