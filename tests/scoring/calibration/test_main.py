"""The command line, run as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.calibration import Ratings
from scoring.calibration.__main__ import main
from tests.scoring.calibration.simulator import simulate

ROOT = Path(__file__).resolve().parents[3]


def write(folder: Path, ratings: Ratings) -> Path:
    names = ("score", "candidate", "interviewer", "question", "criterion")
    rows = zip(*(getattr(ratings, name) for name in names), strict=True)
    file = folder / "ratings.csv"
    file.write_text("\n".join([",".join(names), *(",".join(map(str, row)) for row in rows)]) + "\n")
    return file


def test_the_module_runs_alone_without_django_and_prints_json(tmp_path: Path) -> None:
    file = write(tmp_path, simulate(1).ratings)
    code = (
        "import runpy, sys; sys.modules['django'] = sys.modules['celery'] = None;"
        "runpy.run_module('scoring.calibration', run_name='__main__')"
    )
    command = [
        sys.executable,
        "-W",
        "error",
        "-c",
        code,
        str(file),
        "--json",
        "--lowest",
        "1",
        "--highest",
        "99",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    values = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert values["n"] == 1620
    assert len(values["elements"]["interviewer"]) == 12
    assert len(values["digest"]) == 64
    assert values["seconds"] > 0


def test_without_json_it_prints_tables_a_person_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, simulate(1, candidates=40).ratings)
    assert main([str(file), "--lowest", "1", "--highest", "99"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Scale 1 to 99\n1080 ratings, model additive")
    for word in ("Interviewers", "severity", "Questions", "difficulty", "fair", "Spread", "and 10 more"):
        assert word in printed


def test_the_scale_is_taken_from_the_scores_where_it_is_not_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ratings.csv"
    file.write_text("candidate,interviewer,question,criterion,score\na,i,q,k,2\nb,i,q,k,5\n")
    assert main([str(file), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["settings"]["lowest"], values["settings"]["highest"]) == (2, 5)
    assert "too little data: 2 ratings for 2 unknowns" in values["refused"]


def test_one_category_is_a_result_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ratings.csv"
    file.write_text("candidate,interviewer,question,criterion,score\n" + "a,i,q,k,3\n" * 3)
    assert main([str(file)]) == 0
    assert "Nothing was adjusted: every rating is 3" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        ("a,i,q,k,3\na,i,q,k,33\n", [], "scores run from 3 to 33: give --lowest and --highest"),
        ("a,i,q,k,3\n", ["--lowest", "1", "--highest", "2"], "line 2: score 3 is outside the scale 1 to 2"),
        ("a,i,q,k,3\n", ["--minimum", "0"], "minimum_ratings must be at least 1"),
        ("a,i,q,k,x\n", [], "line 2: score 'x' is not a whole number"),
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
