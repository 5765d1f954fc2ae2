"""One candidate's new ratings put into a standing fit, without fitting everything again."""

from dataclasses import dataclass, field

import numpy as np

from scoring.calibration.design import Floats, Ints
from scoring.calibration.model.fit import SIGNS
from scoring.calibration.model.moments import moments
from scoring.calibration.model.state import FLAT_VARIANCE
from scoring.calibration.ratings import Ratings
from scoring.calibration.settings import Settings

SWEEPS, ROUNDS, STILL = 2, 50, 1e-4
SOFTEST = 0.2  # share of the information
FARTHEST_STEP = 2.0  # logits

ByFacet = dict[str, dict[str, float]]


@dataclass(frozen=True, eq=False)
class Standing:
    """What a fit left behind, of the elements a change touches (more does no harm).

    `thresholds` (not centred) and `variances` as in the Fit. `effects`, `information` and `errors` by facet
    and key; an element that is absent is new. Without errors those of a neighbour rest on information alone.
    """

    thresholds: Floats
    variances: dict[str, float]
    effects: ByFacet
    information: ByFacet
    errors: ByFacet = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Update:
    """The touched elements, as they are now, by facet and key; they replace those of the standing fit.

    An element with information 0 has no rating left: its effect is 0, its error the prior's. `moved` is the
    largest change of an effect that was known before, in logits.
    """

    effects: ByFacet
    information: ByFacet
    errors: ByFacet
    moved: float


def add_ratings(
    standing: Standing, before: Ratings | None, now: Ratings | None, settings: Settings | None = None
) -> Update:
    """The candidate refitted, and those who met the candidate moved by what that changes for them.

    `before` and `now` hold ALL counted ratings of ONE candidate, before and after; None or no rows for none.
    So ratings are added, changed and taken away in one way. Thresholds and variances stay. Pure; takes what
    the change touches, about 1 ms. ValueError where there is no candidate or more than one; RatingError for a
    score outside the scale.
    """
    settings = settings or Settings()
    given = [ratings for ratings in (before, now) if ratings is not None and len(ratings)]
    names = {label for ratings in given for label in set(ratings.facets["candidate"].labels())}
    if len(names) != 1:
        raise ValueError(f"ratings of one candidate are expected, not of {len(names)}")
    for ratings in given:
        ratings.check_scale(settings)
    table = _Table.of(standing, given)
    old, new = (table.rows(ratings, settings) for ratings in (before, now))
    return _updated(standing, names.pop(), table, old, new)


@dataclass(frozen=True, eq=False)
class _Rows:
    """Ratings by row: category from 0, and which neighbours (shape: facets, rows)."""

    category: Floats
    met: Ints


@dataclass(frozen=True, eq=False)
class _Table:
    """The neighbours in one line: facet and key, effect (signed as it enters the location), information,
    prior precision, and standard error (infinite where it is not known)."""

    names: list[tuple[str, str]]
    effect: Floats
    information: Floats
    precision: Floats
    error: Floats

    @classmethod
    def of(cls, standing: Standing, given: list[Ratings]) -> "_Table":
        names = [
            (facet, key)
            for facet in standing.variances
            if facet != "candidate"
            for key in sorted({key for ratings in given for key in ratings.facets[facet].labels()})
        ]
        effect = [SIGNS[facet] * standing.effects.get(facet, {}).get(key, 0.0) for facet, key in names]
        information = [standing.information.get(facet, {}).get(key, 0.0) for facet, key in names]
        precision = [1 / standing.variances[facet] for facet, _ in names]
        error = [standing.errors.get(facet, {}).get(key, np.inf) for facet, key in names]
        return cls(names, *(np.array(values) for values in (effect, information, precision, error)))

    @property
    def facets(self) -> list[str]:
        """Their facets, in order."""
        return list(dict.fromkeys(facet for facet, _ in self.names))

    def rows(self, ratings: Ratings | None, settings: Settings) -> _Rows:
        facets = self.facets
        if ratings is None or not len(ratings):
            return _Rows(np.zeros(0), np.zeros((len(facets), 0), dtype=np.int64))
        place = {name: number for number, name in enumerate(self.names)}
        met = [[place[facet, key] for key in ratings.facets[facet].labels()] for facet in facets]
        category = ratings.score.astype(np.float64) - settings.lowest
        return _Rows(category, np.array(met, dtype=np.int64).reshape(len(facets), category.size))

    def stiffness(self, rest: Floats) -> Floats:
        """How firmly the other ratings, of that information, hold a neighbour: less than it says, since the
        other candidates give way too. The standard error knows by how much."""
        conditional = rest + self.precision
        known = np.isfinite(self.error)
        marginal = 1 / np.where(known, self.error, 1.0) ** 2 - (self.information - rest)
        return np.where(known, np.clip(marginal, SOFTEST * conditional, conditional), conditional)

    def sums(self, rows: _Rows, values: Floats) -> Floats:
        """The sum of a value per row over each neighbour."""
        weights = np.broadcast_to(values, rows.met.shape).ravel()
        return np.asarray(
            np.bincount(rows.met.ravel(), weights=weights, minlength=len(self.names)), dtype=np.float64
        )


@dataclass(frozen=True, eq=False)
class _Neighbours:
    """Their effects as they are now, and their posterior variances."""

    effect: Floats
    spread: Floats


@dataclass(frozen=True, eq=False)
class _Candidate:
    """The candidate among given neighbours: effect, information, and by row corrected residual and V."""

    effect: float
    information: float
    residual: Floats
    variance: Floats


def _look(
    standing: Standing, rows: _Rows, effect: float, neighbours: _Neighbours, precision: float, sign: float
) -> _Candidate:
    """As passes.py has it: residual x - E - v/2 kappa3, v the posterior variance of the row's location; for a
    candidate without prior the candidate's part of v counts the other way (State.flat)."""
    found = moments(effect + neighbours.effect[rows.met].sum(axis=0), standing.thresholds)
    information = float(found.variance.sum())
    half = 0.5 * (sign / (information + precision) + neighbours.spread[rows.met].sum(axis=0))
    residual = rows.category - found.expected - half * found.third
    return _Candidate(effect, information, residual, found.variance)


def _settle(
    standing: Standing, rows: _Rows, start: float, neighbours: _Neighbours, flat: bool = False
) -> _Candidate:
    """The candidate's own Newton steps until they stand still; `flat`: as a fixed unknown, without prior."""
    precision, sign = 1 / standing.variances["candidate"], 1.0
    if flat:
        precision, sign = 1 / FLAT_VARIANCE, -1.0
    effect = start if rows.category.size else 0.0
    found = _look(standing, rows, effect, neighbours, precision, sign)
    for _ in range(ROUNDS):
        step = float(found.residual.sum() - precision * effect) / (found.information + precision)
        if abs(step) < STILL:
            break
        effect += min(max(step, -FARTHEST_STEP), FARTHEST_STEP)
        found = _look(standing, rows, effect, neighbours, precision, sign)
    return found


def _slopes(
    standing: Standing,
    table: _Table,
    rows: _Rows,
    own: _Candidate,
    neighbours: _Neighbours,
    start: float | None = None,
) -> tuple[Floats, _Candidate]:
    """What the rows ask of each neighbour: interviewers measured with the candidate as a fixed unknown, as
    severity.py has it, the others with the candidate as estimated. Also the candidate as a fixed unknown."""
    if "interviewer" not in table.facets:
        return table.sums(rows, own.residual), own
    if start is None:  # without the prior's pull
        start = own.effect * (1 + 1 / (standing.variances["candidate"] * max(own.information, 1.0)))
    flat = _settle(standing, rows, start, neighbours, flat=True)
    is_interviewer = np.array([[facet == "interviewer"] for facet in table.facets])
    return table.sums(rows, np.where(is_interviewer, flat.residual, own.residual)), flat


def _updated(standing: Standing, name: str, table: _Table, old: _Rows, new: _Rows) -> Update:
    """Candidate and neighbours in turn. At the standing effect the rest of a neighbour's ratings balance what
    the candidate's old ratings say."""
    known = standing.effects.get("candidate", {}).get(name)
    neighbours = _Neighbours(table.effect, 1 / (table.information + table.precision))
    was = _look(standing, old, known or 0.0, neighbours, 1 / standing.variances["candidate"], 1.0)
    rest = np.maximum(table.information - table.sums(old, was.variance), 0.0)
    balance, _ = _slopes(standing, table, old, was, neighbours)
    own, start, stiffness = was, None, table.stiffness(rest)
    for _ in range(SWEEPS):
        own = _settle(standing, new, own.effect, neighbours)
        asked, flat = _slopes(standing, table, new, own, neighbours, start)
        start = flat.effect
        slope = asked - balance - stiffness * (neighbours.effect - table.effect)
        step = slope / (stiffness + table.sums(new, flat.variance))
        neighbours = _Neighbours(neighbours.effect + step, neighbours.spread)
    own = _settle(standing, new, own.effect, neighbours)
    information = rest + table.sums(new, own.variance)
    return _report(standing, name, table, neighbours.effect, information, own, known)


def _report(
    standing: Standing,
    name: str,
    table: _Table,
    effect: Floats,
    information: Floats,
    own: _Candidate,
    known: float | None,
) -> Update:
    precision = 1 / standing.variances["candidate"]
    update = Update(
        {"candidate": {name: own.effect}},
        {"candidate": {name: own.information}},
        {"candidate": {name: (own.information + precision) ** -0.5}},
        0.0,
    )
    moved = [] if known is None else [abs(own.effect - known)]
    grown = (information + table.precision) / (table.information + table.precision)
    error = np.where(
        np.isfinite(table.error), table.error, (table.information + table.precision) ** -0.5
    ) / np.sqrt(grown)
    for place, (facet, key) in enumerate(table.names):
        update.effects.setdefault(facet, {})[key] = SIGNS[facet] * float(effect[place])
        update.information.setdefault(facet, {})[key] = float(information[place])
        update.errors.setdefault(facet, {})[key] = float(error[place])
        if key in standing.effects.get(facet, {}):
            moved.append(abs(float(effect[place] - table.effect[place])))
    return Update(update.effects, update.information, update.errors, max(moved, default=0.0))
