"""What a page shows, as a file: the same rows, and nothing that a spreadsheet would run."""

import csv
import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.test import RequestFactory

from accounts.ground.verdict import Invalid
from scoring.exports import Table, export, export_one

COLUMNS = ("name", "severity", "enough", "since")
ROWS = [("Lea Lead", -0.5, True, date(2026, 3, 1)), ('Ölaf, "O"', None, False, None)]


def asked(query: str = ""):
    return RequestFactory().get(f"/o/acme/calibration/{query}")


def test_a_page_is_a_page_unless_a_file_is_asked_for():
    assert export(asked(), "people", COLUMNS, ROWS) is None
    assert export_one(asked("?table=people"), "x", {"people": Table(COLUMNS, list)}) is None


def test_the_rows_of_a_page_that_is_not_exported_are_never_made():
    assert export_one(asked(), "x", {"people": Table(COLUMNS, lambda: 1 / 0)}) is None


def test_csv_has_a_header_and_empty_cells_where_nothing_is_known():
    answer = export(asked("?format=csv"), "people", COLUMNS, ROWS)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="people.csv"'
    text = answer.content.decode("utf-8-sig")
    assert list(csv.reader(text.splitlines())) == [
        list(COLUMNS),
        ["Lea Lead", "-0.5", "yes", "2026-03-01"],
        ['Ölaf, "O"', "", "no", ""],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_looks_like_a_formula_is_made_harmless_and_a_negative_number_stays_one(start):
    answer = export(asked("?format=csv"), "x", ("a", "b"), [(f"{start}1+1", -1.5)])
    assert f"'{start}1+1" in answer.content.decode()
    assert ",-1.5" in answer.content.decode()


def test_json_is_a_list_of_objects():
    made = datetime(2026, 3, 1, 12, tzinfo=UTC)
    rows = [(UUID(int=1), made, None, -0.5)]
    answer = export(asked("?format=json"), "people", ("id", "made", "none", "value"), rows)
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content) == [
        {"id": str(UUID(int=1)), "made": "2026-03-01T12:00:00+00:00", "none": None, "value": -0.5}
    ]


def test_what_json_cannot_say_is_an_error_and_no_word_that_a_reader_chokes_on():
    with pytest.raises(ValueError, match="JSON"):
        export(asked("?format=json"), "x", ("a",), [(float("nan"),)])


def test_the_first_table_unless_one_is_named():
    tables = {"people": Table(("a",), lambda: [(1,)]), "months": Table(("b",), lambda: [(2,)])}
    assert json.loads(export_one(asked("?format=json"), "x", tables).content) == [{"a": 1}]
    answer = export_one(asked("?format=json&table=months"), "x", tables)
    assert json.loads(answer.content) == [{"b": 2}]
    assert 'filename="x-months.json"' in answer["Content-Disposition"]


@pytest.mark.parametrize("query", ["?format=xls", "?format=csv&table=shoes"])
def test_a_format_or_table_that_there_is_not_is_refused(query):
    with pytest.raises(Invalid):
        export_one(asked(query), "x", {"people": Table(("a",), list)})
