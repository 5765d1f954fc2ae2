from datetime import date

import numpy as np
import pytest

from scoring.calibration import Rating, RatingError, Ratings, Settings


def rows(*scores: object) -> list[Rating]:
    return [Rating("ana", "bo", "q1", "clarity", score) for score in scores]


def test_rows_become_columns_of_text_and_whole_numbers() -> None:
    ratings = Ratings.from_rows(
        [Rating(7, "bo", "q1", "clarity", 3, day=date(1970, 1, 3), topic="ml", level=None)]
    )
    assert len(ratings) == 1
    assert ratings.facets["candidate"].labels() == ["7"]
    assert ratings.score.tolist() == [3]
    assert ratings.day is not None
    assert ratings.day.tolist() == [2]
    assert ratings.groups["topic"].labels() == ["ml"]
    assert "level" not in ratings.groups


def test_a_whole_number_written_as_a_float_is_taken() -> None:
    assert Ratings.from_rows(rows(3.0, np.int16(2), np.float64(4))).score.tolist() == [3, 2, 4]


@pytest.mark.parametrize("score", [2.5, "3", None, True, float("nan"), float("inf")])
def test_a_score_that_is_not_a_whole_number_is_named_with_its_row(score: object) -> None:
    with pytest.raises(RatingError, match=r"row 2: score .* is not a whole number"):
        Ratings.from_rows(rows(1, score))


@pytest.mark.parametrize("score", [0, 5, -3])
def test_a_score_outside_the_scale_is_named_with_its_row(score: int) -> None:
    with pytest.raises(RatingError, match=rf"row 3: score {score} is outside the scale 1 to 4"):
        Ratings.from_rows(rows(1, 4, score))


def test_a_score_too_large_for_any_scale_is_refused_not_wrapped() -> None:
    with pytest.raises(RatingError, match="row 1: score 1000000000000000000000 is outside every scale"):
        Ratings.from_rows(rows(10**21))


def test_the_scale_is_that_of_the_settings() -> None:
    assert len(Ratings.from_rows(rows(0, 9), settings=Settings(lowest=0, highest=9))) == 2


@pytest.mark.parametrize("label", ["", None])
def test_an_empty_label_is_named_with_its_row(label: object) -> None:
    with pytest.raises(RatingError, match="row 1: question is empty"):
        Ratings.from_rows([Rating("ana", "bo", label, "clarity", 3)])


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(RatingError, match="columns of unequal length: candidate 2, interviewer 1"):
        Ratings.of(candidate=["a", "b"], interviewer=["i"], score=[1, 2])


def test_ratings_without_candidates_are_refused() -> None:
    with pytest.raises(RatingError, match="ratings need the column candidate"):
        Ratings.of(interviewer=["i"], score=[1])


def test_arrays_of_whole_numbers_are_taken_and_others_refused() -> None:
    assert Ratings.of(candidate="ab", question="pq", score=np.array([1, 2])).score.tolist() == [1, 2]
    with pytest.raises(RatingError, match=r"row 2: score 1\.5 is not a whole number"):
        Ratings.of(candidate="ab", question="pq", score=np.array([1.0, 1.5]))
    with pytest.raises(RatingError, match="row 1: score 70000 is outside every scale"):
        Ratings.of(candidate="ab", question="pq", score=np.array([70_000, 1]))


def test_some_rows_in_another_order_keep_their_labels() -> None:
    ratings = Ratings.of(candidate="abc", question="pqr", score=[1, 2, 3], day=[5, 6, 7])
    taken = ratings.take(np.array([2, 0]))
    assert taken.facets["question"].labels() == ["r", "p"]
    assert taken.score.tolist() == [3, 1]


def test_until_a_day_is_what_was_known_at_its_end() -> None:
    ratings = Ratings.of(candidate="abc", question="pqr", score=[1, 2, 3], day=[5, 7, 6])
    assert ratings.until(6).score.tolist() == [1, 3]
    assert len(ratings.until(4)) == 0
    with pytest.raises(RatingError, match="without the day of each rating"):
        Ratings.of(candidate="a", question="p", score=[1]).until(3)


@pytest.mark.parametrize("day", [None, "2026-01-01", 2.5, True])
def test_a_day_that_is_none_is_named_with_its_row(day: object) -> None:
    with pytest.raises(RatingError, match=r"row 2: day .* is neither a date nor a whole number"):
        Ratings.of(candidate="ab", question="pq", score=[1, 2], day=[3, day])
