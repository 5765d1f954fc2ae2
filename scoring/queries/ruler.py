"""Everything of a run on one ruler: candidates in total only, interviewers for those who read of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from scoring.enums import Facet
from scoring.models import CalibrationRun
from scoring.queries.calibration import NamedMeasure, facts_of, lowest_fitted, measures_of
from scoring.queries.calibration_tables import PLURALS

SHOWN = (Facet.INTERVIEWER, Facet.QUESTION, Facet.CRITERION)


@dataclass(frozen=True)
class Range:
    """Where the `n` elements of one facet stand, in logits; of what the reader may not know, how many alone.

    `measures` only of what the reader may know one by one.
    """

    facet: Facet
    n: int
    logits: tuple[float, ...] = ()
    measures: tuple[NamedMeasure, ...] = ()
    subsets: int = 1

    @property
    def label(self) -> str:
        """The facet in the plural."""
        return PLURALS[self.facet].capitalize()

    @property
    def low(self) -> float | None:
        """The lowest, None of nothing."""
        return min(self.logits, default=None)

    @property
    def high(self) -> float | None:
        """The highest."""
        return max(self.logits, default=None)

    @property
    def mean(self) -> float | None:
        """The plain mean."""
        return fmean(self.logits) if self.logits else None


@dataclass(frozen=True)
class RulerData:
    """One run's facets, and the steps of the scale in logits, centred on 0."""

    facts: CalibrationRun
    ranges: tuple[Range, ...]
    thresholds: tuple[float, ...]
    lowest: int

    @property
    def apart(self) -> list[Range]:
        """The facets that fall into several connected subsets."""
        return [one for one in self.ranges if one.subsets > 1]


def ruler_of(run: CalibrationRun, facets: Sequence[Facet]) -> RulerData:
    """`facets` are those that the reader may read one by one; of others they learn how many there are.

    Candidates come as bare numbers of the full run. Seven queries, however many rows.
    """
    facts = facts_of(run)
    people = facts.measures.filter(facet=Facet.CANDIDATE, logit__isnull=False).order_by("logit")
    candidates = tuple(value for value in people.values_list("logit", flat=True) if value is not None)
    ranges = [Range(Facet.CANDIDATE, len(candidates), candidates)]
    for facet in SHOWN:
        named = [one for one in measures_of(run, facet) if one.measure.logit is not None]
        logits = tuple(one.measure.logit for one in named if one.measure.logit is not None)
        subsets = len({one.measure.subset for one in named})
        told = facet in facets
        ranges.append(Range(facet, len(named), logits if told else (), tuple(named) if told else (), subsets))
    lowest = lowest_fitted(facts)
    return RulerData(facts, tuple(ranges), tuple(facts.summary.get("thresholds") or ()), lowest)
