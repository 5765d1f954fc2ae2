import pytest

from scoring.calibration.diagnosis import residuals, unexpected
from scoring.calibration.diagnosis.residuals import blocks
from scoring.calibration.diagnosis.unexpected import UnexpectedRatings
from tests.scoring.calibration.planted import slow_rows, small


def test_the_farthest_ratings_are_listed_and_all_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(residuals, "ROWS", 20)
    monkeypatch.setattr(unexpected, "FAR", 1.0)
    monkeypatch.setattr(unexpected, "LISTED", 7)
    design, fit = small(1, 120)
    found = UnexpectedRatings(design)
    for block in blocks(design, fit):
        found.add(block)
    rows = slow_rows(design, fit)
    far = sorted((row for row in rows if abs(row.z) >= 1), key=lambda row: -abs(row.z))
    assert found.count == len(far)
    listed = found.rows()
    assert [said["z"] for said in listed] == pytest.approx([row.z for row in far[:7]])
    for said, row in zip(listed, far, strict=False):
        names = {name: facet.keys[row.keys[name]] for name, facet in design.facets.items()}
        assert {name: said[name] for name in names} == names
        assert (said["score"], said["expected"]) == (row.x, pytest.approx(row.e))


def test_facets_the_ratings_lack_are_none() -> None:
    design, fit = small(2, 30, sizes=(4, 3))
    found = UnexpectedRatings(design)
    found.kept = unexpected._farthest(found.kept.reshape(0, 3))
    for block in blocks(design, fit):
        found.add(block)
    assert all(row["question"] is None and row["interviewer"] for row in found.rows())
