"""`--fairness` and `--experiment` of the command: words to read, JSON on request, reasons for a refusal."""

import json
from pathlib import Path

import pytest

from scoring.calibration.__main__ import main


def file_of(folder: Path, *lines: str) -> str:
    path = folder / "data.csv"
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(arguments) == code
    captured = capsys.readouterr()
    return captured.err if code else captured.out


def applicants(*groups: tuple[str, int, int, str]) -> list[str]:
    """group, selected, people, opening."""
    lines = ["group,selected,opening"]
    for group, selected, people, opening in groups:
        lines += [f"{group},{'yes' if n < selected else 'no'},{opening}" for n in range(people)]
    return lines


def test_selection_by_group_is_told_in_words(tmp_path, capsys) -> None:
    path = file_of(
        tmp_path,
        *applicants(
            ("a", 60, 100, "x"), ("b", 30, 100, "x"), ("a", 10, 50, "y"), ("b", 5, 50, "y"), ("c", 1, 2, "y")
        ),
    )
    text = told(capsys, path, "--fairness")
    assert "b: 35 of 150 (23%), exact p < 0.001; selected 50% as often" in text
    assert "across 2 openings: odds 0.3" in text
    assert "c: not shown (fewer than 5 people" in text
    values = json.loads(told(capsys, path, "--fairness", "--json"))
    assert values["reference"] == "a" and values["people"] == 300
    assert [one["group"] for one in values["groups"]] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["group,chosen", "a,1"], "column selected is missing"),
        (["group,selected", "a,perhaps"], "neither yes nor no"),
        (["group,selected", "a"], "line 2: selected is empty"),
        (["group,selected", 'a,"1'], "not readable as CSV"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(tmp_path, capsys, lines, why) -> None:
    assert why in told(capsys, file_of(tmp_path, *lines), "--fairness", code=2)


def test_a_size_is_planned_beforehand(capsys) -> None:
    assert told(capsys, "--experiment", "plan", "--from-share", ".5", "--to-share", ".6").startswith(
        "388 units in each"
    )
    clustered = ["--difference", ".5", "--sd", "1", "--cluster-size", "20", "--correlation", ".05"]
    values = json.loads(told(capsys, "--json", "--experiment", "plan", *clustered))
    assert (values["per_arm"], values["design_effect"]) == (125, pytest.approx(1.95))
    assert "give --from-share" in told(capsys, "--experiment", "plan", code=2)
    alone = ["--difference", ".5", "--sd", "1", "--cluster-size", "20"]
    assert "go together" in told(capsys, "--experiment", "plan", *alone, code=2)


def test_a_look_says_what_may_be_said(tmp_path, capsys) -> None:
    lines = [line for n in range(60) for line in (f"old,{n % 5}", f"new,{n % 7 + 1}")]
    text = told(capsys, "--experiment", "look", file_of(tmp_path, "arm,value", *lines))
    assert "old less new: -1.900" in text and "always-valid p < 0.001" in text
    assert "The difference is beyond chance." in text
    short = told(capsys, "--experiment", "look", file_of(tmp_path, "arm,value", *lines[:30]))
    assert "5 more units in new, 5 more units in old are needed" in short


def test_a_look_at_whole_interviewers_and_lost_units(tmp_path, capsys) -> None:
    lines = [f"{'old' if n % 3 else 'new'},{n % 5},{n % 45}" for n in range(900)]
    text = told(capsys, "--experiment", "look", file_of(tmp_path, "arm,value,cluster", *lines))
    assert "Chance may still explain the difference." in text
    assert "too uneven for an even split" in text


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["arm,value", "a,1", "b,2", "c,3"], "two arms are compared, not 3"),
        (["arm,value", "a,much", "b,2"], "is no number"),
        (["arm,value", "a,nan", "b,2"], "too large to compare"),
    ],
)
def test_a_look_at_what_makes_no_sense_is_refused(tmp_path, capsys, lines, why) -> None:
    assert why in told(capsys, "--experiment", "look", file_of(tmp_path, *lines), code=2)
