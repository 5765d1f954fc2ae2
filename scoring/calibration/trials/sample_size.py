"""How many units an experiment needs, said beforehand."""

from math import ceil, sqrt
from statistics import NormalDist

ALPHA, POWER = 0.05, 0.80


def for_shares(first: float, second: float, *, alpha: float = ALPHA, power: float = POWER) -> int:
    """Units in each of two equal arms to tell two shares apart (Fleiss 1981, no continuity correction).

    ValueError unless both lie between 0 and 1 and differ.
    """
    if not (0 < first < 1 and 0 < second < 1) or first == second:
        raise ValueError("two different shares between 0 and 1 are needed")
    sure, able = _quantiles(alpha, power)
    middle = (first + second) / 2
    spread = sure * sqrt(2 * middle * (1 - middle))
    spread += able * sqrt(first * (1 - first) + second * (1 - second))
    return ceil((spread / (first - second)) ** 2)


def for_means(difference: float, sd: float, *, alpha: float = ALPHA, power: float = POWER) -> int:
    """Units in each of two equal arms to tell two means apart; a quarter of z squared is added for the
    estimated spread (Guenther 1981, The American Statistician 35).

    ValueError unless the difference is not 0 and the standard deviation positive.
    """
    if difference == 0 or sd <= 0:
        raise ValueError("a difference other than 0 and a positive standard deviation are needed")
    sure, able = _quantiles(alpha, power)
    return ceil(2 * ((sure + able) * sd / difference) ** 2 + sure**2 / 4)


def design_effect(size: float, correlation: float, *, variation: float = 0.0) -> float:
    """How many times more units are needed where whole interviewers are assigned (Kish 1965).

    `size` ratings an interviewer on average, `correlation` within one, `variation` the coefficient of
    variation of their numbers (Eldridge, Ashby & Kerry 2006): 1 + ((1 + cv^2) m - 1) rho. ValueError for a
    size below 1 or a correlation outside 0 to 1.
    """
    if size < 1 or not 0 <= correlation <= 1 or variation < 0:
        raise ValueError("a cluster has 1 unit or more, a correlation from 0 to 1, a variation of 0 or more")
    return 1 + ((1 + variation**2) * size - 1) * correlation


def _quantiles(alpha: float, power: float) -> tuple[float, float]:
    if not (0 < alpha < 1 and 0 < power < 1):
        raise ValueError("alpha and power lie between 0 and 1")
    normal = NormalDist()
    return normal.inv_cdf(1 - alpha / 2), normal.inv_cdf(power)
