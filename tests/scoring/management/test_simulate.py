"""The command that simulates prints the truth and refuses nonsense."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def test_the_truth_is_printed_as_json(acme):
    call_command(
        "simulate",
        "--json",
        org="acme",
        candidates=2,
        interviewers=4,
        months=1,
        seed=1,
        stdout=(out := StringIO()),
        stderr=StringIO(),
    )
    told = json.loads(out.getvalue())
    assert told["loops"] == 2
    assert {"id", "name", "severity"} == set(told["interviewers"][0])
    assert len(told["interviewers"]) == 4


@pytest.mark.parametrize("wrong", [{"candidates": 0}, {"months": -1}, {"org": "nowhere"}])
def test_nonsense_is_refused_by_name(acme, wrong):
    with pytest.raises(CommandError, match=r"at least 1|no organisation"):
        call_command("simulate", **({"org": "acme", "candidates": 1} | wrong))


def test_calibrate_says_which_run_holds_the_result(acme):
    call_command("calibrate", org="acme", stdout=(out := StringIO()))
    assert "No submitted ratings yet" in out.getvalue()
    call_command(
        "simulate", org="acme", candidates=2, interviewers=4, months=1, stdout=StringIO(), stderr=StringIO()
    )
    call_command("calibrate", org="acme", stdout=(out := StringIO()))
    assert "Run 1" in out.getvalue()
