"""Where a fit stands between two rounds, and the rounds' common steps."""

from dataclasses import dataclass, replace

import numpy as np

from scoring.calibration.design import Design, Floats
from scoring.calibration.model.fit import SIGNS, Fit
from scoring.calibration.model.layout import Layout
from scoring.calibration.model.newton import STEPS, Normal, Parts
from scoring.calibration.model.passes import Place, pass_over
from scoring.calibration.model.variances import next_variance

STILL = 3e-4  # logits: a round that moves nothing by more is the last; it leaves a fifth of that
# Near the end a Newton step falls short by a sixth, for it knows nothing of the curvature of the correction.
LENGTHENED = 1.17
ONES = dict.fromkeys(SIGNS, 1.0)
# A candidate may be taken as anybody at all; the trace of a prior keeps the equations solvable.
FLAT_VARIANCE = 100.0


@dataclass(frozen=True, eq=False)
class State:
    """The estimates, the variances of the priors, the posterior variances of the elements."""

    effects: Parts
    thresholds: Floats
    variances: dict[str, float]
    spread: Parts

    @classmethod
    def of(cls, fit: Fit) -> "State":
        """Where a fit ended."""
        spread = {
            name: 1 / (information + 1 / fit.variances[name]) for name, information in fit.information.items()
        }
        return cls(fit.effects, fit.thresholds, fit.variances, spread)

    def look(self, design: Design, layout: Layout, near: Normal | None = None) -> Normal:
        """One pass over the ratings, and the equations of the next step.

        Given equations of nearby, what concerns the curvature of the thresholds is taken from there: it only
        steers the step.
        """
        place = Place(
            layout.by_interview(self.effects, SIGNS),
            layout.by_item(self.effects, SIGNS),
            layout.by_interview(self.spread, ONES),
            layout.by_item(self.spread, ONES),
            self.thresholds,
        )
        precisions = {name: 1 / variance for name, variance in self.variances.items()}
        sums = pass_over(design, layout, place, short=near is not None)
        return Normal(layout, sums, self.effects, self.thresholds, precisions, near)

    def moved(self, step: Parts, share: float = 1.0) -> "State":
        """After that share of a step; each facet's effects sum to 0 again, the thresholds take the rest."""
        thresholds = self.thresholds + share * step.get(STEPS, 0.0)
        effects = dict(self.effects)
        for name in [name for name in effects if name in step]:
            values = effects[name] + share * step[name]
            mean = float(values.mean())
            effects[name], thresholds = values - mean, thresholds - SIGNS[name] * mean
        return replace(self, effects=effects, thresholds=thresholds)

    def weighed(self, information: Parts, names: list[str]) -> "State":
        """With the variances of these facets, and the posterior variances of all, estimated anew."""
        variances = dict(self.variances)
        for name in names:
            variances[name] = next_variance(self.effects[name], information[name], variances[name])
        spread = {name: 1 / (information[name] + 1 / variances[name]) for name in variances}
        return replace(self, variances=variances, spread=spread)

    def flat(self, information: Parts) -> "State":
        """With candidates as fixed unknowns: no prior, and the correction against bias that belongs to those.

        The residuals' correction is minus v/2 kappa3 for an unknown that is fixed (Firth 1993, Biometrika 80;
        for a person's measure: Warm 1989, Psychometrika 54), plus for one drawn from a prior: hence the sign.
        """
        variances = self.variances | {"candidate": FLAT_VARIANCE}
        spread = self.spread | {"candidate": -1 / (information["candidate"] + 1 / FLAT_VARIANCE)}
        return replace(self, variances=variances, spread=spread)


def length(step: Parts) -> float:
    """The largest move of any one estimate."""
    return max((float(np.abs(values).max()) for values in step.values()), default=0.0)
