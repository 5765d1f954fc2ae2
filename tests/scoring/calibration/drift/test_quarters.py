"""The last quarter against the year before it: which months count, and what they are compared with."""

from typing import Any

from scoring.calibration.drift.quarters import last_quarter


def month(name: str, *use: int) -> dict[str, Any]:
    return {"month": name, "use": list(use)}


def test_three_months_stand_against_the_twelve_before() -> None:
    months = [
        month("2024-06", 100, 0),  # before the year: not counted
        month("2024-10", 10, 10),
        month("2025-09", 10, 30),
        month("2025-10", 5, 15),
        month("2025-12", 5, 15),
        month("2025-12", 10, 0),  # another element
    ]
    quarter = last_quarter(months)
    assert quarter is not None
    assert (quarter.first, quarter.last) == ("2025-10", "2025-12")
    assert quarter.now == (20, 30) and quarter.before == (20, 40)
    assert quarter.shift.psi is not None and not quarter.shift.changed


def test_the_first_quarter_has_no_year_before_it() -> None:
    quarter = last_quarter([month("2026-02", 30, 30)])
    assert quarter is not None and quarter.first == "2025-12" and quarter.before == (0, 0)
    assert quarter.shift.note == "too little data: 20 more ratings before are needed"


def test_no_months_are_no_quarter() -> None:
    assert last_quarter([]) is None
