"""What is known of a question as the numbers that the assembly weighs. Plain formulas, each with its source.

Points are those of the rating scale: 1 well below the bar, 2 below, 3 at, 4 above.
"""

from dataclasses import dataclass

LOWEST, HIGHEST = 1, 4
BAR = 3.0  # where nobody set another: "at the bar"
# Points by which a curator's easy and hard lie off the mean question, as long as nothing was measured: our
# choice, with an error that says how little it is worth.
CURATED = {1: -0.5, 2: 0.0, 3: 0.5}
CURATED_ERROR = 0.5
Z95 = 1.959964
# Discrimination is taken to be this until data say otherwise: .30 is "reasonably good" (Ebel & Frisbie 1991,
# ch. 13). It counts like as many candidates as health.py asks for before it judges one.
USUAL_DISCRIMINATION, WORTH_OF_USUAL = 0.3, 20
FULL_DISCRIMINATION = 0.6  # as much as one question of a dozen is seen to reach: counts as all there is
# How far the slopes of questions lie from 1 before data say so, as a standard deviation: our choice.
SLOPES_APART = 0.3
# A question is half as fresh after so many of these: our choice, for a bank that is asked some times a week.
HALVED_BY_ASKED, HALVED_BY_READERS, HALVED_BY_FLAGS, HALVED_BY_LEAKS = 10, 40, 2, 1


@dataclass(frozen=True)
class Measured:
    """What calibration says of a question; None where it says nothing. `enough`: the difficulty counts."""

    difficulty: float | None = None
    low: float | None = None
    high: float | None = None
    discrimination: float | None = None
    discrimination_n: int = 0
    slope: float | None = None  # net of who rated and what else was asked; 1: as questions in general
    slope_low: float | None = None
    slope_high: float | None = None
    enough: bool = False


@dataclass(frozen=True)
class Met:
    """How much a question has been around lately: asked or promised, its answer read; open flags, leaks."""

    asked: int = 0
    readers: int = 0
    flags: int = 0
    leaks: int = 0


def hardness(measured: Measured, curated: int | None) -> tuple[float, float]:
    """Points above the mean question, and its standard error: measured where that rests on enough.

    The error is the measured 95 % interval's half-width over 1.96. Otherwise what the curator says.
    """
    if measured.enough and measured.difficulty is not None:
        if measured.low is None or measured.high is None:
            return measured.difficulty, CURATED_ERROR
        return measured.difficulty, (measured.high - measured.low) / (2 * Z95)
    return CURATED.get(curated or 2, 0.0), CURATED_ERROR


def discrimination(measured: Measured) -> float:
    """Correlation with the candidate's other ratings, drawn to the usual one by as little as it rests on.

    (n r + 20 · 0.3) / (n + 20): a weighted mean, as in empirical Bayes (Efron & Morris 1975).
    """
    n = measured.discrimination_n if measured.discrimination is not None else 0
    told = n * (measured.discrimination or 0.0)
    return (told + WORTH_OF_USUAL * USUAL_DISCRIMINATION) / (n + WORTH_OF_USUAL)


def telling(measured: Measured) -> float:
    """How well an answer tells people apart, 0 to 1; half for a usual question.

    By the net slope of the last calibration run where that is known: half its square, as the information of
    a rating goes with the square of its slope (Muraki 1993), the slope being drawn to 1 by as little as is
    known of it: 1 + (slope - 1) s² / (s² + error²), s = 0.3 (Efron & Morris 1975). Else by the raw
    correlation as a share of .6, which has the severity of who rated in it.
    """
    slope, low, high = measured.slope, measured.slope_low, measured.slope_high
    if slope is None or low is None or high is None:
        return min(1.0, max(0.0, discrimination(measured) / FULL_DISCRIMINATION))
    error = (high - low) / (2 * Z95)
    drawn = 1 + (slope - 1) * SLOPES_APART**2 / (SLOPES_APART**2 + error**2)
    return min(1.0, max(0.0, drawn) ** 2 / 2)


def information(measured: Measured, hard: float, error: float, bar: float = BAR) -> float:
    """How much an answer tells about somebody at the bar, 0 to 1: fit of the difficulty times `telling`.

    A rating is taken as three trials, each won with the share p = (bar - hardness - 1) / 3 by somebody at the
    bar (Andrich 1978, binomial trials); their Fisher information goes like p (1 - p) (Rasch 1960), 1 at its
    best when multiplied by 4. What is not known of the difficulty is taken off: the mean of p (1 - p) over
    the error is p (1 - p) - (error / 3)².
    """
    steps = HIGHEST - LOWEST
    share = min(1.0, max(0.0, (bar - hard - LOWEST) / steps))
    fit = max(0.0, 4 * (share * (1 - share) - (error / steps) ** 2))
    return fit * telling(measured)


def freshness(met: Met) -> float:
    """How little a question has been met outside, 1 to 0.

    Halved by every 10 times it was asked or reserved lately and every 40 people who read its answer, by every
    2 open flags, and by every report that it had leaked.
    """
    halvings = met.asked / HALVED_BY_ASKED + met.readers / HALVED_BY_READERS
    halvings += met.flags / HALVED_BY_FLAGS + met.leaks / HALVED_BY_LEAKS
    return float(0.5**halvings)


def priority(curators: int) -> float:
    """The curators' -1, 0, 1 as 0, 0.5, 1."""
    return (curators + 1) / 2
