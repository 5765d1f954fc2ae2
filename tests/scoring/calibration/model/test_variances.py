"""The variance of a facet's elements, from effects that a prior has shrunken."""

import numpy as np
import pytest

from scoring.calibration.model.variances import LARGEST, SMALLEST, next_variance


def shrunken(true: float, information: float, size: int, prior: float) -> np.ndarray:
    """Effects as a prior of another variance would leave them."""
    rng = np.random.default_rng(1)
    found = rng.normal(0, np.sqrt(true + 1 / information), size)
    return found * information / (information + 1 / prior)


@pytest.mark.parametrize("prior", [0.1, 0.5, 3.0])
def test_the_prior_that_shrank_the_effects_does_not_matter(prior: float) -> None:
    effects = shrunken(0.4, 20.0, 20_000, prior)
    assert next_variance(effects, np.full(effects.size, 20.0), prior) == pytest.approx(0.4, rel=0.03)


def test_elements_that_differ_by_chance_alone_hardly_vary() -> None:
    effects = shrunken(1e-9, 20.0, 2_000, 0.5)
    assert next_variance(effects, np.full(effects.size, 20.0), 0.5) < 0.01


def test_three_that_lie_close_may_still_differ() -> None:
    assert 0.005 < next_variance(np.array([-0.01, 0.0, 0.01]), np.full(3, 300.0), 0.5) < 0.05


def test_one_element_has_the_smallest_variance() -> None:
    assert next_variance(np.zeros(1), np.full(1, 50.0), 0.5) == SMALLEST


def test_elements_infinitely_far_apart_have_the_largest() -> None:
    assert next_variance(np.array([-40.0, 40.0]), np.array([1.0, 1.0]), 5.0) == LARGEST


def test_elements_without_information_say_nothing() -> None:
    known = shrunken(0.4, 20.0, 500, 0.5)
    both = np.concatenate([known, np.zeros(500)])
    information = np.concatenate([np.full(500, 20.0), np.zeros(500)])
    assert next_variance(both, information, 0.5) == pytest.approx(
        next_variance(known, information[:500], 0.5), rel=0.01
    )
