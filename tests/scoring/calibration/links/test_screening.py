"""What of the ratings is fitted, and what is refused before anything is."""

from dataclasses import replace

import numpy as np
import pytest

from scoring.calibration import Ratings, Settings, build_design
from scoring.calibration.links.screening import distrust, screen, use_of
from scoring.calibration.model.fit import Fit
from tests.scoring.calibration.designs import drawn

DESIGN = build_design(Ratings.from_rows(drawn(1)), Settings())


def test_everything_that_can_be_told_apart_is_fitted_as_it_is() -> None:
    screened = screen(DESIGN, Settings())
    assert (screened.refused, screened.lost, screened.statements) == ("", {}, ())
    assert screened.design.category is DESIGN.category


def test_ratings_are_counted_by_element_and_category() -> None:
    use = use_of(DESIGN, DESIGN.facets["question"])
    assert use.shape == (8, 4)
    np.testing.assert_array_equal(use.sum(axis=1), DESIGN.facets["question"].counts)
    np.testing.assert_array_equal(use.sum(axis=0), np.bincount(DESIGN.category))


@pytest.mark.parametrize(
    ("unused", "points", "lowest", "kept"),
    [(1, (), 2, [2, 3, 4]), (4, (), 1, [1, 2, 3]), (3, (1, 2, 4), 1, [1, 2, 4])],
)
def test_points_nobody_used_are_left_out(
    unused: int, points: tuple[int, ...], lowest: int, kept: list[int]
) -> None:
    rows = [row for row in drawn(1) if row.score != unused]
    design = build_design(Ratings.from_rows(rows), Settings())
    screened = screen(design, Settings())
    assert (screened.design.points, screened.design.lowest) == (points, lowest)
    assert screened.design.scale.tolist() == kept
    np.testing.assert_array_equal(screened.design.score, design.score)
    assert screened.statements[0].startswith(f"Nobody gave {unused}: ")


def test_of_two_facets_that_divide_alike_the_earlier_is_kept() -> None:
    rows = [replace(row, question=f"of {row.interviewer}") for row in drawn(1)]
    screened = screen(build_design(Ratings.from_rows(rows), Settings()), Settings())
    assert set(screened.lost) == {"question"}
    assert "question" not in screened.design.facets
    assert "divide the ratings exactly as the interviewers do" in screened.statements[0]


def test_a_facet_with_an_element_a_rating_says_nothing() -> None:
    rows = [replace(row, criterion=str(place)) for place, row in enumerate(drawn(1))]
    screened = screen(build_design(Ratings.from_rows(rows), Settings()), Settings())
    assert screened.lost == {"criterion": "every rating has a criterion of its own"}


FIT = Fit(
    effects={"candidate": np.zeros(40)},
    thresholds=np.zeros(3),
    variances={"candidate": 1.0},
    information={"candidate": np.full(40, 10.0)},
    iterations=9,
    converged=True,
)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"converged": False}, "did not come to rest in 9 rounds"),
        ({"thresholds": np.array([0.0, np.nan, 0.0])}, "did not come to rest"),
        ({"variances": {"candidate": 25.0}}, "the scores follow almost exactly"),
        ({"information": {"candidate": np.full(40, 1e-4)}}, "the scores follow almost exactly"),
    ],
)
def test_estimates_that_are_none_are_not_shown(changes: dict[str, object], words: str) -> None:
    found = distrust(DESIGN, replace(FIT, **changes))
    assert words in found
    assert bool(found) == bool(words)
