"""What a calibration run is told beforehand: the scale, the minimum, the interval, the model."""

from dataclasses import asdict, dataclass
from statistics import NormalDist

# Part of every digest: raised whenever the same ratings could give other numbers.
CODE_VERSION = "rating-scale-1"

MODELS = ("rating-scale", "linear")
# Points of the scale that a model takes. The linear one has no parameter a point; its scores are bytes.
MOST_POINTS = {"rating-scale": 10, "linear": 127}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run; refuses (ValueError) what makes no sense.

    `lowest` and `highest` are the ends of the scale, both whole numbers. `minimum_ratings` is how many
    ratings an element needs before anything beyond its raw mean is said of it, and how many ratings the whole
    needs beyond its unknowns. `interval` is the level of the intervals. `robust` leaves the ratings of
    interviewers with a flagged signal out of the fit and measures them against the rest (see robust).
    """

    lowest: int = 1
    highest: int = 4
    minimum_ratings: int = 10
    interval: float = 0.95
    model: str = "rating-scale"
    robust: bool = False

    def __post_init__(self) -> None:
        for name in ("lowest", "highest", "minimum_ratings"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int):
                raise ValueError(f"{name} must be a whole number, not {value!r}")
        if not -(10**6) <= self.lowest < self.highest <= 10**6:
            raise ValueError(f"the scale must run upwards, not from {self.lowest} to {self.highest}")
        if self.minimum_ratings < 1:
            raise ValueError(f"minimum_ratings must be at least 1, not {self.minimum_ratings}")
        if not 0 < self.interval < 1:
            raise ValueError(f"interval must lie between 0 and 1, not {self.interval!r}")
        if not isinstance(self.robust, bool):
            raise ValueError(f"robust must be true or false, not {self.robust!r}")
        if self.model not in MODELS:
            raise ValueError(f"model must be one of {', '.join(MODELS)}, not {self.model!r}")
        if self.highest - self.lowest >= MOST_POINTS[self.model]:
            scale, most = f"{self.lowest} to {self.highest}", MOST_POINTS[self.model]
            raise ValueError(f"the scale {scale} is too long: this model takes at most {most} points")

    @property
    def z(self) -> float:
        """Half the interval's width in standard errors (1.96 for .95)."""
        return NormalDist().inv_cdf(0.5 + self.interval / 2)

    def as_json(self) -> dict[str, int | float | str]:
        """Plain values only, fit for json.dumps; `Settings(**value)` gives the same settings back."""
        return asdict(self)
