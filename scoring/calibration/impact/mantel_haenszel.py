"""One group against another across openings: the odds ratio they have in common (Mantel & Haenszel 1959).

Journal of the National Cancer Institute 22. Within each opening everybody met the same bar, so groups that
applied for different openings are not confused with groups that were treated differently.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from scipy.stats import chi2

Z = 1.959963984540054  # 95 % interval


@dataclass(frozen=True, slots=True)
class Opening:
    """Of one opening: selected and people of the group, then of the reference group."""

    selected: int
    people: int
    other_selected: int
    other_people: int


@dataclass(frozen=True, slots=True)
class CommonOdds:
    """The odds of being selected, group over reference, in the openings that say anything.

    `openings` where both groups applied and some but not all were selected. `ratio`, `low` and `high` (95 %)
    are None where a cell of the whole is empty; `chi_square` (1 degree of freedom, corrected for continuity)
    and `p` are None where no opening says anything.
    """

    openings: int
    ratio: float | None
    low: float | None
    high: float | None
    chi_square: float | None
    p: float | None


def common_odds(openings: Sequence[Opening]) -> CommonOdds:
    """The Mantel-Haenszel odds ratio, its interval after Robins, Breslow & Greenland (1986, Biometrics 42),
    and the test corrected by a half (or by the whole difference where that is less, as R's mantelhaen.test).
    """
    telling = [one for one in openings if _tells(one)]
    if not telling:
        return CommonOdds(0, None, None, None, None, None)
    difference = abs(sum(one.selected - _expected(one) for one in telling))
    corrected = difference - (0.5 if difference >= 0.5 else 0.0)
    statistic = corrected**2 / sum(_variance(one) for one in telling)
    ratio, low, high = _ratio(telling)
    return CommonOdds(len(telling), ratio, low, high, statistic, float(chi2.sf(statistic, 1)))


def _tells(one: Opening) -> bool:
    selected, people = one.selected + one.other_selected, one.people + one.other_people
    return one.people > 0 and one.other_people > 0 and 0 < selected < people


def _expected(one: Opening) -> float:
    return one.people * (one.selected + one.other_selected) / (one.people + one.other_people)


def _variance(one: Opening) -> float:
    """Hypergeometric, the margins being given."""
    n, selected = one.people + one.other_people, one.selected + one.other_selected
    return one.people * one.other_people * selected * (n - selected) / (n * n * (n - 1))


def _ratio(openings: Sequence[Opening]) -> tuple[float, float, float] | tuple[None, None, None]:
    above = below = first = mixed = last = 0.0
    for one in openings:
        n = one.people + one.other_people
        a, d = one.selected, one.other_people - one.other_selected
        b, c = one.people - one.selected, one.other_selected
        r, s, p, q = a * d / n, b * c / n, (a + d) / n, (b + c) / n
        above, below = above + r, below + s
        first, mixed, last = first + p * r, mixed + p * s + q * r, last + q * s
    if above == 0 or below == 0:
        return None, None, None
    variance = first / (2 * above**2) + mixed / (2 * above * below) + last / (2 * below**2)
    middle, half = log(above / below), Z * sqrt(variance)
    return exp(middle), exp(middle - half), exp(min(middle + half, 700.0))
