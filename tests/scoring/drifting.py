"""Runs whose interviewers and questions have months: at rest, or changed by so much, since some month."""

from typing import Any

import numpy as np

from scoring.calibration.drift.control import GRADES, charts, grades
from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from tests.scoring.calibrated import measured

SD = 0.2  # points that a month of 20 ratings strays by chance


def at_rest(rows: int, months: int = 18, seed: int = 1) -> np.ndarray:
    """Standardised residuals of elements that nothing has happened to."""
    return np.random.default_rng(seed).normal(size=(rows, months))


def months_of(z: np.ndarray) -> list[list[dict[str, Any]]]:
    """As control_chart lists them: 20 ratings a month from January 2025 on, of four points."""
    chart = charts(z)
    grade = grades(chart)
    return [
        [
            {
                "month": f"{2025 + m // 12}-{m % 12 + 1:02d}",
                "n": 20,
                "residual": round(float(z[e, m]) * SD, 4),
                "use": [2, 6, 8, 4],
                "z": round(float(z[e, m]), 4),
                "ewma": round(float(chart.ewma[e, m]), 4),
                "cusum_up": round(float(chart.up[e, m]), 4),
                "cusum_down": round(float(chart.down[e, m]), 4),
                "grade": GRADES[grade[e, m]],
            }
            for m in range(z.shape[1])
        ]
        for e in range(z.shape[0])
    ]


def drifting(run: CalibrationRun, facet: Facet, subjects: list[Any], z: np.ndarray) -> list[Measure]:
    """Measures of the run with these months, one a subject."""
    return [
        measured(run, facet, subject, 0.1, details={"use": [1, 2, 3, 4], "months": months})
        for subject, months in zip(subjects, months_of(z), strict=True)
    ]
