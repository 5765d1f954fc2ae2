"""One run from ratings to result: refuse what allows no answer, fit the rest, say what cannot be compared."""

import time

import numpy as np

from scoring.calibration.design import Design, build_design
from scoring.calibration.fitting import fit_ratings
from scoring.calibration.measures import measure_facet
from scoring.calibration.ratings import Ratings
from scoring.calibration.result import Result
from scoring.calibration.settings import Settings


def calibrate(ratings: Ratings | Design, *, settings: Settings | None = None) -> Result:
    """Fits the many-facet rating-scale model and says what may be said; row order does not matter.

    Ratings that allow no fit give a Result with `refused` and raw figures, never an exception, NaN or
    warning. Raises RatingError for a score outside the scale of the settings.
    """
    settings = settings or Settings()
    started = time.perf_counter()
    design = ratings if isinstance(ratings, Design) else build_design(ratings, settings)
    if not design.n:
        refused = "there are no ratings"
        return Result(
            settings=settings, n=0, refused=refused, statements=(f"Nothing was adjusted: {refused}.",)
        )
    fit = fit_ratings(design)
    elements = {
        name: measure_facet(design, name, fit, np.ones(facet.size, dtype=np.int64), settings)
        for name, facet in (design.facets | design.groups).items()
    }
    centred = fit.thresholds - fit.thresholds.mean()
    return Result(
        settings=settings,
        n=design.n,
        refused="",
        statements=(),
        elements=elements,
        thresholds=tuple(centred.tolist()),
        variance=fit.variances,
        fit=fit,
        iterations=fit.iterations,
        seconds=time.perf_counter() - started,
    )
