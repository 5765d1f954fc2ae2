"""The history of runs, what is under way, what failed for good, and one run as it was."""

import json
from datetime import date

import pytest
from django.utils import timezone

from questionbank.models import Criterion
from scoring.enums import Facet
from scoring.models import CalibrationRequest, CalibrationRun
from tests.cast import World, sign_in
from tests.scoring.calibrated import a_run, a_summary, calibrated, measured

PATH = "/o/acme/calibration/runs/"


def page_of(world: World, path: str = "", part: str = "admin", status: int = 200, **headers: str) -> str:
    answer = sign_in(getattr(world, part)).get(PATH + path, headers=headers)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def increment(base: CalibrationRun, number: int) -> CalibrationRun:
    """A run that carries another on."""
    made = {"kind": "increment", "base": base, "inputs_digest": f"increment {number}", "number": number}
    made |= {"settings": base.settings, "code_version": base.code_version, "state": "finished"}
    made |= {"summary": {"moved": 0.012, "loops": ["one"]}, "ratings": 2100, "seconds": 0.02}
    return CalibrationRun.objects.create(
        organization_id=base.organization_id, watermark=timezone.now(), **made
    )


def asked(world: World, **fields: object) -> CalibrationRequest:
    made = {"kind": "hand", "asked_by": world.admin} | fields
    return CalibrationRequest.objects.create(organization=world.organization, **made)


# --- history ------------------------------------------------------------------------------------------------


def test_increments_are_folded_into_the_run_that_they_carry_on(in_acme):
    base = a_run(in_acme)
    for number in (2, 3):
        increment(base, number)
    page = page_of(in_acme)
    assert "Carried on by 2 increments, the newest in use" in page
    assert "1–1 of 1 full runs" in page
    assert "0.012 logits" in page


def test_a_refused_run_stands_there_with_its_reason(in_acme):
    a_run(in_acme, state="refused", summary=a_summary(in_acme, []) | {"refused": "there is one interviewer"})
    assert "There is one interviewer." in page_of(in_acme)


def test_a_run_as_of_an_earlier_day_says_so(in_acme):
    a_run(in_acme, as_of=date(2026, 3, 1))
    assert "as of 1 Mar 2026" in page_of(in_acme)


def test_the_whole_history_can_be_had_as_a_file(in_acme):
    base = a_run(in_acme)
    increment(base, 2)
    rows = json.loads(page_of(in_acme, "?format=json"))
    assert [(row["number"], row["kind"], row["base"]) for row in rows] == [
        (2, "increment", str(base.pk)),
        (1, "full", None),
    ]


def test_without_a_run_the_page_says_what_to_do(in_acme):
    page = page_of(in_acme)
    assert "No run yet" in page
    assert "Nothing is being calculated now" in page


# --- under way ----------------------------------------------------------------------------------------------


def test_what_runs_shows_its_stage_and_how_far_it_is(in_acme):
    asked(in_acme, state="running", stage="Fits the model", share=0.4)
    page = page_of(in_acme)
    assert "Fits the model" in page
    assert '<progress aria-label="Fits the model" value="0.4" max="1">' in page


def test_the_page_asks_again_only_while_something_is_under_way(in_acme):
    assert "hx-trigger" not in page_of(in_acme)
    waiting = asked(in_acme)
    assert 'hx-trigger="every 4s"' in page_of(in_acme)
    polled = {"HX-Request": "true", "HX-Target": "requests"}
    part = page_of(in_acme, **polled)
    assert "Asked for by hand" in part
    assert "<html" not in part
    CalibrationRequest.objects.filter(pk=waiting.pk).update(state="done")
    answer = sign_in(in_acme.admin).get(PATH, headers=polled)
    assert answer["HX-Refresh"] == "true"


def test_a_failed_attempt_is_told_with_its_reason(in_acme):
    asked(in_acme, attempts=2, not_before=timezone.now(), reason="OperationalError: connection refused.")
    page = page_of(in_acme)
    assert "failed 2 times, tried again from" in page
    assert "OperationalError: connection refused." in page


# --- failed for good ----------------------------------------------------------------------------------------


def test_an_administrator_has_what_failed_for_good_tried_again(in_acme):
    dead = asked(in_acme, state="dead", attempts=5, reason="MemoryError: it says no more.")
    page = page_of(in_acme)
    assert "MemoryError: it says no more." in page
    path = f"/o/acme/calibration/requests/{dead.pk}/retry/"
    assert f'action="{path}"' in page
    answer = sign_in(in_acme.admin).post(path, follow=True)
    assert "It is tried again." in answer.content.decode()
    dead.refresh_from_db()
    assert dead.state == "waiting"


def test_twice_is_told_and_does_nothing(in_acme):
    waiting = asked(in_acme)
    answer = sign_in(in_acme.admin).post(f"/o/acme/calibration/requests/{waiting.pk}/retry/", follow=True)
    assert "Only a calibration that failed for good" in answer.content.decode()


def test_who_may_not_calibrate_sees_the_reason_and_no_button(in_acme):
    asked(in_acme, state="dead", attempts=5, reason="MemoryError: it says no more.")
    page = page_of(in_acme, part="committee")
    assert "MemoryError" in page
    assert "Try again" not in page


# --- one run ------------------------------------------------------------------------------------------------


def test_a_run_says_what_went_in_and_what_it_says_of_itself(in_acme):
    run = calibrated(in_acme, 2)
    page = page_of(in_acme, f"{run.pk}/")
    assert run.inputs_digest in page
    assert "the same point in 47 % of 812 pairs" in page
    assert "−1.60 ± 0.04" in page
    assert "They differ: 2 groups of severity" in page
    assert "1 of interviewers" in page


def test_curators_read_no_name_of_an_interviewer_in_any_run(in_acme):
    run = calibrated(in_acme, 2)
    page = page_of(in_acme, f"{run.pk}/", part="curator")
    assert "Lea Lead" not in page
    assert "1 of interviewers" not in page
    page_of(in_acme, f"{run.pk}/?facet=interviewer&format=json", part="curator", status=403)


def test_an_increment_names_the_run_that_it_carries_on_and_its_facts_hold(in_acme):
    base = calibrated(in_acme, 2)
    page = page_of(in_acme, f"{increment(base, 2).pk}/")
    assert "by 1 loop; nothing moved by more than 0.012 logits" in page
    assert "rating-scale" in page
    assert "−1.60 ± 0.04" in page


def test_its_measures_can_be_had_as_a_file(in_acme):
    run = a_run(in_acme)
    for criterion in Criterion.objects.all():
        measured(run, Facet.CRITERION, criterion.pk, 0.3)
    rows = json.loads(page_of(in_acme, f"{run.pk}/?facet=criterion&format=json"))
    assert {row["name"] for row in rows} == {"Depth", "Clarity"}


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("page", "queries"), [("runs/", 9), ("runs/{run}/", 10), ("compare/?a={run}&b={last}", 10)]
)
def test_pages_of_runs_ask_the_database_as_often_for_one_as_for_thirty(
    in_acme, django_assert_num_queries, count, page, queries
):
    run = last = calibrated(in_acme, count)
    for number in range(2, count + 1):
        last = a_run(in_acme, number)
        measured(last, Facet.INTERVIEWER, in_acme.lead.pk, 0.1)
        asked(in_acme, state="dead" if number % 2 else "waiting")
    increment(run, count + 1)
    browser = sign_in(in_acme.committee)
    with django_assert_num_queries(queries):
        path = page.format(run=run.pk, last=last.pk)
        assert browser.get(f"/o/acme/calibration/{path}").status_code == 200
