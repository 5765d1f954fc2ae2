"""How far a figure of the interviews goes with performance on the job. Pure: pairs in, words and numbers out.

Only hired people have a performance: their figures lie closer together than all candidates' do, so that what
is found is likely less than what it would be among all (restriction of range). It is not corrected for: the
correction (Thorndike 1949, case II) needs the spread among all candidates and a choice made by that figure
alone, which no committee makes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh
from statistics import StatisticsError, correlation

FEWEST_PAIRS = 30
Z_95 = 1.959964  # of the normal distribution


@dataclass(frozen=True)
class Validity:
    """Pearson's r over so many pairs with its 95 % interval (Fisher 1921: atanh r is about normal with the
    standard error 1/√(n - 3)); None where it is not told.
    """

    n: int
    r: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def missing(self) -> int:
        """How many pairs are missing."""
        return max(0, FEWEST_PAIRS - self.n)

    @property
    def words(self) -> str:
        """In a sentence."""
        if self.missing:
            pairs = f"{self.n} pair{'' if self.n == 1 else 's'} so far"
            return f"{pairs}: {self.missing} more before anything is said."
        if self.r is None or self.low is None or self.high is None:
            return f"{self.n} pairs, which do not vary enough to say anything."
        return (
            f"{_figure(self.r)}, 95 % interval {_figure(self.low)} to {_figure(self.high)}, {self.n} pairs."
        )


def validity(pairs: Sequence[tuple[float, float]]) -> Validity:
    """How far the two go together."""
    n = len(pairs)
    if n < FEWEST_PAIRS:
        return Validity(n)
    try:
        r = correlation([one for one, _ in pairs], [other for _, other in pairs])
    except StatisticsError:  # all the same on one side
        return Validity(n)
    if abs(r) > 1 - 1e-9:  # on one line: the interval has no width, and no sense
        return Validity(n)
    middle, reach = atanh(r), Z_95 / sqrt(n - 3)
    return Validity(n, r, tanh(middle - reach), tanh(middle + reach))


def _figure(value: float) -> str:
    words = f"{value:+.2f}"
    return "0.00" if words[1:] == "0.00" else words.replace("-", "−")
