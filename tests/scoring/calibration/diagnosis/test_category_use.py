from dataclasses import replace

import numpy as np
import pytest

from scoring.calibration.design import Design, build_design
from scoring.calibration.diagnosis import residuals
from scoring.calibration.diagnosis.category_use import CategoryUse, category_statements
from scoring.calibration.diagnosis.residuals import blocks
from scoring.calibration.model.fit import Fit
from scoring.calibration.ratings import Ratings
from scoring.calibration.settings import Settings
from tests.scoring.calibration.planted import any_fit, slow_rows, small


def used(design: Design, fit: Fit) -> CategoryUse:
    use = CategoryUse(design)
    for block in blocks(design, fit):
        use.add(block)
    return use


def test_every_point_is_described_by_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(residuals, "ROWS", 50)
    design, fit = small(1, 200)
    rows = slow_rows(design, fit)
    for k, said in enumerate(used(design, fit).rows(fit.thresholds)):
        own = [row for row in rows if row.x == k]
        assert (said["point"], said["n"], said["share"]) == (k, len(own), len(own) / 200)
        assert said["mean_measure"] == pytest.approx(sum(row.h for row in own) / len(own))
        expected = sum(row.p[k] * row.h for row in rows) / sum(row.p[k] for row in rows)
        assert said["expected_measure"] == pytest.approx(expected)
        squares = sum(row.p[k] * (k - row.e) ** 2 / row.v for row in rows)
        assert said["outfit"] == pytest.approx(sum(row.z**2 for row in own) / squares)


def test_thresholds_are_centred_and_their_errors_those_of_the_constrained_information() -> None:
    design, fit = small(2, 300)
    rows, steps = slow_rows(design, fit), design.steps
    information = np.zeros((steps, steps))
    for row in rows:
        above = [sum(row.p[k:]) for k in range(1, steps + 1)]
        for k in range(steps):
            for m in range(steps):
                information[k, m] += above[max(k, m)] - above[k] * above[m]
    bordered = np.zeros((steps + 1, steps + 1))  # thresholds that sum to 0, by a Lagrange multiplier
    bordered[:steps, :steps], bordered[steps, :steps], bordered[:steps, steps] = information, 1, 1
    errors = np.sqrt(np.diag(np.linalg.inv(bordered))[:steps])
    said = used(design, fit).rows(fit.thresholds)
    assert [row["threshold_se"] for row in said] == [None, *(pytest.approx(error) for error in errors)]
    centred = fit.thresholds - fit.thresholds.mean()
    assert [row["threshold"] for row in said] == [None, *(pytest.approx(value) for value in centred)]


def test_disordered_thresholds_are_named() -> None:
    design, fit = small(3, 200)
    said = used(design, fit).rows(np.array([0.5, -0.5, 0.2]))
    assert [row["ordered"] for row in said] == [None, None, False, True]
    (sentence,) = [text for text in category_statements(said) if "disordered" in text]
    assert "around 1 are disordered: 1 is nowhere" in sentence


def test_a_point_nobody_gave_has_no_threshold_and_is_named() -> None:
    ratings = Ratings.of(
        candidate=list("aabbccdd"), question=list("pqpqpqpq"), score=[0, 1, 3, 4, 1, 3, 0, 4]
    )
    design = build_design(ratings, Settings(lowest=0, highest=4))
    said = used(design, any_fit(design, 0)).rows(np.array([-1.0, 0.0, 0.0, 1.0]))
    assert [row["threshold"] is None for row in said] == [True, False, True, True, False]
    assert said[2]["n"] == 0
    assert said[2]["mean_measure"] is None
    sentences = category_statements(said)
    assert sentences[0] == "Nobody ever gave 2; nothing can be said of it."
    assert sentences[1].startswith("Fewer than 10 ratings are 0, 1, 3 or 4; too few")


def test_a_point_that_comes_where_it_is_not_expected_is_named() -> None:
    row = {"point": 3, "n": 50, "outfit": 2.4, "ordered": None}
    assert category_statements([row]) == ["Ratings of 3 come where they are not expected (outfit above 2)."]


def test_two_points_have_one_threshold_at_0_without_an_error() -> None:
    design, fit = small(4, 40, steps=1)
    said = used(design, replace(fit, thresholds=np.array([0.7]))).rows(np.array([0.7]))
    assert (said[1]["threshold"], said[1]["threshold_se"]) == (0.0, 0.0)
