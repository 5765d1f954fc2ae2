import datetime as dt
from collections import defaultdict
from typing import Any

import numpy as np
import pytest

from scoring.calibration.design import Design
from scoring.calibration.diagnosis import interactions as module
from scoring.calibration.diagnosis.interactions import interactions
from scoring.calibration.model.fit import Fit
from scoring.calibration.ratings import EPOCH, Ratings
from tests.scoring.calibration.planted import fitted, plant, slow_rows, small


def listed(design: Design, fit: Fit) -> list[dict[str, Any]]:
    rows = slow_rows(design, fit)
    return interactions(design, np.array([row.r for row in rows]), np.array([row.v for row in rows]))


@pytest.mark.parametrize("dense", [0, 1000])
def test_every_pair_is_tested_by_the_sum_of_its_residuals(
    dense: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DENSE", dense)
    monkeypatch.setattr(module, "LISTED", 10_000)
    design, fit = small(1, 2000 if not dense else 300, sizes=(5, 30, 40, 3))
    sums: dict[tuple[str, str, str, str], list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
    for number, row in enumerate(slow_rows(design, fit)):
        name = {facet: design.facets[facet].keys[code] for facet, code in row.keys.items()}
        name["month"] = f"{EPOCH + dt.timedelta(days=int(design.day[number])):%Y-%m}"
        for first, second in module.PAIRS:
            cell = sums[first, name[first], second, name[second]]
            cell[0], cell[1], cell[2] = cell[0] + 1, cell[1] + row.r, cell[2] + row.v
    expected = {cell: values for cell, values in sums.items() if values[0] >= module.FEWEST}
    found = listed(design, fit)
    assert len(found) == len(expected)
    for said in found:
        cell = said["first_facet"], said["first"], said["second_facet"], said["second"]
        n, residual, variance = expected[cell]
        assert said["n"] == n
        assert said["bias"] == pytest.approx(residual / variance)
        assert said["points"] == pytest.approx(residual / n)
        assert said["t"] == pytest.approx(residual / variance**0.5)
    assert [abs(said["t"]) for said in found] == sorted((abs(said["t"]) for said in found), reverse=True)


def test_a_planted_bias_is_found_and_no_other() -> None:
    ratings = plant(3, candidates=400, interviewers=12, questions=15).ratings
    interviewer, question = (ratings.facets[name].labels() for name in ("interviewer", "question"))
    pair = np.array([who == "7" and what == "12" for who, what in zip(interviewer, question, strict=True)])
    score = np.where(pair, np.maximum(ratings.score - 2, 1), ratings.score).astype(np.int16)
    design, fit = fitted(Ratings(ratings.facets, score, ratings.day))
    found = listed(design, fit)
    flagged = [(said["first"], said["second_facet"], said["second"]) for said in found if said["flagged"]]
    assert ("7", "question", "12") in flagged
    assert len(flagged) <= 3  # at most its own months beside it
    assert found[0]["points"] < -0.8


def test_ratings_without_days_have_no_months() -> None:
    design, fit = small(2, 100, days=False)
    assert {said["second_facet"] for said in listed(design, fit)} == {"question", "criterion"}


def test_without_interviewers_only_questions_have_months() -> None:
    design, fit = small(2, 30, sizes=(5,))
    assert listed(design, fit) == []
