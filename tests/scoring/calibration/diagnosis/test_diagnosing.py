import json
from dataclasses import asdict, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.calibration.design import Design, build_design
from scoring.calibration.diagnosis import residuals
from scoring.calibration.diagnosis.diagnosing import diagnose
from scoring.calibration.diagnosis.diagnostics import Diagnostics
from scoring.calibration.model.fit import Fit
from scoring.calibration.ratings import Ratings
from scoring.calibration.settings import Settings
from tests.scoring.calibration.planted import any_fit, one_subset, small

FOUR = Settings(lowest=0, highest=3)


def found(design: Design, fit: Fit) -> Diagnostics:
    return diagnose(design, fit, one_subset(design), FOUR)


def figures(value: Any) -> list[float]:
    """Every number in it."""
    if is_dataclass(value) and not isinstance(value, type):
        return figures(asdict(value))
    if isinstance(value, dict):
        return [number for part in value.values() for number in figures(part)]
    if isinstance(value, list | tuple):
        return [number for part in value for number in figures(part)]
    if isinstance(value, np.ndarray):
        return [float(number) for number in value.ravel()]
    return [float(value)] if isinstance(value, int | float | np.number) else []


def test_one_pass_in_pieces_says_what_one_pass_in_one_piece_says(monkeypatch: pytest.MonkeyPatch) -> None:
    design, fit = small(1, 400)
    whole = figures(found(design, fit))
    monkeypatch.setattr(residuals, "ROWS", 40)
    assert figures(found(design, fit)) == pytest.approx(whole, nan_ok=True, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(seed: int, random: Any) -> None:
    rng = np.random.default_rng(seed)
    columns = {
        name: [f"{code:02}" for code in rng.integers(0, size, 80)]
        for name, size in (("candidate", 8), ("interviewer", 4), ("question", 5), ("criterion", 2))
    }
    score, day = rng.integers(0, 4, 80), rng.integers(0, 800, 80).tolist()
    ratings = Ratings.of(score=score, day=day, **columns)
    order = list(range(80))
    random.shuffle(order)
    shuffled = ratings.take(np.array(order, dtype=np.int64))
    one, other = (build_design(each, FOUR) for each in (ratings, shuffled))
    assert figures(found(one, any_fit(one, seed))) == pytest.approx(
        figures(found(other, any_fit(other, seed))), nan_ok=True, rel=1e-12
    )


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_names_do_not_matter_as_long_as_their_order_stays(seed: int) -> None:
    design, fit = small(seed, 80)
    renamed = {
        name: replace(facet, keys=tuple(f"x{number:03}" for number in range(facet.size)))
        for name, facet in design.facets.items()
    }
    assert figures(found(design, fit)) == pytest.approx(
        figures(found(replace(design, facets=renamed), fit)), nan_ok=True, rel=1e-12
    )


DEGENERATE = {
    "one interviewer": {"sizes": (5, 1, 4, 2)},
    "one candidate": {"sizes": (1, 4, 4, 2)},
    "one question": {"sizes": (5, 4, 1, 2)},
    "one criterion": {"sizes": (5, 4, 4, 1)},
    "one rating": {"n": 1},
    "two ratings": {"n": 2},
    "no days": {"days": False},
    "candidates alone": {"sizes": (5,)},
    "candidates and interviewers": {"sizes": (5, 4)},
    "two points": {"steps": 1},
    "ten points": {"steps": 9},
}


@pytest.mark.parametrize("shape", DEGENERATE.values(), ids=list(DEGENERATE))
def test_whatever_there_is_little_of_nothing_breaks_and_all_lists_are_json(shape: dict[str, Any]) -> None:
    design, fit = small(5, **shape)
    said = found(design, fit)
    lists = [said.agreement, said.reliability, said.categories, said.interactions, said.unexpected, said.halo]
    json.dumps([*lists, said.agreement_of, said.months], allow_nan=False)
    assert not np.isinf(figures(said)).any()


@pytest.mark.parametrize("score", [0, 3])
def test_the_same_score_throughout_breaks_nothing(score: int) -> None:
    design, fit = small(6)
    same = replace(design, category=np.full(design.n, score, dtype=np.int8))
    said = found(same, replace(fit, thresholds=np.array([-30.0, 0.0, 30.0])))
    assert not np.isinf(figures(said)).any()
    assert all(np.isnan(values.point_measure).all() for values in said.fit.values())


def test_elements_miles_away_break_nothing() -> None:
    design, fit = small(7)
    far = {name: values * 1e4 for name, values in fit.effects.items()}
    said = found(design, replace(fit, effects=far))
    assert not np.isinf(figures(said)).any()
    json.dumps([said.unexpected, said.interactions, said.categories], allow_nan=False)


def test_the_parts_are_there() -> None:
    design, fit = small(8, 300)
    said = found(design, fit)
    assert set(said.fit) == set(said.reliability) == set(said.use) == set(design.facets)
    assert [row["n"] for row in said.categories] == np.bincount(design.category, minlength=4).tolist()
    assert set(said.signals) >= {"drift", "halo", "central_tendency", "range_restriction", "inaccuracy"}
    assert set(said.discrimination) == {"value", "low", "high", "z", "flagged"}
    assert set(said.months) == {"interviewer", "question"}
    assert len(said.agreement_of) == design.facets["interviewer"].size
    assert said.unexpected_count >= len(said.unexpected)
