"""`--agreement` on a file, as a person runs it."""

import gzip
import json
from argparse import Namespace
from pathlib import Path

import pytest

from scoring.calibration.__main__ import main
from scoring.calibration.coefficients.agreement_command import run
from tests.scoring.calibration.published import KRIPPENDORFF

LINES = ["Item,Observer,Grade"] + [
    f"{unit},{rater},{'' if value is None else value}"
    for rater, row in enumerate(KRIPPENDORFF)
    for unit, value in enumerate(row)
]


def write(folder: Path, lines: list[str]) -> Path:
    path = folder / "values.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def asked(path: Path, level: str = "ordinal", **columns: str | None) -> Namespace:
    names = {"unit": "item", "rater": "observer", "value": "grade"} | columns
    return Namespace(file=path, level=level, **names)


def test_the_command_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, LINES)
    options = ["--unit", "Item", "--rater", "Observer", "--value", "Grade", "--level", "interval"]
    assert main([str(path), "--agreement", *options, "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["alpha"]["value"] == pytest.approx(0.849, abs=0.0005)
    assert (values["units"], values["raters"], values["values"]) == (12, 4, 41)


def test_without_json_there_is_a_line_for_each_coefficient(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--agreement", "--unit", "item", "--rater", "observer", "--value", "grade"]
    assert main([str(write(tmp_path, LINES)), *options]) == 0
    text = capsys.readouterr().out
    assert "41 values by 4 raters of 12 units" in text
    assert "alpha                          0.815   0.498 to 1.000" in text
    assert "kappa.linear: kappa is for two raters" in text


def test_columns_that_are_called_as_we_call_them_need_no_names(tmp_path: Path) -> None:
    path = write(tmp_path, ["unit,rater,value", "a,x,1", "a,y,1", "b,x,2", "b,y,3"])
    assert run(asked(path, unit=None, rater=None, value=None))["units"] == 2


def test_a_unit_may_be_several_columns_together(tmp_path: Path) -> None:
    path = write(tmp_path, ["who,what,by,value", "a,p,x,1", "a,p,y,1", "a,q,x,2", "a,q,y,2", "b,,x,2"])
    found = run(asked(path, unit="who,what", rater="by", value="value"))
    assert (found["units"], found["values"]) == (2, 4)


def test_a_packed_file_and_labels_are_read(tmp_path: Path) -> None:
    path = tmp_path / "values.csv.gz"
    path.write_bytes(gzip.compress(b"unit,rater,value\na,x,yes\na,y,no\nb,x,yes\nb,y,yes\n"))
    found = run(asked(path, "nominal", unit=None, rater=None, value=None))
    assert found["exact"] == pytest.approx(0.5)
    assert found["fleiss"]["value"] is not None


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["item,observer", "1,2"], "line 1: column grade is missing; found item, observer"),
        (["item,observer,grade", "1,2"], "line 2: 2 cells"),
        (["item,observer,grade", '"1,2,3'], "not readable as CSV"),
        ([""], "is missing"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error_in_words(
    tmp_path: Path, lines: list[str], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        run(asked(write(tmp_path, lines)))


def test_text_that_is_not_utf_8_is_an_error_in_words(tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    path.write_bytes(b"item,observer,grade\n\xff,1,2\n")
    with pytest.raises(ValueError, match="not UTF-8"):
        run(asked(path))


def test_a_file_without_values_refuses_everything_in_words(tmp_path: Path) -> None:
    found = run(asked(write(tmp_path, ["item,observer,grade", "1,2,"])))
    assert found["values"] == 0
    assert found["alpha"]["refused"]
    assert found["generalisability"]["refused"]
    json.dumps(found, allow_nan=False)
