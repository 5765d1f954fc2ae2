"""The calibration engine against the least work that its data ask for, and against another's mixed model."""

import time
import tracemalloc
import warnings
from collections.abc import Sequence

import numpy as np

from scoring import calibration
from scoring.calibration.crossed import linear
from scoring.calibration.model.updating import Standing, add_ratings
from tests.bench.measuring import Line, compare
from tests.bench.ratings import SETTINGS, THRESHOLDS, Made, make_ratings

FLOOR = "three numpy.bincount"
CARDS = 200  # scorecards put into the standing fit, one after another
OFTEN = 300_000  # ratings from which on a fit is made once only


def measure_calibration(sizes: Sequence[int], *, repeats: int, compared: int) -> tuple[list[Line], str]:
    """Lines for each size, the largest but not beyond a million also by REML and with one card more; and what
    the fits found, in words. `compared` ratings are fitted by statsmodels too.
    """
    lines, told = [], ["calibration: memory and truth"]
    for size in sizes:
        made = make_ratings(size)
        design = calibration.build_design(made.ratings, SETTINGS)
        lines += _whole(made, size, repeats if size < OFTEN else 1)
        told.append(_told(made, size))
    made = make_ratings(max(size for size in sizes if size <= 1_000_000))
    design = calibration.build_design(made.ratings, SETTINGS)
    lines += compare(
        {f"exact REML of {design.n:,} ratings": lambda: linear.fit_linear(design, SETTINGS)},
        FLOOR,
        _sums(design),
        repeats=1,
    )
    lines += [_card(made), _against_statsmodels(compared)]
    return lines, "\n".join(told)


def _sums(design: calibration.Design):
    """The sum of the scores of each element: nobody can do with less."""
    weights = design.score

    def sums() -> None:
        for name in ("candidate", "interviewer", "question"):
            np.bincount(design.facets[name].codes, weights)

    return sums


def _whole(made: Made, size: int, repeats: int) -> list[Line]:
    design = calibration.build_design(made.ratings, SETTINGS)

    def fit() -> None:
        assert calibration.calibrate(made.ratings, settings=SETTINGS).fitted

    name = f"calibration of {size:,} ratings, all diagnostics"
    return compare({name: fit}, FLOOR, _sums(design), repeats=repeats)


def _told(made: Made, size: int) -> str:
    """How much memory a fit takes beyond the data, and how near it comes to the truth."""
    tracemalloc.start()
    found = calibration.calibrate(made.ratings, settings=SETTINGS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    elements = found.elements["interviewer"]
    truth = made.truth["interviewer"][[int(key) for key in elements.keys]]
    many = elements.enough & (elements.n >= min(100, np.median(elements.n)))
    away = (elements.logit - (truth - truth.mean()))[many]
    thresholds = np.abs(np.array(found.thresholds) - (THRESHOLDS - THRESHOLDS.mean())).max()
    correlation = np.corrcoef(elements.logit[many], truth[many])[0, 1]
    ratio = np.std(away / elements.logit_se[many])
    spread = {name: value**0.5 / np.std(made.truth[name]) - 1 for name, value in found.variance.items()}
    sds = ", ".join(f"{name} {off:+.1%}" for name, off in spread.items())
    return (
        f"  {size:>10,}  {peak / size:4.0f} bytes a rating  {found.iterations} iterations  thresholds off by"
        f" {thresholds:.3f} at most  sds {sds}  severity r {correlation:.4f}  sd of error over SE {ratio:.2f}"
    )


def _card(made: Made) -> Line:
    """One scorecard more, put into a standing fit: the 99th percentile, against the whole fit again."""
    settings, ratings = SETTINGS, made.ratings
    begun = time.perf_counter()
    fit = calibration.calibrate(ratings, settings=settings).fit
    whole = (time.perf_counter() - begun) * 1000
    assert fit is not None
    facets = calibration.build_design(ratings, settings).facets
    at = {name: {key: place for place, key in enumerate(facet.keys)} for name, facet in facets.items()}
    taken = []
    for candidate in range(min(CARDS, facets["candidate"].size)):
        rows = np.flatnonzero(ratings.facets["candidate"].codes == candidate)
        now = _alone(ratings.take(rows))
        before = _alone(ratings.take(rows[:-6]))
        standing = Standing(
            fit.thresholds,
            fit.variances,
            *(
                {
                    name: {key: float(values[name][places[key]]) for key in now.facets[name].keys}
                    for name, places in at.items()
                }
                for values in (fit.effects, fit.information, fit.errors)
            ),
        )
        begun = time.perf_counter()
        add_ratings(standing, before, now, settings)
        taken.append((time.perf_counter() - begun) * 1000)
    p99 = float(np.percentile(taken, 99))
    name = f"one new scorecard in a fit of {len(ratings):,}, 99th percentile"
    return Line(name, "the whole fit again", CARDS, p99, whole)


def _alone(ratings: calibration.Ratings) -> calibration.Ratings:
    """The same with the keys that occur and no others, as they would be read for one candidate."""
    facets = {name: calibration.Column.of(column.labels()) for name, column in ratings.facets.items()}
    return calibration.Ratings(facets, ratings.score)


def _against_statsmodels(size: int) -> Line:
    """The same crossed model by REML, ours and that of statsmodels, on as much as that one can take."""
    import pandas
    from statsmodels.regression.mixed_linear_model import MixedLM

    made = make_ratings(size)
    design = calibration.build_design(made.ratings, SETTINGS)
    names = ("candidate", "interviewer", "question")
    frame = pandas.DataFrame({name: design.facets[name].codes for name in names} | {"score": design.score})
    parts = {name: f"0 + C({name})" for name in names}

    def theirs() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it found at the edge; only its time is wanted
            MixedLM.from_formula("score ~ 1", frame, groups=np.ones(size), vc_formula=parts).fit(reml=True)

    def ours() -> None:
        assert linear.fit_linear(design, SETTINGS, facets=names).variance

    return compare({f"exact REML of {size:,} ratings": ours}, "statsmodels MixedLM", theirs, repeats=1)[0]
