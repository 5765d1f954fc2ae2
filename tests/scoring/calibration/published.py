"""Tables as their authors printed them; the tests hold what the authors, or their programs, make of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.coefficients.rating_table import RatingTable, tabulate

# Shrout & Fleiss 1979, Psychol. Bull. 86, table 2: 6 targets (rows), 4 judges.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=np.float64
)

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: 4 observers (rows), 12 units.
# Gwet 2014 (p. 120) prints the same values.
KRIPPENDORFF = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, None),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)

# Cohen 1968, Psychol. Bull. 70, table 1: two judges, 200 cases, three diagnoses; his weights of disagreement.
COHEN = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]], dtype=np.float64)
COHEN_DISAGREEMENT = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]], dtype=np.float64)

# Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed.: 223 patients, two ways of diagnosis, 4 categories.
DIAGNOSIS_METHODS = ((40, 4, 4, 17), (6, 25, 2, 13), (4, 1, 21, 12), (15, 5, 9, 45))

# Fleiss 1971, Psychol. Bull. 76, table 1: 30 patients, 6 psychiatrists, counts in 5 categories.
FLEISS = np.array(
    [
        *([0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0]),
        *([2, 0, 4, 0, 0], [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6]),
        *([1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1]),
        *([0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0], [0, 2, 0, 4, 0], [1, 0, 2, 0, 3]),
        *([0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0], [1, 0, 0, 4, 1]),
        *([0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6]),
    ],
    dtype=np.float64,
)

# Brennan 2001, Generalizability Theory, ch. 3, synthetic data set 3: 10 persons by 4 items by 2 occasions.
_FIRST = [(2, 6, 7, 5), (4, 5, 6, 7), (5, 5, 4, 6), (5, 9, 8, 6), (4, 3, 5, 6)]
_FIRST += [(4, 4, 4, 7), (2, 6, 6, 5), (3, 4, 4, 5), (0, 5, 4, 5), (6, 8, 7, 6)]
_SECOND = [(2, 5, 5, 5), (6, 7, 5, 7), (5, 4, 5, 5), (5, 7, 7, 6), (4, 5, 6, 4)]
_SECOND += [(6, 4, 7, 8), (2, 7, 7, 5), (6, 6, 6, 4), (5, 5, 5, 3), (6, 8, 8, 6)]
BRENNAN = np.stack([np.array(_FIRST), np.array(_SECOND)], axis=2).astype(np.float64)

# Davies 1947, Dyestuff: 6 batches (rows), 5 yields; lme4's first example.
DYESTUFF = np.array(
    [
        [1545, 1440, 1440, 1520, 1580],
        [1540, 1555, 1490, 1560, 1495],
        [1595, 1550, 1605, 1510, 1560],
        [1445, 1440, 1595, 1465, 1545],
        [1595, 1630, 1515, 1635, 1625],
        [1520, 1455, 1450, 1480, 1445],
    ],
    dtype=np.float64,
)


def by_unit(rows: Sequence[Sequence[object]] | NDArray[Any]) -> RatingTable:
    """A table from units (rows) by raters (columns); None is missing."""
    cells = [(unit, rater, value) for unit, row in enumerate(rows) for rater, value in enumerate(row)]
    units, raters, values = zip(*cells, strict=True)
    return tabulate(units, raters, values)


def four_observers() -> RatingTable:
    """Krippendorff's observers, units first."""
    return by_unit(list(zip(*KRIPPENDORFF, strict=True)))


def two_raters(crossed: Sequence[Sequence[int]]) -> RatingTable:
    """The values behind a table of counts, one rater's categories (rows, from 1) by the other's."""
    pairs = [
        (row + 1, column + 1)
        for row, counts in enumerate(crossed)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]
    return by_unit(pairs)
