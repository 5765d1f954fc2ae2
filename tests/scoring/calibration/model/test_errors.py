"""Standard errors against the dense inverse, and against what estimates really miss by."""

import numpy as np
import pytest

from scoring.calibration.design import build_design
from scoring.calibration.model.errors import standard_errors
from scoring.calibration.model.fitting import fit_ratings
from scoring.calibration.ratings import Ratings
from tests.scoring.calibration.dense import contrast_errors, design_matrix, information
from tests.scoring.calibration.simulator import simulate


def whole(sizes: dict[str, int]) -> dict[str, np.ndarray]:
    return {name: np.ones(size, dtype=np.int64) for name, size in sizes.items()}


@pytest.mark.parametrize(
    "facets", [("interviewer", "question", "criterion"), ("question",), ("interviewer",)]
)
def test_they_are_those_of_the_dense_inverse(facets: tuple[str, ...]) -> None:
    world = simulate(1, candidates=20, interviewers=6, questions=9, criteria=2)
    kept = {name: world.ratings.facets[name] for name in ("candidate", *facets)}
    design = build_design(Ratings(kept, world.ratings.score), world.settings)
    fit = fit_ratings(design)
    subset = {name: np.arange(facet.size) % 2 + 1 for name, facet in design.facets.items()}
    found = standard_errors(design, fit, subset)
    places = design_matrix(design)[1]
    for name in facets:
        inverse = np.linalg.inv(information(design, fit, flat_candidates=name == "interviewer"))
        exact = contrast_errors(inverse[places[name], places[name]], subset[name])
        np.testing.assert_allclose(found[name], exact, rtol=1e-6)


def test_a_candidates_error_is_near_the_exact_one() -> None:
    world = simulate(2, candidates=25, interviewers=10, questions=15)
    design = build_design(world.ratings, world.settings)
    fit = fit_ratings(design)
    found = standard_errors(design, fit, whole({name: facet.size for name, facet in design.facets.items()}))
    inverse = np.linalg.inv(information(design, fit))
    place = design_matrix(design)[1]["candidate"]
    contrasts = contrast_errors(inverse[place, place], np.ones(25, dtype=np.int64))
    assert found["candidate"] == pytest.approx(contrasts, rel=0.1)
    assert (found["candidate"] > contrasts).all()


def test_an_element_alone_in_its_subset_differs_from_itself_by_nothing() -> None:
    world = simulate(3, candidates=20, interviewers=4, criteria=1)
    design = build_design(world.ratings, world.settings)
    subset = whole({name: facet.size for name, facet in design.facets.items()})
    subset["interviewer"] = np.array([1, 1, 1, 2])
    found = standard_errors(design, fit_ratings(design), subset)
    assert found["interviewer"][3] == pytest.approx(0, abs=1e-6)
    assert found["criterion"] == pytest.approx([0], abs=1e-6)
    assert (found["interviewer"][:3] > 0.05).all()


def test_estimates_miss_the_truth_by_as_much_as_they_say() -> None:
    scaled: dict[str, list[float]] = {"interviewer": [], "question": [], "candidate": []}
    for seed in range(16):
        world = simulate(seed, candidates=120, interviewers=15, routed=0.7 * (seed % 2))
        design = build_design(world.ratings, world.settings)
        fit = fit_ratings(design)
        sizes = {name: facet.size for name, facet in design.facets.items()}
        errors = standard_errors(design, fit, whole(sizes))
        for name, values in scaled.items():
            truth = world.truth(name, design.facets[name].keys)
            away = fit.effects[name] - fit.effects[name].mean() - truth + truth.mean()
            values += (away / errors[name]).tolist()
    for values in scaled.values():
        assert 0.9 < np.sqrt(np.mean(np.square(values))) < 1.1
        assert 0.91 < np.mean(np.abs(values) < 1.96) < 0.98


def test_with_very_many_elements_each_facet_is_taken_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    world = simulate(4, candidates=400, interviewers=20, questions=30, criteria=2)
    design = build_design(world.ratings, world.settings)
    fit = fit_ratings(design)
    subset = whole({name: facet.size for name, facet in design.facets.items()})
    exact = standard_errors(design, fit, subset)
    monkeypatch.setattr("scoring.calibration.model.errors.MOST_TOGETHER", 10)
    alone = standard_errors(design, fit, subset)
    np.testing.assert_allclose(alone["interviewer"], exact["interviewer"], rtol=0.05)
    np.testing.assert_allclose(alone["question"], exact["question"], rtol=0.06)
    monkeypatch.setattr("scoring.calibration.model.errors.MOST_ALONE", 10)
    diagonal = standard_errors(design, fit, subset)
    np.testing.assert_allclose(diagonal["interviewer"], alone["interviewer"], rtol=0.25)
