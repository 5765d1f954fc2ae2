"""What a question's use says of it: figures, thresholds, words. Pure.

The thresholds are rules of thumb for people to look, not laws; where each comes from stands beside it. No
figure is judged below its own minimum: then it is said plainly what is missing. The search's rows hold the
same thresholds in SQL (migrations/_search.py): a change here needs a migration there, and a test tells.
"""

import math
from dataclasses import dataclass

from questionbank.enums import Health

# Ratings before facility is judged: the minimum of calibration, see docs/calibration.md.
MINIMUM_RATINGS = 10
# Candidates before discrimination is judged. With 20, chance alone stays within .44 of zero (95 %).
MINIMUM_CANDIDATES = 20
# Pairs of raters before agreement, and times asked before minutes are judged: our choice.
MINIMUM_PAIRS = 10
MINIMUM_TIMES = 5

# Outside these nearly everybody gets the same, so the question hardly tells people apart. Item analysis has
# several such bands (Crocker & Algina 1986, ch. 14, on p-values); this one is ours.
TOO_HARD, TOO_EASY = 0.2, 0.9
# Below .20 an item is poor and to be rejected or improved (Ebel & Frisbie 1991, ch. 13).
WEAK = 0.2
# Share of pairs of raters within a point: our choice. On four points, two who rate at random reach .63.
LOW_AGREEMENT = 0.8
# Median minutes used as a share of the planned ones: our choice.
SHORT, LONG = 0.5, 1.5
# A net slope that is surely below this: answers hardly follow how good people are. Our choice; it is shown on
# the question's page, and no reason of health beside the raw correlation, which the search's rows know too.
FLAT = 0.5

Z95 = 1.959964


@dataclass(frozen=True)
class Figures:
    """What is known of a question's use; None where nothing is.

    `facility` 0 to 1, `discrimination` -1 to 1, `agreement` 0 to 1; each with the n it rests on.
    """

    n: int = 0
    facility: float | None = None
    discrimination: float | None = None
    discrimination_n: int = 0
    agreement: float | None = None
    agreement_n: int = 0
    minutes: float | None = None
    minutes_n: int = 0
    minutes_planned: int | None = None
    open_flags: int = 0

    @property
    def agreement_percent(self) -> int | None:
        """The agreement as a page says it."""
        return None if self.agreement is None else round(100 * self.agreement)


@dataclass(frozen=True)
class Finding:
    """Why a question needs a look, and what to do about it, in a sentence each."""

    what: str
    advice: str


def findings(figures: Figures) -> list[Finding]:
    """Everything that needs a look, the gravest first; only figures that rest on enough are judged."""
    found = [*_of_discrimination(figures), *_of_facility(figures), *_of_agreement(figures)]
    found += _of_minutes(figures)
    if figures.open_flags:
        what = f"{figures.open_flags} open flag" + ("s" if figures.open_flags > 1 else "")
        found.insert(0, Finding(what, "Read what colleagues found wrong with it, and close or act on it."))
    return found


def health_of(figures: Figures) -> Health:
    """One word: needs a look when anything was found; unknown below the minimum of ratings; else fine."""
    if findings(figures):
        return Health.CHECK
    return Health.GOOD if figures.n >= MINIMUM_RATINGS else Health.UNKNOWN


def missing(figures: Figures) -> list[str]:
    """What is not known yet and how much is missing to it, a sentence each."""
    wanted = (
        ("Facility", figures.n, MINIMUM_RATINGS, "rating"),
        ("Discrimination", figures.discrimination_n, MINIMUM_CANDIDATES, "candidate"),
        ("Agreement", figures.agreement_n, MINIMUM_PAIRS, "pair of raters"),
        ("Minutes used", figures.minutes_n, MINIMUM_TIMES, "time asked"),
    )
    return [
        f"{name}: too little data. It rests on {n} {_many(noun, n)}; {needed - n} more "
        f"{'is' if needed - n == 1 else 'are'} needed."
        for name, n, needed, noun in wanted
        if n < needed
    ]


def slope_words(value: float | None, low: float | None, high: float | None) -> str:
    """How well answers tell people apart, net of who rated and what else was asked; 1 is as others do."""
    if value is None or low is None or high is None:
        return "too little data"
    if high < FLAT:
        return "hardly tells people apart"
    if high < 1:
        return "tells people apart less than others do"
    return "tells people apart more than others do" if low > 1 else "tells people apart as others do"


def correlation_interval(r: float, n: int) -> tuple[float, float] | None:
    """The 95 % interval of a correlation over n pairs (Fisher 1921: tanh(atanh r ± 1.96 / sqrt(n - 3))).

    None below 4 pairs. A correlation of exactly 1 or -1 has an interval of no width.
    """
    if n < 4:
        return None
    if abs(r) >= 1:
        return (r, r)
    half = Z95 / math.sqrt(n - 3)
    return math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half)


def share_interval(share: float, n: int) -> tuple[float, float] | None:
    """The 95 % interval of a share of n (Wilson 1927); None of nothing."""
    if n < 1:
        return None
    middle = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 / (1 + Z95**2 / n) * math.sqrt(share * (1 - share) / n + Z95**2 / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def _of_discrimination(figures: Figures) -> list[Finding]:
    r, n = figures.discrimination, figures.discrimination_n
    if r is None or n < MINIMUM_CANDIDATES or r >= WEAK:
        return []
    what = f"Hardly tells candidates apart: discrimination {r:.2f} over {n} candidates, below {WEAK:.2f}"
    return [Finding(what, "Sharpen its anchors, or ask something else: it takes time and says little.")]


def _of_facility(figures: Figures) -> list[Finding]:
    share, n = figures.facility, figures.n
    if share is None or n < MINIMUM_RATINGS or TOO_HARD <= share <= TOO_EASY:
        return []
    if share < TOO_HARD:
        what = f"Nearly nobody answers it: facility {share:.2f} over {n} ratings, below {TOO_HARD:.2f}"
        return [Finding(what, "Ask it at a higher level, or add hints.")]
    what = f"Nearly everybody answers it: facility {share:.2f} over {n} ratings, above {TOO_EASY:.2f}"
    return [Finding(what, "Ask it at a lower level, or make it a warm-up; has it leaked?")]


def _of_agreement(figures: Figures) -> list[Finding]:
    share, n = figures.agreement, figures.agreement_n
    if share is None or n < MINIMUM_PAIRS or share >= LOW_AGREEMENT:
        return []
    what = f"Raters disagree: {share:.0%} of {n} pairs are within a point, below {LOW_AGREEMENT:.0%}"
    return [Finding(what, "Write anchors that two people read the same way.")]


def _of_minutes(figures: Figures) -> list[Finding]:
    used, planned, n = figures.minutes, figures.minutes_planned, figures.minutes_n
    if used is None or not planned or n < MINIMUM_TIMES or SHORT * planned <= used <= LONG * planned:
        return []
    more = "longer" if used > planned else "less time"
    what = f"Takes {more} than planned: median {used:.0f} of {planned} minutes over {n} times"
    return [Finding(what, "Change its minutes, so that loops are planned with what it takes.")]


def _many(noun: str, n: int) -> str:
    return (
        noun
        if n == 1
        else noun.replace("pair", "pairs").replace("time ", "times ")
        + ("" if noun.startswith(("pair", "time")) else "s")
    )
