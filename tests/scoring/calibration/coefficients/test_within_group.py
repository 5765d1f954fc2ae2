"""Within-group agreement: James, Demaree & Wolf's null variances, units by hand, refusals."""

import numpy as np
import pytest

from scoring.calibration.coefficients.within_group import within_group
from tests.scoring.calibration.published import by_unit


@pytest.mark.parametrize(("points", "null"), [(5, 2.0), (7, 4.0), (9, 20 / 3)])
def test_the_null_variance_is_that_of_equally_likely_points(points: int, null: float) -> None:
    # James, Demaree & Wolf 1984 print 2 for five points and 4 for seven.
    rows = [[1, 2, 3]]
    expected = 1 - 1.0 / null
    assert within_group(by_unit(rows), lowest=1, highest=points).mean == pytest.approx(expected)


def test_units_one_by_one() -> None:
    found = within_group(by_unit([[3, 3, 3], [1, 5, None], [2, None, None], [4, 5, 4]]), lowest=1, highest=5)
    # Variances 0, 8 (more than chance: 0), one value only, 1/3.
    assert found.by_unit == pytest.approx((1.0, 0.0, None, 1 - (1 / 3) / 2))
    assert found.mean == pytest.approx((1 + 0 + 5 / 6) / 3)
    assert found.median == pytest.approx(5 / 6)
    assert found.points == 5


def test_values_at_random_agree_hardly_more_than_chance_in_large_groups() -> None:
    values = np.random.default_rng(1).integers(1, 6, (50, 400))
    mean = within_group(by_unit(values), lowest=1, highest=5).mean
    assert mean is not None and mean < 0.1


@pytest.mark.parametrize(
    ("rows", "ends", "words"),
    [
        ([["a", "b"]], (None, None), "labels"),
        ([[1, 2.5]], (1, 5), "between the points"),
        ([[1, 9]], (1, 5), "outside the scale"),
        ([[3, 3]], (None, None), "one point"),
        ([[1, None], [None, 2]], (1, 5), "no unit has two values"),
        ([[None, None]], (1, 5), "there are no values"),
    ],
)
def test_what_has_no_agreement_is_refused_in_words(
    rows: list[list[object]], ends: tuple[float | None, float | None], words: str
) -> None:
    found = within_group(by_unit(rows), lowest=ends[0], highest=ends[1])
    assert words in found.refused
    assert found.mean is None
