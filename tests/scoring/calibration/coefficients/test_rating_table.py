"""Values by unit and rater: what is a number, what is missing, what is complete."""

import numpy as np
import pytest

from scoring.calibration.coefficients.rating_table import tabulate


def test_numbers_are_put_in_order_of_their_value_however_they_are_written() -> None:
    table = tabulate(["a", "a", "b"], [1, 2, 1], ["10", "9", "9.0"])
    assert table.labels == ("9", "10")
    assert table.values.tolist() == [10.0, 9.0, 9.0]
    assert table.counts.tolist() == [[1, 1], [1, 0]]


def test_one_value_that_is_no_number_makes_all_of_them_labels() -> None:
    table = tabulate(["a", "a"], [1, 2], ["3", "good"])
    assert table.points is None
    assert table.labels == ("3", "good")
    with pytest.raises(ValueError, match="labels, not numbers"):
        _ = table.values


@pytest.mark.parametrize("missing", [None, "", "  ", "NA", float("nan")])
def test_what_is_missing_is_simply_absent(missing: object) -> None:
    table = tabulate(["a", "a", "b"], [1, 2, 1], [4, missing, 5])
    assert (table.n, table.units, table.raters) == (2, 2, 1)
    assert tabulate(["a", missing], [1, 1], [4, 4]).units == 1


def test_infinity_is_no_number() -> None:
    assert tabulate(["a", "b"], [1, 1], ["inf", "2"]).points is None


def test_complete_means_every_rater_rated_every_unit_once() -> None:
    table = tabulate(["a", "a", "b", "b"], ["x", "y", "x", "y"], [1, 2, 3, 4])
    assert table.complete
    assert table.matrix.tolist() == [[1, 2], [3, 4]]
    gap = tabulate(["a", "a", "b"], ["x", "y", "x"], [1, 2, 3])
    assert not gap.complete
    with pytest.raises(ValueError, match="exactly once"):
        _ = gap.matrix
    twice = tabulate(["a", "a", "b", "b"], ["x", "x", "x", "y"], [1, 2, 3, 4])
    assert twice.twice == 1 and not twice.complete


def test_columns_of_unequal_length_are_an_error() -> None:
    with pytest.raises(ValueError, match="unequal length: 2, 1, 1"):
        tabulate(["a", "b"], [1], [1])


def test_nothing_is_a_table_too() -> None:
    table = tabulate([], [], [])
    assert (table.n, table.units, table.raters, table.labels) == (0, 0, 0, ())
    assert np.asarray(table.points).size == 0
