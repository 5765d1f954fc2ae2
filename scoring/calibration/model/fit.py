"""What a fit is: the estimates of the rating-scale model, before anything is said of them."""

from dataclasses import dataclass, field

from scoring.calibration.design import Floats

# candidate counts up, the others down: location = candidate - interviewer - question - criterion
SIGNS = {"candidate": 1.0, "interviewer": -1.0, "question": -1.0, "criterion": -1.0}


class NotFitted(ValueError):
    """The ratings allow no fit; the message says why, as the end of a sentence."""


@dataclass(frozen=True, eq=False)
class Fit:
    """Estimates of log P(k)/P(k-1) = candidate - interviewer - question - criterion - thresholds[k-1].

    In logits. `effects` by facet and element, each facet's prior mean 0; `thresholds` of the steps, their
    mean being the location of the whole (not centred); `variances` of the facets' normal priors;
    `information` by facet and element, the sum of the variances of its ratings (without the prior); `errors`
    by facet and element, the standard error of the contrast with the mean of the element's subset
    (candidates: of the measure). `iterations` of the outer loop; `converged`: the last one moved no estimate
    by more than `state.STILL`.
    """

    effects: dict[str, Floats]
    thresholds: Floats
    variances: dict[str, float]
    information: dict[str, Floats]
    iterations: int
    converged: bool
    errors: dict[str, Floats] = field(default_factory=dict)
