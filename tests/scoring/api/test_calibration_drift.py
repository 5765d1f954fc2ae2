"""Drift over the API: the same reading as the page, and no more."""

import pytest

from scoring.enums import Facet
from tests.cast import sign_in
from tests.scoring.calibrated import a_run
from tests.scoring.drifting import at_rest, drifting

PATH = "/api/v1/o/acme/calibration/drift/"


@pytest.fixture
def run(in_acme):
    run = a_run(in_acme)
    z = at_rest(2)
    z[1, 12:] -= 4.0
    drifting(run, Facet.INTERVIEWER, [in_acme.lead.pk, in_acme.second.pk], z)
    drifting(run, Facet.QUESTION, [in_acme.questions[0].current.pk], at_rest(1, months=2))
    return run


def test_alerts_and_months_of_a_facet(in_acme, run):
    told = sign_in(in_acme.admin).get(PATH).json()
    assert told["number"] == run.number
    assert [(alert["key"], alert["grade"]) for alert in told["alerts"]] == [(str(in_acme.second.pk), "act")]
    assert [row["key"] for row in told["rows"]] == [str(in_acme.second.pk), str(in_acme.lead.pk)]
    assert told["rows"][0]["months"][-1]["grade"] == "act"
    assert told["quarter"]["shift"]["changed"] is False


def test_too_few_months_say_how_many_are_missing(in_acme, run):
    (row,) = sign_in(in_acme.admin).get(PATH + "?facet=question").json()["rows"]
    assert row["missing"] == 2 and len(row["months"]) == 2


def test_a_curator_reads_questions_alone(in_acme, run):
    curator = sign_in(in_acme.curator)
    told = curator.get(PATH).json()
    assert told["alerts"] == [] and [row["missing"] for row in told["rows"]] == [2]
    assert curator.get(PATH + "?facet=interviewer").status_code == 403


def test_without_a_run_there_is_nothing(in_acme):
    admin = sign_in(in_acme.admin)
    assert admin.get(PATH).status_code == 204
    assert admin.get(PATH + "?facet=candidate").status_code == 400
