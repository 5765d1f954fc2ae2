"""What calibration says of a question and of the scale, in words. Pure: numbers in, words out."""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.level_bar import BAR, Reach

FEW, NOISY = 10, 2.0  # ratings of a point, and its outfit, from which on it is looked at (Linacre 2002)


def bar_words(expected: Reach | None) -> str:
    """A question against its level: "0.4 harder than its level"."""
    if expected is None:
        return "nothing to compare with yet"
    if expected.low <= BAR <= expected.high:
        return "as hard as its level"
    away = abs(expected.value - BAR)
    return f"{away:.1f} {'harder' if expected.value < BAR else 'easier'} than its level"


def missing_words(n: int, minimum: int) -> str:
    """How much is missing until something may be said."""
    more = minimum - n
    if more <= 0:
        return "too little data"
    return f"too little data: {n} rating{'' if n == 1 else 's'}, {more} more needed"


def never_most_likely(thresholds: Sequence[float]) -> list[int]:
    """Which points, counted from 0, are nowhere on the ruler the most likely one.

    With S the running sums of the thresholds, point k is the most likely somewhere only if it lies on the
    lower convex hull of S: the steepest way up to it is less steep than the flattest way on from it. For
    neighbours alone that is the order of thresholds (Andrich 1978; Linacre 2002).
    """
    sums = [0.0]
    for threshold in thresholds:
        sums.append(sums[-1] + threshold)
    hidden = []
    for k in range(1, len(sums) - 1):
        up = max((sums[k] - sums[j]) / (k - j) for j in range(k))
        on = min((sums[j] - sums[k]) / (j - k) for j in range(k + 1, len(sums)))
        if up >= on:
            hidden.append(k)
    return hidden


def order_words(thresholds: Sequence[float], lowest: int) -> str:
    """Whether the steps of the scale come in order."""
    if not thresholds:
        return "No thresholds: nothing was fitted."
    hidden = [str(lowest + k) for k in never_most_likely(thresholds)]
    if not hidden:
        return "In order: each point is the most likely one somewhere on the ruler."
    if len(hidden) == 1:
        return f"Disordered: point {hidden[0]} is never the most likely."
    return f"Disordered: points {', '.join(hidden[:-1])} and {hidden[-1]} are never the most likely."


def category_words(category: Mapping[str, Any]) -> str:
    """What to look at in the use of one point; empty where nothing is."""
    said = []
    if category["n"] < FEW:
        said.append(f"given {category['n']} times, {FEW} are needed")
    if category.get("ordered") is False:
        said.append("out of order")
    if (category.get("outfit") or 0) >= NOISY:
        said.append("given where it is not expected")
    return "; ".join(said)


def halo_words(value: float | None) -> str:
    """How much two criteria move together beyond what one person's level explains: a correlation."""
    if value is None:
        return "–"
    if value < 0.1:
        return "apart"
    return "a little" if value < 0.3 else "much" if value < 0.5 else "nearly one"


def reliability_words(facet: str, figures: Mapping[str, Any]) -> str:
    """What separation says of one facet, in a sentence. Interviewers should not differ, questions may."""
    if figures.get("strata") is None or figures.get("reliability") is None:
        return "Too little data."
    levels = int(figures["strata"])
    if figures.get("elements"):  # strata suppose many elements, and may come out as more than there are
        levels = min(levels, figures["elements"])
    if facet == "interviewer":
        if levels < 2:
            return "They are about equally severe, as far as these ratings can tell."
        return f"They differ: {levels} groups of severity can be told apart."
    if levels < 2:
        return "They cannot be told apart by these ratings."
    return f"{levels} groups can be told apart."
