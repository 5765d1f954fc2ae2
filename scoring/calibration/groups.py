"""Topics and levels: described, not modelled. Their questions carry the difficulty; here it is averaged."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from scoring.calibration.design import Design, Floats, Ints
from scoring.calibration.measures import Fitted, Reasons, unfitted
from scoring.calibration.result import Elements
from scoring.calibration.settings import Settings
from scoring.calibration.statements import too_little


@dataclass(frozen=True, eq=False)
class _Shares:
    """Ratings by pair of group and question, and where each pair's question stands."""

    group: Ints
    question: Ints
    n: Floats
    subset: Ints


def measure_group(
    design: Design, raw: Elements, fitted: Fitted | None, reasons: Reasons, settings: Settings
) -> Elements:
    """The net difficulty of each topic (or level); rows without one are left out.

    That is the mean of its questions' measures, weighted by ratings, less that of all ratings in the same
    subset of questions. Its interval takes questions as the sample (a linearised difference of ratio means,
    clustered by question; Cochran 1977, ch. 6 and 9) with Student's t.
    """
    refused = reasons.refused
    if fitted is None or "question" not in fitted.design.facets:
        refused = refused or reasons.lost.get("question", "there are no questions")
        return _named(unfitted(raw, Reasons(refused, {}, reasons.minimum)))
    shares = _shares(design, raw.facet, fitted)
    lone, subset = _subsets(shares, len(raw))
    figures = _figures(shares, subset, fitted, settings)
    notes: dict[int, str] = {}
    for place in range(len(raw)):
        if raw.n[place] < reasons.minimum:
            notes[place] = too_little(int(raw.n[place]), reasons.minimum)
        elif lone[place] > 1:
            notes[place] = (
                f"not estimated: its questions lie in {lone[place]} subsets that cannot be compared"
            )
        elif np.isnan(figures["severity"][place]):
            notes[place] = f"not estimated: fewer than two questions, or no other {raw.facet} to compare with"
    return _named(replace(raw.showing(figures, notes), subset=np.where(lone == 1, subset, 0)))


def _named(elements: Elements) -> Elements:
    """Without the group of rows that have none."""
    if "" not in elements.keys[:1]:
        return elements
    columns = {name: value[1:] for name, value in vars(elements).items() if isinstance(value, np.ndarray)}
    notes = {place - 1: note for place, note in elements.notes.items() if place}
    return Elements(facet=elements.facet, keys=elements.keys[1:], notes=notes, **columns)


def _shares(design: Design, name: str, fitted: Fitted) -> _Shares:
    questions, groups = design.facets["question"], design.groups[name]
    pair = groups.codes.astype(np.int64) * questions.size + questions.codes
    found, n = np.unique(pair, return_counts=True)
    question = found % questions.size
    return _Shares(
        found // questions.size, question, n.astype(np.float64), fitted.subset_of["question"][question]
    )


def _subsets(shares: _Shares, size: int) -> tuple[Ints, Ints]:
    """In how many subsets of questions each group's questions lie, and which is the first."""
    count = int(shares.subset.max()) + 1
    met = np.unique(shares.group * count + shares.subset)
    first = np.zeros(size, dtype=np.int64)
    first[met[::-1] // count] = met[::-1] % count
    return np.bincount(met // count, minlength=size), first


def _figures(shares: _Shares, subset: Ints, fitted: Fitted, settings: Settings) -> dict[str, Floats]:
    """Difficulty in logits and points with its interval; NaN where one question, or the whole subset, makes
    up the group."""
    level = (fitted.fit.effects["question"] - fitted.mean_of("question"))[shares.question]
    weights = shares.n
    own_n: Floats = np.bincount(shares.group, weights).astype(np.float64)
    all_n: Floats = np.bincount(shares.subset, weights).astype(np.float64)
    own = np.bincount(shares.group, weights * level) / own_n
    overall = np.bincount(shares.subset, weights * level) / np.maximum(all_n, 1)
    usable = all_n[subset] > own_n
    count = np.bincount(shares.group)
    usable &= count > 1
    difficulty = np.where(usable, own - overall[subset], np.nan)
    error = np.where(usable, np.sqrt(_variance(shares, subset, level, own, overall, own_n, all_n)), np.nan)
    half = special.stdtrit(np.maximum(count - 1, 1), 0.5 + settings.interval / 2) * error
    neutral = _by_subset(fitted)[subset]
    expected = fitted.scales.expected
    usual = expected(neutral)

    def points(logits: Floats) -> Floats:
        return usual - expected(neutral - np.nan_to_num(logits))

    ends = {"low": points(difficulty - half), "high": points(difficulty + half)}
    return {
        "logit": difficulty,
        "logit_se": error,
        "severity": np.where(usable, points(difficulty), np.nan),
        **{name: np.where(usable, values, np.nan) for name, values in ends.items()},
    }


def _by_subset(fitted: Fitted) -> Floats:
    """Where a rating on an average question stands, by subset of questions from 1."""
    at = fitted.others_at("question") - fitted.mean_of("question")
    found = np.zeros(int(fitted.subset_of["question"].max()) + 1)
    found[fitted.subset_of["question"]] = at
    return found


def _variance(
    shares: _Shares, subset: Ints, level: Floats, own: Floats, overall: Floats, own_n: Floats, all_n: Floats
) -> Floats:
    """Sum of squared influences of each group's questions and of the others in its subset."""
    count = np.bincount(shares.group)
    # A question's pull on the group's mean and, as part of it, on the subset's.
    within = shares.n * ((level - own[shares.group]) / own_n[shares.group])
    outside = shares.n * (level - overall[shares.subset]) / all_n[shares.subset]
    both = np.bincount(shares.group, (within - outside) ** 2)
    rest = np.bincount(shares.subset, outside**2, minlength=all_n.size)[subset] - np.bincount(
        shares.group, outside**2
    )
    return np.asarray((both + np.maximum(rest, 0)) * count / np.maximum(count - 1, 1))
