"""Everything there is to find out about ratings that have been fitted, in one pass over them."""

from typing import Any

import numpy as np

from scoring.calibration.design import Design, Floats, Ints
from scoring.calibration.diagnosis.category_use import CategoryUse, category_statements
from scoring.calibration.diagnosis.diagnostics import Diagnostics
from scoring.calibration.diagnosis.discrimination import question_discrimination
from scoring.calibration.diagnosis.element_sums import ElementSums
from scoring.calibration.diagnosis.fit_statistics import fit_statistics
from scoring.calibration.diagnosis.halo_matrix import HaloMatrix
from scoring.calibration.diagnosis.interactions import interactions
from scoring.calibration.diagnosis.interviewer_sums import InterviewerSums
from scoring.calibration.diagnosis.rater_agreement import RaterAgreement
from scoring.calibration.diagnosis.reliability import reliability
from scoring.calibration.diagnosis.residuals import Block, blocks
from scoring.calibration.diagnosis.signals import find_signals
from scoring.calibration.diagnosis.unexpected import UnexpectedRatings
from scoring.calibration.drift.control import control_chart
from scoring.calibration.model.fit import Fit
from scoring.calibration.settings import Settings

CHARTED = ("interviewer", "question")


class _Kept:
    """Residual and variance of every row, 8 bytes a rating."""

    def __init__(self, design: Design) -> None:
        self.residual, self.variance = np.empty(design.n, np.float32), np.empty(design.n, np.float32)

    def add(self, block: Block) -> None:
        self.residual[block.rows], self.variance[block.rows] = block.residual, block.variance


def diagnose(
    design: Design, fit: Fit, subset_of: dict[str, Ints], settings: Settings, *, charts: bool = True
) -> Diagnostics:
    """All diagnostics of a fit; needs `fit.errors`. `subset_of` holds the connected subset of each element by
    facet, numbered from 1. What the ratings do not allow (no interviewer, no day) is empty.
    """
    sums, use, unexpected, kept = (
        ElementSums(design),
        CategoryUse(design),
        UnexpectedRatings(design),
        _Kept(design),
    )
    rated = "interviewer" in design.facets
    own = InterviewerSums(design, fit) if rated else None
    agreement = RaterAgreement(design) if rated else None
    halo = HaloMatrix(design) if "criterion" in design.facets else None
    taking = [part for part in (sums, use, unexpected, kept, own, agreement, halo) if part is not None]
    for block in blocks(design, fit):
        for part in taking:
            part.add(block)
    statistics = {name: fit_statistics(sums, name) for name in design.facets}
    categories = use.rows(fit.thresholds)
    signals = {}
    if own is not None:
        signals = find_signals(sums, own, statistics["interviewer"], timed=design.day is not None)
    residuals: Any = (kept.residual, kept.variance)
    return Diagnostics(
        fit=statistics,
        agreement={} if agreement is None else agreement.best.total(),
        agreement_of=[] if agreement is None else agreement.best.by_interviewer(),
        reliability=_reliabilities(design, fit, subset_of),
        categories=categories,
        signals=signals,
        discrimination=_discrimination(design, fit, sums, settings.z),
        interactions=interactions(design, *residuals),
        unexpected=unexpected.rows(),
        unexpected_count=unexpected.count,
        halo={} if halo is None else halo.said(),
        use=sums.counts,
        months={name: control_chart(design, fit, name, residuals) for name in CHARTED} if charts else {},
        statements=tuple(category_statements(categories)),
    )


def _reliabilities(design: Design, fit: Fit, subset_of: dict[str, Ints]) -> dict[str, dict[str, Any]]:
    return {
        name: reliability(fit.effects[name], fit.errors[name], fit.variances[name], subset_of[name])
        for name in design.facets
    }


def _discrimination(design: Design, fit: Fit, sums: ElementSums, width: float) -> dict[str, Floats]:
    if "question" not in design.facets:
        return {}
    found = question_discrimination(design, fit, sums, width)
    return {name: getattr(found, name) for name in ("value", "low", "high", "z", "flagged")}
