"""The command line, run as a person runs it."""

import csv
import gzip
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.calibration import Rating
from scoring.calibration.__main__ import main
from tests.scoring.calibration.designs import drawn
from tests.scoring.calibration.shared_data import shared_file

ROOT = Path(__file__).resolve().parents[3]
ROWS = drawn(1)


def write(folder: Path, rows: Sequence[Rating]) -> Path:
    file = folder / "ratings.csv"
    names = [field.name for field in fields(Rating)]
    lines = [",".join("" if value is None else str(value) for value in astuple(row)) for row in rows]
    file.write_text("\n".join([",".join(names), *lines]) + "\n")
    return file


def printed(capsys: pytest.CaptureFixture[str], file: Path, *options: str) -> dict[str, Any]:
    assert main([str(file), "--json", *options]) == 0
    values: dict[str, Any] = json.loads(capsys.readouterr().out)
    return values


def test_the_module_runs_alone_without_django_and_prints_json(tmp_path: Path) -> None:
    file = write(tmp_path, ROWS)
    code = (
        "import runpy, sys; sys.modules['django'] = sys.modules['celery'] = None;"
        "runpy.run_module('scoring.calibration', run_name='__main__')"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(file), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    values = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (values["n"], values["refused"], values["points"]) == (720, "", [1, 2, 3, 4])
    assert len(values["elements"]["interviewer"]) == 6
    assert set(values["elements"]["interviewer"][0]) >= {
        *("id", "measure", "se", "n", "infit", "outfit", "fair_average", "subset"),
    }
    assert {"subsets", "thresholds", "variance", "agreement", "reliability", "iterations"} <= set(values)
    assert len(values["digest"]) == 64
    assert values["seconds"] > 0


def test_without_json_it_prints_tables_a_person_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(write(tmp_path, ROWS))]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Scale 1 to 4\n720 ratings, model rating-scale")
    for word in ("Interviewers", "severity", "Questions", "difficulty", "fair", "Steps", "and 10 more"):
        assert word in text


def test_the_scale_is_taken_from_the_scores_where_it_is_not_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, [Rating("a", "i", "q", "k", 2), Rating("b", "i", "q", "l", 5)])
    values = printed(capsys, file)
    assert (values["settings"]["lowest"], values["settings"]["highest"]) == (2, 5)
    assert values["refused"]


def test_a_scale_that_was_given_may_be_longer_than_what_was_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = printed(capsys, write(tmp_path, ROWS), "--highest", "5")
    assert values["statements"][0].startswith("Nobody gave 5")
    assert (len(values["thresholds"]), len(values["raw_thresholds"])) == (3, 4)


def test_one_category_is_a_result_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, [Rating("a", "i", "q", "k", 3)] * 3)
    assert main([str(file)]) == 0
    assert "Nothing was adjusted: every rating is 3" in capsys.readouterr().out


def test_no_rating_at_all_is_a_result_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write(tmp_path, []))]) == 0
    assert "Nothing was adjusted: there are no ratings." in capsys.readouterr().out


def test_what_was_not_assessed_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, ROWS)
    with file.open("a") as lines:
        lines.write("c1,i1,q1,depth,,,,\n")
    values = printed(capsys, file)
    assert values["n"] == 720
    assert values["statements"][0] == "1 line without a score was passed over: not assessed."


@pytest.mark.parametrize(("day", "asked"), [("2026-01-{:02}", "2026-01-20"), ("{}", "20")])
def test_as_of_is_the_run_on_the_days_until_then(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str, asked: str
) -> None:
    rows = [replace(row, day=day.format(1 + int(row.candidate[1:]) % 28)) for row in ROWS]  # type: ignore[arg-type]  # as text
    early = [row for row in rows if 1 + int(str(row.candidate)[1:]) % 28 <= 20]
    values = printed(capsys, write(tmp_path, rows), "--as-of", asked)
    again = printed(capsys, write(tmp_path, early), "--lowest", "1", "--highest", "4")
    assert values["elements"] == again["elements"]
    assert values["statements"][0] == f"{720 - len(early)} ratings of later days were left out."


def test_other_names_of_columns_can_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ratings.csv.gz"
    lines = ["who,by,mark", *(f"{row.candidate},{row.interviewer},{row.score}" for row in ROWS)]
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    values = printed(capsys, file, "--candidate", "who", "--interviewer", "by", "--score", "mark")
    assert set(values["elements"]) == {"candidate", "interviewer"}
    assert values["n"] == 720


def test_the_linear_model_gives_components_in_points(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = printed(capsys, write(tmp_path, ROWS), "--model", "linear")
    assert set(values["variance"]) == {"candidate", "interviewer", "question", "criterion", "residual"}
    assert values["reml"] > 0
    assert len(values["blups"]["interviewer"]) == 6


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        ("a,i,q,k,3\na,i,q,k,33\n", [], "scores run from 3 to 33: the model takes a scale of at most 10"),
        ("a,i,q,k,3\n", ["--lowest", "1", "--highest", "2"], "line 2: score 3 is outside the scale 1 to 2"),
        ("a,i,q,k,3\n", ["--minimum", "0"], "minimum_ratings must be at least 1"),
        ("a,i,q,k,x\n", [], "line 2: score 'x' is not a whole number"),
        ("a,i,q,k,3\n", ["--as-of", "3"], "without the day of each rating nobody can say what was known"),
        ("a,i,q,k,3\n", ["--interviewer", "rater"], "column rater is missing"),
    ],
)
def test_what_cannot_be_used_is_said_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, arguments: list[str], words: str
) -> None:
    file = tmp_path / "ratings.csv"
    file.write_text("candidate,interviewer,question,criterion,score\n" + text)
    assert main([str(file), *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.csv")]) == 2
    assert "No such file" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["x.csv", "--as-of", "tomorrow"], ["x.csv", "--model", "guess"]])
def test_wrong_options_are_a_usage_error(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


# Real data.


def test_lectures_rated_by_students(capsys: pytest.CaptureFixture[str]) -> None:
    """InstEval (Bates et al., lme4): 73,421 ratings of 1,128 lecturers by 2,972 students."""
    file = shared_file("psychometrics", "insteval.csv.gz")
    values = printed(capsys, file, "--candidate", "d", "--interviewer", "s", "--score", "y")
    assert (values["n"], values["refused"]) == (73421, "")
    assert len(values["elements"]["candidate"]) == 1128
    assert len(values["elements"]["interviewer"]) == 2972
    assert 0 < values["variance"]["interviewer"] < values["variance"]["candidate"] < 1
    assert {element["subset"] for element in values["elements"]["interviewer"]} == {1}
    shown = [element for element in values["elements"]["candidate"] if element["enough"]]
    fair = [element["fair_average"] for element in shown]
    raw = [element["mean"] for element in shown]
    assert np.corrcoef(fair, raw)[0, 1] > 0.95
    assert np.std(fair) < np.std(raw)


def test_essays_rated_by_pairs_of_raters_on_five_traits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """data.ratings1 of the R package sirt: 274 wide lines of idstud, rater and five traits from 0 to 3."""
    file = tmp_path / "long.csv"
    with shared_file("psychometrics", "sirt_ratings1.csv").open() as wide:
        lines = [
            f"{row['idstud']},{row['rater']},{trait},{row[trait]}"
            for row in csv.DictReader(wide)
            for trait in ("k1", "k2", "k3", "k4", "k5")
        ]
    file.write_text("\n".join(["idstud,rater,criterion,score", *lines]) + "\n")
    values = printed(capsys, file, "--candidate", "idstud", "--interviewer", "rater")
    assert (values["n"], values["refused"], len(values["thresholds"])) == (1370, "", 3)
    assert all(later > earlier for earlier, later in pairwise(values["thresholds"]))
    assert values["agreement"]["pairs"] > 500
    mean = {element["id"]: element["mean"] for element in values["elements"]["criterion"]}
    measure = {element["id"]: element["measure"] for element in values["elements"]["criterion"]}
    assert min(measure, key=lambda key: measure[key]) == max(mean, key=lambda key: mean[key])


def test_papers_rated_by_reviewers(capsys: pytest.CaptureFixture[str]) -> None:
    """Kuhlisch 2016: 57 papers, two or three reviews each; too few to say much of one paper."""
    file = shared_file("psychometrics", "kuhlisch2016_reviews.csv")
    options = ("--candidate", "idpaper", "--interviewer", "idreviewer")
    strict = printed(capsys, file, *options)
    assert not any(element["enough"] for element in strict["elements"]["candidate"])
    assert strict["elements"]["candidate"][0]["note"].endswith("10 are needed, 7 more")
    loose = printed(capsys, file, *options, "--minimum", "2")
    assert all(element["enough"] for element in loose["elements"]["candidate"])
