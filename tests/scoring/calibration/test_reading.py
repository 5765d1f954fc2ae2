from pathlib import Path

import pytest

from scoring.calibration import Rating, RatingError
from scoring.calibration.reading import read_ratings

HEADER = "candidate,interviewer,question,criterion,score\n"


def read(folder: Path, text: str | bytes) -> list[Rating]:
    file = folder / "ratings.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_ratings(file).values())


def test_columns_in_any_order_with_unknown_ones_passed_over(tmp_path: Path) -> None:
    header = "\ufeffScore,remark,day,criterion,question,interviewer,candidate"
    text = f"{header}\n\n3,x,2026-01-02,depth,q1, bo ,ana\n"
    assert read(tmp_path, text) == [Rating("ana", "bo", "q1", "depth", 3, day="2026-01-02")]


def test_quoted_cells_may_hold_commas_and_line_breaks(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + '"a, b","i\nj",q,k,2.0\n') == [Rating("a, b", "i\nj", "q", "k", 2)]


def test_a_header_alone_is_no_ratings(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a,i,q,k,2.5", "line 3: score '2.5' is not a whole number"),
        ("a,i,q,k,", "line 3: score '' is not a whole number"),
        ("a,i,q,k,nan", "line 3: score 'nan' is not a whole number"),
        ("a,i,q,k,1_0", "line 3: score '1_0' is not a whole number"),
        ("a,,q,k,3", "line 3: interviewer is empty"),
        ("a,i,q", "line 3: 3 cells, the header asks for more"),
        ('a,"i"x,q,k,3', "line 3: not readable as CSV"),
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(RatingError) as error:
        read(tmp_path, f"{HEADER}a,i,q,k,3\n{line}\n")
    assert words in str(error.value)


def test_every_bad_row_is_named_up_to_ten(tmp_path: Path) -> None:
    with pytest.raises(RatingError) as error:
        read(tmp_path, HEADER + "a,i,q,k,x\n" * 13)
    lines = str(error.value).splitlines()
    assert len(lines) == 11
    assert lines[9].startswith("line 11:")
    assert lines[10] == "and 3 more bad lines"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1: the file has no header line"),
        (
            "candidate,score\n",
            "line 1: column interviewer, question, criterion is missing; found candidate, score",
        ),
        (HEADER.strip() + ",score\n", "line 1: column score stands there twice"),
        (HEADER.encode() + b"a,i,q,k\xff,3\n", "not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_table_of_ratings_is_refused(tmp_path: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(RatingError) as error:
        read(tmp_path, text)
    assert words in str(error.value)
