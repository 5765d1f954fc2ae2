import gc
import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.calibration import RatingError, day_number
from scoring.calibration.reading import PIECE, Source, day_of, read_ratings, score_of

HEADER = "candidate,interviewer,question,criterion,score\n"
Row = tuple[str | int, ...]


def source(folder: Path, text: str | bytes, **names: str) -> Source:
    file = folder / "ratings.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_ratings(file, names)


def read(folder: Path, text: str | bytes, **names: str) -> list[Row]:
    """By row: the labels of the facets that are there, then the score."""
    ratings = source(folder, text, **names).ratings
    labels = [column.labels() for column in ratings.facets.values()]
    return list(zip(*labels, ratings.score.tolist(), strict=True))


def test_columns_in_any_order_with_unknown_ones_passed_over(tmp_path: Path) -> None:
    header = "\ufeffScore,remark,day,criterion,question,interviewer,candidate"
    text = f"{header}\n\n3,x,2026-01-02,depth,q1, bo ,ana\r\n"
    assert read(tmp_path, text) == [("ana", "bo", "q1", "depth", 3)]
    day = source(tmp_path, text).ratings.day
    assert day is not None
    assert day.tolist() == [day_number(date(2026, 1, 2))]


def test_quoted_cells_may_hold_commas_and_line_breaks(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + '"a, b","i\nj",q,k,2.0\n') == [("a, b", "i\nj", "q", "k", 2)]


def test_a_compressed_file_is_read_as_it_is(tmp_path: Path) -> None:
    assert read(tmp_path, gzip.compress((HEADER + "a,i,q,k,3\n").encode())) == [("a", "i", "q", "k", 3)]


def test_a_compressed_file_that_ends_too_early_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress((HEADER + "a,i,q,k,3\n" * 500).encode())
    with pytest.raises(RatingError, match="ends too early"):
        read(tmp_path, packed[:-9])


def test_columns_may_have_other_names(tmp_path: Path) -> None:
    text = "s,d,y,service\n1,1002,5,0\n2,1002,4,1\n"
    assert read(tmp_path, text, candidate="d", interviewer="s", score="Y") == [
        ("1002", "1", 5),
        ("1002", "2", 4),
    ]


def test_facets_other_than_the_candidate_may_be_missing_but_not_all(tmp_path: Path) -> None:
    assert read(tmp_path, "candidate,question,score\na,q,1\n") == [("a", "q", 1)]
    with pytest.raises(RatingError, match="at least one of interviewer, question, criterion is needed"):
        read(tmp_path, "candidate,score\na,1\n")


def test_a_score_that_is_not_there_is_not_assessed_and_counted(tmp_path: Path) -> None:
    found = source(tmp_path, HEADER + "a,i,q,k,\na,i,q,k,3\na,i,q,l,NA\n,,,,\nb,i,q,k, \n")
    assert (len(found.ratings), found.not_assessed) == (1, 3)
    assert found.ratings.facets["candidate"].labels() == ["a"]


def test_days_are_whole_numbers_or_dates(tmp_path: Path) -> None:
    header = "candidate,interviewer,score,day\n"
    for text, expected in (("7", 7), ("-3", -3), ("1970-01-11", 10)):
        day = source(tmp_path, f"{header}a,i,1,{text}\n").ratings.day
        assert day is not None
        assert day.tolist() == [expected]
    assert source(tmp_path, header + "a,i,1,\n").ratings.day is None
    with pytest.raises(RatingError, match="line 3: day '' is neither a whole number nor a date"):
        source(tmp_path, header + "a,i,1,5\na,i,1,\n")


def test_topics_and_levels_are_taken_where_they_are(tmp_path: Path) -> None:
    found = source(tmp_path, "candidate,question,score,level,topic\na,q,1,senior,\nb,q,2,,ml\n").ratings
    assert {name: column.labels() for name, column in found.groups.items()} == {
        "topic": ["", "ml"],
        "level": ["senior", ""],
    }


def test_a_header_alone_is_no_ratings(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a,i,q,k,2.5", "line 3: score '2.5' is not a whole number"),
        ("a,i,q,k,nan", "line 3: score 'nan' is not a whole number"),
        ("a,i,q,k,1_0", "line 3: score '1_0' is not a whole number"),
        ("a,i,q,k,99999", "line 3: score '99999' is not a whole number"),
        ("a,,q,k,3", "line 3: interviewer is empty"),
        (" ,i,q,k,3", "line 3: candidate is empty"),
        ("a,i,q", "line 3: 3 cells, the header asks for more"),
        ('a,"i"x,q,k,3', "line 3: not readable as CSV"),
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(RatingError) as error:
        read(tmp_path, f"{HEADER}a,i,q,k,3\n{line}\n")
    assert words in str(error.value)


def test_a_bad_row_far_down_is_named_by_its_line_in_the_file(tmp_path: Path) -> None:
    text = HEADER + 'a,"i\nj",q,k,3\n\n' * PIECE + "a,i,q,k,?\n"
    with pytest.raises(RatingError, match=f"line {3 * PIECE + 2}: score"):
        read(tmp_path, text)


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
        ("interviewer,score\n", "line 1: column candidate is missing; found interviewer, score"),
        (HEADER.strip() + ",score\n", "line 1: column score stands there twice"),
        (HEADER.encode() + b"a,i,q,k\xff,3\n", "not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_table_of_ratings_is_refused(tmp_path: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(RatingError) as error:
        read(tmp_path, text)
    assert words in str(error.value)


def test_a_column_that_was_asked_for_and_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RatingError, match="column rater is missing"):
        read(tmp_path, HEADER + "a,i,q,k,3\n", interviewer="rater")


def test_the_collector_of_garbage_is_left_as_it_was(tmp_path: Path) -> None:
    assert gc.isenabled()
    read(tmp_path, HEADER + "a,i,q,k,3\n")
    assert gc.isenabled()


LABEL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(
    lambda text: bool(text.strip())
)


@settings(max_examples=50, deadline=None)
@given(rows=st.lists(st.tuples(LABEL, LABEL, st.integers(-20, 20)), max_size=12))
def test_what_is_written_is_read_whatever_the_labels(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, int]]
) -> None:
    lines = "".join(
        '"{}","{}",{}\n'.format(a.replace('"', '""'), b.replace('"', '""'), n) for a, b, n in rows
    )
    found = read(tmp_path_factory.mktemp("read"), f"candidate,interviewer,score\n{lines}")
    assert found == [(a.strip(), b.strip(), n) for a, b, n in rows]


def test_scores_and_days_are_read_strictly() -> None:
    assert [score_of(text) for text in ("3", "+3", "-2", "4.0", "4.", "")] == [3, 3, -2, 4, 4, None]
    assert [day_of(text) for text in ("2026-13-01", "20260101", "2026-1-1")] == [None, 20260101, None]
