import numpy as np
import pytest

from scoring.calibration.diagnosis import residuals
from scoring.calibration.diagnosis.residuals import blocks, candidate_slices, chances_of
from tests.scoring.calibration.planted import row_chances, slow_rows, small


def test_chances_and_moments_are_those_of_the_model() -> None:
    design, fit = small(1)
    (block,) = blocks(design, fit)
    rows = slow_rows(design, fit)
    for name in ("e", "v", "third", "fourth", "r", "z"):
        fast = {"e": "expected", "v": "variance", "r": "residual", "z": "standardised"}.get(name, name)
        assert getattr(block, fast) == pytest.approx([getattr(row, name) for row in rows])
    assert pytest.approx(np.array([row.p for row in rows])) == block.chances.T


def test_every_row_comes_once_and_no_candidate_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(residuals, "ROWS", 7)
    design, fit = small(2)
    slices = list(candidate_slices(design))
    assert len(slices) > 3
    assert [row for part in slices for row in range(part.start, part.stop)] == list(range(design.n))
    seen = [set(block.codes["candidate"].tolist()) for block in blocks(design, fit)]
    assert sum(len(codes) for codes in seen) == design.facets["candidate"].size


def test_interviews_of_a_block_are_counted_from_its_first_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(residuals, "ROWS", 7)
    design, fit = small(3)
    starts = [block.interviews + block.rows.start for block in blocks(design, fit)]
    assert np.concatenate(starts).tolist() == design.interview_starts.tolist()


@pytest.mark.parametrize("steps", [1, 4, 9])
def test_far_out_locations_give_chances_and_no_overflow(steps: int) -> None:
    thresholds = np.linspace(-20, 20, steps)
    chances = chances_of(np.array([-1e6, -40.0, 0.0, 40.0, 1e6]), thresholds)
    assert np.isfinite(chances).all()
    assert chances.sum(axis=0) == pytest.approx(np.ones(5))
    assert chances[0, 0] == pytest.approx(1, abs=1e-4)
    assert chances[-1, -1] == pytest.approx(1, abs=1e-4)


def test_nine_steps_are_as_exact_as_one() -> None:
    thresholds, location = np.linspace(-3, 3, 9), np.linspace(-8, 8, 33)
    assert pytest.approx(row_chances(location, thresholds)) == chances_of(location, thresholds).T
