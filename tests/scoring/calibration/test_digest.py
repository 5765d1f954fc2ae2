from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from scoring.calibration import Rating, Ratings, Settings, build_design, digest

ROWS = [
    Rating("ana", "bo", "q1", "clarity", 3, day=date(2026, 1, 2)),
    Rating("ana", "bo", "q2", "clarity", 2, day=date(2026, 1, 2)),
    Rating("cem", "bo", "q1", "depth", 4, day=date(2026, 1, 3), topic="ml"),
]


def of(rows: list[Rating], settings: Settings = Settings()) -> str:  # noqa: B008  # frozen, so sharing it is harmless
    return digest(build_design(Ratings.from_rows(rows), settings), settings)


@given(st.permutations(ROWS))
def test_the_order_of_the_rows_does_not_matter(rows: list[Rating]) -> None:
    assert of(rows) == of(ROWS)


def test_every_column_matters() -> None:
    changes = [
        {"candidate": "x"},
        {"interviewer": "x"},
        {"question": "x"},
        {"criterion": "x"},
        {"score": 1},
        {"day": date(2026, 2, 2)},
        {"topic": "x"},
        {"level": "x"},
    ]
    digests = {of([replace(ROWS[0], **change), *ROWS[1:]]) for change in changes}
    assert len(digests | {of(ROWS)}) == len(changes) + 1


def test_a_row_given_twice_matters() -> None:
    assert of([*ROWS, ROWS[0]]) != of(ROWS)


def test_settings_matter() -> None:
    assert of(ROWS, Settings(minimum_ratings=3)) != of(ROWS)


def test_labels_cannot_run_into_each_other() -> None:
    assert of([Rating("a", '", "b', "c", "d", 1)]) != of([Rating('a", "', "b", "c", "d", 1)])


def test_it_is_a_sha256_and_ids_and_their_text_are_the_same() -> None:
    assert len(of(ROWS)) == 64
    assert of([Rating(1, 2, 3, 4, 1)]) == of([Rating("1", "2", "3", "4", 1)])
