import numpy as np
import pytest

from scoring.calibration.diagnosis.false_discoveries import discoveries, two_sided

# Benjamini & Hochberg 1995, section 4: the 15 comparisons of a trial of thrombolysis.
PUBLISHED = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
PUBLISHED += [0.4262, 0.5719, 0.6528, 0.7590, 1.0]


def test_four_of_the_published_fifteen_stand() -> None:
    assert discoveries(np.array(PUBLISHED)).tolist() == [True] * 4 + [False] * 11


def test_the_order_of_the_tests_does_not_matter() -> None:
    order = np.random.default_rng(0).permutation(15)
    assert (discoveries(np.array(PUBLISHED)[order]) == discoveries(np.array(PUBLISHED))[order]).all()


def test_what_was_not_tested_never_stands_and_does_not_count() -> None:
    p = np.array([np.nan, 0.04, np.nan])
    assert discoveries(p).tolist() == [False, True, False]
    assert not discoveries(np.array([np.nan, np.nan])).any()
    assert discoveries(np.array([])).size == 0


def test_the_chance_of_1_96_or_more_is_five_percent() -> None:
    assert two_sided(np.array([1.959964, -1.959964, 0.0])) == pytest.approx([0.05, 0.05, 1.0])
