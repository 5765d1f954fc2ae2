"""Weights of agreement as Gwet's program prints them, and between values that are not evenly spaced."""

import numpy as np
import pytest

from scoring.calibration.coefficients.weights import WEIGHTS, agreement_weights


# irrCAC, vignette "weighting": the first row for categories 1 to 3.
@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("identity", (1, 0, 0)),
        ("linear", (1, 0.5, 0)),
        ("ordinal", (1, 0.6666667, 0)),
        ("quadratic", (1, 0.75, 0)),
    ],
)
def test_three_categories(name: str, row: tuple[float, float, float]) -> None:
    weights = agreement_weights(np.array([1.0, 2, 3]), name)
    assert weights[0] == pytest.approx(row)
    assert weights == pytest.approx(weights.T)


def test_ordinal_weights_know_ranks_and_linear_ones_distances() -> None:
    even, uneven = np.array([1.0, 2, 3]), np.array([1.0, 2, 11])
    assert agreement_weights(uneven, "ordinal") == pytest.approx(agreement_weights(even, "ordinal"))
    assert agreement_weights(uneven, "linear")[0] == pytest.approx((1, 0.9, 0))


@pytest.mark.parametrize("name", WEIGHTS)
def test_one_category_agrees_with_itself(name: str) -> None:
    assert agreement_weights(np.array([4.0]), name).tolist() == [[1.0]]
