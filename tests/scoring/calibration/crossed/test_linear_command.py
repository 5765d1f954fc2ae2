"""`--model linear` on a file: any numbers, the facets that are there, and errors in words."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from scoring.calibration.__main__ import main
from scoring.calibration.crossed.linear_command import run, words
from tests.scoring.calibration.coefficients.test_agreement_command import write
from tests.scoring.calibration.published import DYESTUFF

NAMES = ("candidate", "interviewer", "question", "criterion", "score", "day", "topic")
ROWS = [
    f"{batch},{yielded:g},{batch * 5 + place}"
    for batch, row in enumerate(DYESTUFF)
    for place, yielded in enumerate(row)
]


def asked(path: Path, **given: object) -> Namespace:
    nothing: dict[str, object] = dict.fromkeys((*NAMES, "as_of", "lowest", "highest"))
    return Namespace(file=path, **nothing | given)


def test_yields_beyond_every_scale_are_fitted_as_lme4_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, ["Batch,Yield,Sample", *ROWS])
    options = [
        "--model",
        "linear",
        "--candidate",
        "batch",
        "--score",
        "yield",
        "--question",
        "sample",
        "--json",
    ]
    assert main([str(path), *options]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["reml"] == pytest.approx(319.654277, abs=1e-6)
    assert values["variance"] == pytest.approx({"candidate": 1764.05, "residual": 2451.25}, abs=0.005)
    assert "Every rating has a question of its own" in values["statements"][0]


def test_decimals_are_numbers_and_a_line_without_score_is_said(tmp_path: Path) -> None:
    lines = ["a,x,1.5", "a,y,2.25", "b,x,3", "b,y,NA", "a,x,1", "b,x,2.5", "b,y,", "b,y,4"]
    found = run(asked(write(tmp_path, ["candidate,interviewer,score", *lines])))
    assert found["n"] == 6
    assert "2 lines without a score were passed over" in found["statements"][0]
    assert set(found["variance"]) == {"candidate", "interviewer", "residual"}


def test_only_what_was_known_by_a_day(tmp_path: Path) -> None:
    lines = ["a,x,1,1", "a,y,2,2", "b,x,3,2026-01-01", "b,y,4,3", "a,x,2,3", "b,x,5,3"]
    found = run(asked(write(tmp_path, ["candidate,interviewer,score,day", *lines]), as_of=3))
    assert found["n"] == 5
    assert "1 ratings of later days were left out." in found["statements"]


def test_the_answer_can_be_read(tmp_path: Path) -> None:
    found = run(asked(write(tmp_path, ["candidate,score", *(row.rsplit(",", 1)[0] for row in ROWS)])))
    assert "candidate        1764.0" in words(found)
    assert "REML 319.654" in words(found)
    nothing = run(asked(write(tmp_path, ["candidate,score", "a,1", "b,1"])))
    assert "Nothing was fitted: all scores are equal" in words(nothing)


@pytest.mark.parametrize(
    ("lines", "given", "reason"),
    [
        (["candidate,score", "a,x"], {}, "rating 1: score 'x' is not a number"),
        (["candidate,score", "a,inf"], {}, "rating 1: score 'inf' is not a number"),
        (["candidate,score", "a,1", ",2"], {}, "rating 2: candidate is empty"),
        (["candidate,score", "a,1"], {"lowest": 2}, "score 1 is below 2"),
        (["candidate,score", "a,9"], {"highest": 5}, "score 9 is above 5"),
        (["candidate,score", "a,9"], {"as_of": 3}, "column day is missing"),
        (["candidate,score,day", "a,9,soon"], {"as_of": 3}, "rating 1: the day is neither"),
        (["candidate,score", "a,9"], {"interviewer": "rater"}, "column rater is missing"),
        (["who,score", "a,9"], {}, "none of the columns candidate, interviewer, question, criterion"),
        (["candidate,mark", "a,9"], {}, "column score is missing; found candidate, mark"),
    ],
)
def test_what_cannot_be_used_is_an_error_in_words(
    tmp_path: Path, lines: list[str], given: dict[str, object], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        run(asked(write(tmp_path, lines), **given))
