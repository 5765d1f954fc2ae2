"""Topics and levels: described, not modelled. Their questions carry the difficulty; here it is averaged."""

import numpy as np
from numpy.typing import NDArray
from scipy import special

from scoring.calibration.design import Design, Facet, Floats, Ints
from scoring.calibration.measures import distinct, spreads
from scoring.calibration.prediction import within_candidates
from scoring.calibration.reml import Fit
from scoring.calibration.result import Measure
from scoring.calibration.settings import Settings
from scoring.calibration.statements import too_little
from scoring.calibration.subsets import Partition


def measure_group(
    design: Design, group: Facet, questions: Partition, fit: Fit | None, refused: str, settings: Settings
) -> tuple[Measure, ...]:
    """n, mean, spread and net difficulty of each topic (or level); rows without one are left out.

    Net difficulty is how much lower the scores are, net of candidate, interviewer and criterion, than those
    of all ratings of the same subset of questions. Its interval takes questions as the sample (a linearised
    difference of ratio means, clustered by question; Cochran 1977, ch. 6 and 9) with Student's t.
    """
    net = design.score - _effects(design, fit) if fit else design.score
    subset_of_row = questions.number[design.facets["question"].codes]
    people = distinct(group, design.facets["candidate"])
    judges = distinct(group, design.facets["interviewer"])
    means, spread = group.means(design.score), spreads(group, design.score)
    made = []
    for place, key in enumerate(group.keys):
        if not key:
            continue
        rows = group.codes == place
        n, subsets = int(group.counts[place]), np.unique(subset_of_row[rows])
        reason = _reason(group.name, n, subsets, refused, settings)
        figures = (
            None if reason else _net_difficulty(design, rows, subset_of_row == subsets[0], net, settings)
        )
        if figures is None and not reason:
            reason = f"not estimated: fewer than two questions, or no other {group.name} to compare with"
        severity, se, low, high = figures or (None, None, None, None)
        made.append(
            Measure(
                facet=group.name,
                key=key,
                n=n,
                candidates=int(people[place]),
                interviewers=int(judges[place]),
                mean=float(means[place]),
                spread=float(spread[place]) if n > 1 else None,
                severity=severity,
                se=se,
                low=low,
                high=high,
                fair=None,
                enough=not reason,
                subset=int(subsets[0]) if subsets.size == 1 else None,
                note=reason,
            )
        )
    return tuple(made)


def _effects(design: Design, fit: Fit) -> Floats:
    total = np.zeros(design.n)
    for name, effect in within_candidates(fit).effects().items():
        if name != "question":
            total += effect[design.facets[name].codes]
    return total


def _reason(name: str, n: int, subsets: Ints, refused: str, settings: Settings) -> str:
    if n < settings.minimum_ratings:
        return too_little(n, settings.minimum_ratings)
    if refused:
        return f"not estimated: {refused}"
    if subsets.size > 1:
        return f"not estimated: its questions lie in {subsets.size} subsets that cannot be compared"
    return ""


def _net_difficulty(
    design: Design, rows: NDArray[np.bool_], within: NDArray[np.bool_], net: Floats, settings: Settings
) -> tuple[float, float, float, float] | None:
    """(difficulty, se, low, high); None where one question, or the whole subset, makes up the group."""
    question = design.facets["question"]
    count = np.unique(question.codes[rows]).size
    if count < 2 or int(rows.sum()) == int(within.sum()):
        return None
    own, overall = net[rows].mean(), net[within].mean()
    influence = np.where(within, overall - net, 0.0) / within.sum()
    influence[rows] += (net[rows] - own) / rows.sum()
    se = float(np.sqrt((question.sums(influence) ** 2).sum() * count / (count - 1)))
    half = float(special.stdtrit(count - 1, 0.5 + settings.interval / 2)) * se
    difficulty = float(overall - own)
    return difficulty, se, difficulty - half, difficulty + half
