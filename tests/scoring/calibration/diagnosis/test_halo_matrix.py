from itertools import combinations

import pytest

from scoring.calibration.design import Design
from scoring.calibration.diagnosis import halo_matrix, residuals
from scoring.calibration.diagnosis.halo_matrix import HaloMatrix
from scoring.calibration.diagnosis.residuals import blocks
from scoring.calibration.model.fit import Fit
from tests.scoring.calibration.planted import diagnosed, plant, slow_rows, small


def summed(design: Design, fit: Fit) -> HaloMatrix:
    matrix = HaloMatrix(design)
    for block in blocks(design, fit):
        matrix.add(block)
    return matrix


def test_the_matrix_holds_the_correlations_of_all_pairs_of_an_interview(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(residuals, "ROWS", 30)
    design, fit = small(1, 120)
    said = summed(design, fit).said()
    pairs = [
        (one, other)
        for one, other in combinations(slow_rows(design, fit), 2)
        if all(one.keys[name] == other.keys[name] for name in ("candidate", "interviewer"))
    ]
    pairs += [(other, one) for one, other in pairs]
    for a in range(3):
        for b in range(3):
            own = [(x, y) for x, y in pairs if (x.keys["criterion"], y.keys["criterion"]) == (a, b)]
            together = sum(x.z * y.z for x, y in own)
            below = (sum(x.z**2 for x, y in own) * sum(y.z**2 for x, y in own)) ** 0.5
            assert said["matrix"][a][b] == pytest.approx(together / below)
            assert said["pairs"][a][b] == len(own)
    assert said["keys"] == list(design.facets["criterion"].keys)


def test_only_the_most_used_criteria_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    design, fit = small(2, 150)
    whole = summed(design, fit).said()
    monkeypatch.setattr(halo_matrix, "MOST", 2)
    said = summed(design, fit).said()
    counts = design.facets["criterion"].counts.tolist()
    kept = sorted(sorted(range(3), key=lambda place: -counts[place])[:2])
    assert said["keys"] == [whole["keys"][place] for place in kept]
    assert said["matrix"] == [[whole["matrix"][a][b] for b in kept] for a in kept]


def test_criteria_that_never_meet_have_no_correlation() -> None:
    design, fit = small(3, 2, sizes=(1, 2, 1, 2))
    assert {value for row in summed(design, fit).said()["matrix"] for value in row} == {None}


def test_interviewers_who_copy_their_first_score_raise_the_whole_matrix() -> None:
    sound = diagnosed(plant(5, candidates=200).ratings)[1].halo["matrix"]
    copied = diagnosed(plant(5, candidates=200, halos=tuple(range(40))).ratings)[1].halo["matrix"]
    assert max(value for row in sound for value in row) < 0.1
    assert min(value for row in copied for value in row) > 0.2
