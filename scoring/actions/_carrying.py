"""Puts loops into a standing fit: from what the runs wrote down to the measures of whom the loops touch."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import numpy as np

from scoring import calibration
from scoring.actions._run_measures import SAME
from scoring.calibration.model.carried import Estimate, Ground, carry_measure, make_measure
from scoring.calibration.model.updating import ByFacet, Standing, Update, add_ratings
from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import facts_of, measures_at
from scoring.queries.carrying import Came

FACETS = (Facet.CANDIDATE, Facet.INTERVIEWER, Facet.QUESTION, Facet.CRITERION)
WATCHED = (Facet.INTERVIEWER, Facet.QUESTION)  # whose moves call for a full run

Element = tuple[str, str]


@dataclass(frozen=True)
class Carried:
    """The measures of whom the loops touched, with their details; and the farthest move since the base."""

    measures: list[tuple[calibration.Measure, dict[str, Any]]]
    moved: float


def carry(standing: CalibrationRun, came: Came) -> Carried | None:
    """What stands after these loops; None where one of them links subsets that nothing linked."""
    known = _known(standing, came.inputs.ratings)
    subsets = _subsets(came, known)
    if subsets is None:
        return None
    facts = facts_of(standing)
    fit = _standing(facts, known)
    for earlier, whole in came.steps():
        _merge(fit, add_ratings(fit, earlier, whole, calibration.Settings()))
    given = _given(came, known)
    grounds = {facet: _ground(facts, known, facet, subset) for facet, subset in subsets.items()}
    measures = []
    for element, one in sorted(given.items()):
        facet, key = element
        row = known.get(element)
        before = as_measure(row) if row else make_measure(facet, key, subset=subsets[facet])
        before = _met(before, one)
        now = Estimate(*(part[facet][key] for part in (fit.effects, fit.information, fit.errors)))
        measures.append((carry_measure(before, one.scores, now, grounds[facet]), row.details if row else {}))
    return Carried(measures, _moved(facts, fit, given))


def _met(before: calibration.Measure, given: "Given") -> calibration.Measure:
    """With the people that it has met at least; who met it before only all ratings together could tell."""
    candidates = before.candidates + given.candidates
    if before.facet == Facet.CANDIDATE:
        candidates = 1
    return replace(before, candidates=candidates, interviewers=max(before.interviewers, given.interviewers))


def _known(standing: CalibrationRun, ratings: calibration.Ratings) -> dict[Element, Measure]:
    """What stands of everybody and everything in the ratings."""
    subjects = {UUID(key) for facet in FACETS for key in ratings.facets[facet].keys}
    rows = measures_at(standing, *FACETS, subjects=subjects)
    return {(row.facet, str(row.subject)): row for row in rows}


def as_measure(row: Measure) -> calibration.Measure:
    """As the engine has it."""
    return make_measure(row.facet, str(row.subject), **{name: getattr(row, name) for name in SAME})


def _subsets(came: Came, known: dict[Element, Measure]) -> dict[str, int | None] | None:
    """By facet the one subset that the loops are in, None where one would link several."""
    found: dict[str, int | None] = {}
    for facet in FACETS:
        keys = came.inputs.ratings.facets[facet].keys
        numbers = {known[facet, key].subset for key in keys if (facet, key) in known}
        if len(numbers) > 1:
            return None
        found[facet] = numbers.pop() if numbers else None
    return found


def _standing(facts: CalibrationRun, known: dict[Element, Measure]) -> Standing:
    effects: ByFacet = {facet: {} for facet in FACETS}
    information: ByFacet = {facet: {} for facet in FACETS}
    errors: ByFacet = {facet: {} for facet in FACETS}
    for (facet, key), row in known.items():
        if row.effect is not None and row.information is not None:
            effects[facet][key], information[facet][key] = row.effect, row.information
        if row.logit_se is not None:
            errors[facet][key] = row.logit_se
    thresholds = np.array(facts.summary["raw_thresholds"], dtype=np.float64)
    return Standing(thresholds, dict(facts.summary["variance"]), effects, information, errors)


def _merge(fit: Standing, update: Update) -> None:
    for facet in update.effects:
        fit.effects[facet] |= update.effects[facet]
        fit.information[facet] |= update.information[facet]
        fit.errors[facet] |= update.errors[facet]


@dataclass(frozen=True)
class Given:
    """What the new loops gave one element: its scores, candidates nobody had met, interviewers."""

    scores: list[int]
    candidates: int
    interviewers: int


def _given(came: Came, known: dict[Element, Measure]) -> dict[Element, Given]:
    """By element that the new loops touch."""
    ratings, of = came.inputs.ratings, came.inputs.loop
    places = [code for code, key in enumerate(of.keys) if key in set(came.loops)]
    ratings = ratings.take(np.isin(of.codes, places))
    rows: dict[Element, list[int]] = defaultdict(list)
    labels = {facet: ratings.facets[facet].labels() for facet in FACETS}
    for facet in FACETS:
        for place, key in enumerate(labels[facet]):
            rows[facet, key].append(place)
    people, by = labels[Facet.CANDIDATE], labels[Facet.INTERVIEWER]
    return {
        element: Given(
            scores=ratings.score[places].tolist(),
            candidates=len({people[p] for p in places if (Facet.CANDIDATE, people[p]) not in known}),
            interviewers=len({by[p] for p in places}),
        )
        for element, places in rows.items()
    }


def _ground(facts: CalibrationRun, known: dict[Element, Measure], facet: str, subset: int | None) -> Ground:
    """The thresholds, and the mean effect of the subset as the base has it: any measure of it tells."""
    centre = 0.0
    if facet != Facet.CANDIDATE:
        own = (row for (name, _), row in known.items() if name == facet and row.subset == subset)
        of_base = facts.measures.filter(facet=facet, subset=subset, logit__isnull=False)
        told = next((row for row in own if row.logit is not None), None) or of_base.first()
        if told is not None and told.effect is not None and told.logit is not None:
            centre = told.effect - told.logit
    thresholds = np.array(facts.summary["raw_thresholds"], dtype=np.float64)
    return Ground(thresholds, centre, calibration.Settings())


def _moved(facts: CalibrationRun, fit: Standing, touched: Iterable[Element]) -> float:
    """How far the farthest interviewer or question is from the base, in logits."""
    keys = {element for element in touched if element[0] in WATCHED}
    rows = facts.measures.filter(facet__in=WATCHED, subject__in={UUID(key) for _, key in keys}, enough=True)
    moves = [abs(fit.effects[row.facet][str(row.subject)] - (row.effect or 0.0)) for row in rows]
    return max(moves, default=0.0)
