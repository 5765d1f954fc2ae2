"""Alerts: rest gives none, a planted change gives one with its month and size, and there are few."""

import json
from typing import Any

import numpy as np
import pytest

from scoring.calibration.drift.alerts import MOST, alerts_of, few_of
from scoring.calibration.drift.control import GRADES, charts, grades

Months = list[dict[str, Any]]
SD = 0.2  # points that a month of 20 ratings strays by chance


def listed(z: np.ndarray, facet: str = "interviewer") -> dict[tuple[str, str], Months]:
    """Charts as control_chart lists them, from z alone: 20 ratings a month."""
    chart = charts(z)
    grade = grades(chart)
    return {
        (facet, f"e{e:03d}"): [
            {
                "month": f"{2024 + m // 12}-{m % 12 + 1:02d}",
                "n": 20,
                "residual": float(z[e, m]) * SD,
                "z": float(z[e, m]),
                "ewma": float(chart.ewma[e, m]),
                "cusum_up": float(chart.up[e, m]),
                "cusum_down": float(chart.down[e, m]),
                "grade": GRADES[grade[e, m]],
            }
            for m in range(z.shape[1])
        ]
        for e in range(z.shape[0])
    }


def noise(seed: int, rows: int = 200, months: int = 24) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, months))


def test_where_nothing_has_changed_there_is_almost_never_an_alert() -> None:
    given = [len(alerts_of(listed(noise(seed)), {})) for seed in range(30)]
    assert sum(given) <= 3


def test_a_planted_change_is_one_alert_with_its_month_and_size() -> None:
    z = noise(1)
    z[7, 16:] -= 3.0
    (alert,) = alerts_of(listed(z), {("interviewer", "e007"): "Ada"})
    assert (alert["name"], alert["grade"], alert["way"], alert["until"]) == ("Ada", "act", "harsher", None)
    assert alert["since"] == "2025-05"
    assert alert["points"] == pytest.approx(-0.6, abs=0.15)
    assert alert["words"].startswith("scores 0.") and "points harsher since " in alert["words"]
    assert "before their next interview" in alert["to_do"]
    assert json.loads(json.dumps(alert)) == alert


def test_a_question_that_became_easier_may_have_leaked() -> None:
    z = noise(2)
    z[0, 18:] += 4.0
    (alert,) = alerts_of(listed(z, "question"), {})
    assert (alert["way"], alert["grade"]) == ("easier", "act")
    assert "leaked" in alert["to_do"] and alert["words"].startswith("is 0.")


def test_what_has_gone_back_is_only_watched() -> None:
    z = noise(3)
    z[5, 8:12] += 4.0
    (alert,) = alerts_of(listed(z), {})
    assert alert["grade"] == "watch" and alert["until"] is not None
    assert (
        alert["words"].startswith("scored 0.")
        and " from September 2024 to December 2024 than in the other months" in alert["words"]
    )


def test_a_change_too_small_to_matter_is_a_grade_less_grave() -> None:
    z = noise(1)
    z[7, 12:] -= 3.0
    for months in (large := listed(z)).values():
        for month in months:
            month["residual"] /= 5
    (alert,) = alerts_of(large, {})
    assert alert["grade"] == "look" and abs(alert["points"]) < 0.2


def test_the_gravest_stand_first_and_ten_are_enough() -> None:
    z = noise(4)
    for row in range(25):
        z[row, 12:] -= 1.0 + row / 5
    alerts = alerts_of(listed(z), {})
    order = [(GRADES.index(one["grade"]), abs(one["points"])) for one in alerts]
    assert order == sorted(order, reverse=True)
    shown, more = few_of(alerts)
    assert len(shown) == MOST and more == len(alerts) - MOST > 5
    assert few_of(shown) == (shown, 0)


def test_nothing_gives_nothing() -> None:
    assert alerts_of({}, {}) == []
    thin = {"month": "2026-01", "n": 2, "residual": 0.5, "z": None, "ewma": None, "grade": "none"}
    assert alerts_of({("question", "q"): [thin], ("interviewer", "i"): []}, {}) == []
