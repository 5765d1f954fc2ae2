"""The tables of the terminal."""

from dataclasses import replace

from scoring.calibration import Ratings, calibrate
from scoring.calibration.table import ROWS, WIDTH, format_result
from tests.scoring.calibration.designs import drawn


def lines_of(text: str, facet: str) -> list[str]:
    """The rows of one table, without its head."""
    lines = text.split(f"\n{facet}\n")[1].split("\n\n")[0].splitlines()
    return lines[2:]


def test_the_harshest_come_first_and_those_without_figures_last() -> None:
    rows = drawn(1) + [replace(row, interviewer="new") for row in drawn(1)[:3]]
    result = calibrate(Ratings.from_rows(rows))
    lines = lines_of(format_result(result), "Interviewers")
    own = result.elements["interviewer"]
    harshest = max((key for key in own.keys if key != "new"), key=lambda key: own.logit[own.places[key]])
    assert lines[0].startswith(harshest)
    assert lines[-1].startswith("new")
    assert lines[-1].endswith("too little data: 3 ratings, 10 are needed, 7 more")


def test_a_long_table_says_how_many_more_there_are() -> None:
    text = format_result(calibrate(Ratings.from_rows(drawn(1))))
    lines = lines_of(text, "Candidates")
    assert len(lines) == ROWS + 1
    assert lines[-1] == "and 10 more (all with --json)"


def test_subsets_have_a_column_of_their_own() -> None:
    other = [
        replace(row, candidate=f"x{row.candidate}", interviewer=f"x{row.interviewer}") for row in drawn(5)
    ]
    text = format_result(calibrate(Ratings.from_rows(drawn(4) + other)))
    assert "outfit  subset" in text
    assert "compared within" not in text
    assert all(len(line) <= WIDTH for line in text.split("Candidates")[0].splitlines())


def test_a_refused_run_shows_raw_figures_and_why() -> None:
    text = format_result(calibrate(Ratings.from_rows(drawn(1)[:12])))
    assert "Nothing was adjusted: " in text
    assert "Spread" not in text
    assert "too little data" in lines_of(text, "Questions")[0]
