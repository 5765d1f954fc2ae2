"""What a run hands back: measures with their honesty, subsets, statements; all of it fit for JSON."""

from dataclasses import asdict, dataclass, field
from typing import Any

from scoring.calibration.settings import CODE_VERSION, Settings

PLURALS = {
    "candidate": "candidates",
    "interviewer": "interviewers",
    "question": "questions",
    "criterion": "criteria",
    "topic": "topics",
    "level": "levels",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of one element (or one topic or level), in points of the scale.

    `n` ratings, of `candidates` people, by `interviewers` people; `mean` and `spread` (standard deviation)
    are raw. `severity` is the contrast with the mean of the element's connected subset, net of the other
    facets and shrunk towards 0: POSITIVE MEANS HARSHER (interviewer) or HARDER (question, criterion, topic,
    level), that is lower scores than the same candidates get elsewhere; `se`, `low` and `high` belong to it.
    For a candidate severity is None, and se, low and high belong to `fair`. `fair` is the fair average: the
    score expected if the other facets were average for the subset. `enough` is False where nothing beyond the
    raw figures may be said; then every adjusted figure is None and `note` says why in words. Measures of one
    facet may be compared only where `subset` is the same.
    """

    facet: str
    key: str
    n: int
    candidates: int
    interviewers: int
    mean: float
    spread: float | None
    severity: float | None
    se: float | None
    low: float | None
    high: float | None
    fair: float | None
    enough: bool
    subset: int | None
    note: str

    def as_json(self) -> dict[str, Any]:
        """The fields, with the names of the engine's JSON: `id` for the key, `fair_average` for fair."""
        values = asdict(self)
        del values["facet"]
        return {"id": values.pop("key"), "fair_average": values.pop("fair"), **values}


@dataclass(frozen=True, slots=True)
class Subset:
    """Elements of one facet that may be compared with each other, and with no others."""

    facet: str
    number: int
    keys: tuple[str, ...]
    ratings: int


@dataclass(frozen=True)
class Result:
    """One run. `fitted` is False where the ratings allow no fit; `refused` then says why, and only raw
    figures stand.

    `variance` holds the variance of each facet and of the error (score points squared); facets that cannot be
    told apart share one entry named after both ("question and criterion"). `measures` maps candidate,
    interviewer, question, criterion and, where given, topic and level to measures in order of key.
    """

    settings: Settings
    n: int
    refused: str
    statements: tuple[str, ...]
    measures: dict[str, tuple[Measure, ...]] = field(default_factory=dict)
    subsets: tuple[Subset, ...] = ()
    mean: float | None = None
    variance: dict[str, float] = field(default_factory=dict)
    reml: float | None = None
    converged: bool = False
    iterations: int = 0
    code_version: str = CODE_VERSION

    @property
    def fitted(self) -> bool:
        """Whether there are adjusted figures at all."""
        return not self.refused

    @property
    def model(self) -> str:
        """The name of the model that was fitted."""
        return self.settings.model

    def measure(self, facet: str, key: str) -> Measure:
        """The measure of one element; KeyError where the ratings do not hold it."""
        for measure in self.measures.get(facet, ()):
            if measure.key == key:
                return measure
        raise KeyError(f"no {facet} {key!r} in this run")

    def refusal(self, facet: str, first: str, second: str) -> str:
        """Why two elements of a facet may not be compared, in a sentence; empty where they may."""
        one, other = self.measure(facet, first), self.measure(facet, second)
        for measure in (one, other):
            if not measure.enough:
                return f"{measure.key} cannot be compared: {measure.note}."
        if one.subset != other.subset:
            return (
                f"{first} and {second} cannot be compared: they are in subsets {one.subset} and "
                f"{other.subset} of the {PLURALS[facet]}, and nothing in the ratings links the two."
            )
        return ""

    def as_json(self) -> dict[str, Any]:
        """Plain values fit for json.dumps, never NaN or infinity."""
        return {
            "model": self.model,
            "code_version": self.code_version,
            "settings": self.settings.as_json(),
            "n": self.n,
            "fitted": self.fitted,
            "refused": self.refused,
            "statements": list(self.statements),
            "converged": self.converged,
            "iterations": self.iterations,
            "mean": self.mean,
            "variance": dict(self.variance),
            "reml": self.reml,
            "subsets": [asdict(subset) | {"keys": list(subset.keys)} for subset in self.subsets],
            "elements": {name: [m.as_json() for m in measures] for name, measures in self.measures.items()},
        }
