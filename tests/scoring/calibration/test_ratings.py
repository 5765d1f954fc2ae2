import numpy as np
import pytest

from scoring.calibration import Rating, RatingError, Ratings, Settings


def rows(*scores: object) -> list[Rating]:
    return [Rating("ana", "bo", "q1", "clarity", score) for score in scores]


def test_rows_become_columns_of_text_and_whole_numbers() -> None:
    ratings = Ratings.from_rows(
        [Rating(7, "bo", "q1", "clarity", 3, day="2026-01-02", topic="ml", level=None)]
    )
    assert len(ratings) == 1
    assert ratings.candidate.tolist() == ["7"]
    assert ratings.score.tolist() == [3]
    assert ratings.day.tolist() == ["2026-01-02"]
    assert ratings.topic.tolist() == ["ml"]
    assert ratings.level is None


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
    assert len(Ratings.from_rows(rows(0, 10), settings=Settings(lowest=0, highest=10))) == 2


@pytest.mark.parametrize("label", ["", None])
def test_an_empty_label_is_named_with_its_row(label: object) -> None:
    with pytest.raises(RatingError, match="row 1: question is empty"):
        Ratings.from_rows([Rating("ana", "bo", label, "clarity", 3)])


def test_columns_of_unequal_length_are_refused() -> None:
    with pytest.raises(RatingError, match="columns of unequal length: candidate 2, interviewer 1"):
        Ratings(["a", "b"], ["i"], ["q", "q"], ["k", "k"], [1, 2])


def test_columns_cannot_be_changed_afterwards_and_the_callers_array_can() -> None:
    scores = np.array([1, 2])
    ratings = Ratings(["a", "b"], ["i", "i"], ["q", "q"], ["k", "k"], scores)
    scores[0] = 4
    assert ratings.score.tolist() == [1, 2]
    with pytest.raises(ValueError, match="read-only"):
        ratings.score[0] = 3
