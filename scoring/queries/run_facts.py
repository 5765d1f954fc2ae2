"""What a run found out beside the measures, as far as the reader may read it: never single ratings."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from scoring.enums import Facet
from scoring.models import CalibrationRun
from scoring.queries.calibration import facts_of
from scoring.queries.calibration_tables import statements_of


@dataclass(frozen=True)
class RunFacts:
    """Of a full run; see CalibrationRun.summary for the shapes. Empty where it was refused."""

    statements: list[str]
    variance: dict[str, float]
    thresholds: list[float]
    agreement: dict[str, Any]
    reliability: dict[str, dict[str, Any]]
    categories: list[dict[str, Any]]
    halo: dict[str, Any]
    subsets: list[dict[str, Any]]


def run_facts(run: CalibrationRun, facets: Collection[Facet]) -> RunFacts:
    """Of the run, or of the full run that an increment carries on, about these facets. No query if its base
    is loaded.

    Variances and reliabilities are of whole facets and tell nothing of anybody, so all of them are there.
    """
    facts = facts_of(run)
    summary = facts.summary
    return RunFacts(
        statements=statements_of(facts, tuple(facets)),
        variance=summary.get("variance") or {},
        thresholds=summary.get("thresholds") or [],
        agreement=summary.get("agreement") or {},
        reliability=summary.get("reliability") or {},
        categories=summary.get("categories") or [],
        halo=summary.get("halo") or {},
        subsets=[one for one in summary.get("subsets") or [] if one["facet"] in facets],
    )
