"""What is said of a question's use, and from how much on."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from questionbank import health
from questionbank.enums import Health
from questionbank.health import Figures, correlation_interval, findings, health_of, missing, share_interval

FINE = Figures(
    n=40,
    facility=0.55,
    discrimination=0.4,
    discrimination_n=20,
    agreement=0.9,
    agreement_n=15,
    minutes=9,
    minutes_n=8,
    minutes_planned=10,
)


def test_a_question_that_does_its_work_is_fine_and_nothing_is_missing() -> None:
    assert (health_of(FINE), findings(FINE), missing(FINE)) == (Health.GOOD, [], [])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"facility": 0.19}, "Nearly nobody answers it: facility 0.19 over 40 ratings, below 0.20"),
        ({"facility": 0.91}, "Nearly everybody answers it: facility 0.91 over 40 ratings, above 0.90"),
        ({"discrimination": 0.19}, "discrimination 0.19 over 20 candidates, below 0.20"),
        ({"discrimination": -0.5}, "discrimination -0.50"),
        ({"agreement": 0.79}, "79% of 15 pairs are within a point, below 80%"),
        ({"minutes": 15.1}, "Takes longer than planned: median 15 of 10 minutes over 8 times"),
        ({"minutes": 4.9}, "Takes less time than planned"),
        ({"open_flags": 1}, "1 open flag"),
        ({"open_flags": 2}, "2 open flags"),
    ],
)
def test_each_figure_out_of_bounds_needs_a_look_and_says_why(change: dict, words: str) -> None:
    [finding] = findings(replace(FINE, **change))
    assert words in finding.what
    assert finding.advice
    assert health_of(replace(FINE, **change)) == Health.CHECK


@pytest.mark.parametrize(
    "change",
    [
        {"facility": 0.2},
        {"facility": 0.9},
        {"discrimination": 0.2},
        {"agreement": 0.8},
        {"minutes": 15},
        {"minutes": 5},
        {"minutes": 90, "minutes_planned": None},
    ],
)
def test_on_the_bound_is_fine(change: dict) -> None:
    assert findings(replace(FINE, **change)) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"facility": 0, "n": 9}, "Facility: too little data. It rests on 9 ratings; 1 more is needed."),
        (
            {"discrimination": -1, "discrimination_n": 1},
            "Discrimination: too little data. It rests on 1 candidate; 19 more are needed.",
        ),
        (
            {"agreement": 0, "agreement_n": 9},
            "Agreement: too little data. It rests on 9 pairs of raters; 1 more is needed.",
        ),
        (
            {"minutes": 99, "minutes_n": 0},
            "Minutes used: too little data. It rests on 0 times asked; 5 more are needed.",
        ),
    ],
)
def test_below_its_minimum_a_figure_is_not_judged_and_what_is_missing_is_said(
    change: dict, words: str
) -> None:
    figures = replace(FINE, **change)
    assert findings(figures) == []
    assert missing(figures) == [words]


def test_without_ratings_nothing_is_known_unless_somebody_flagged_it() -> None:
    assert health_of(Figures()) == Health.UNKNOWN
    assert len(missing(Figures())) == 4
    assert health_of(Figures(open_flags=1)) == Health.CHECK


@pytest.mark.parametrize(("r", "n"), [(0.3, 20), (-0.8, 12), (0, 5)])
def test_the_interval_of_a_correlation_is_the_one_of_scipy(r: float, n: int) -> None:
    draw = np.random.default_rng(1)
    x, noise = draw.normal(size=n), draw.normal(size=n)
    noise -= np.polyval(np.polyfit(x, noise, 1), x)
    z = (x - x.mean()) / x.std()
    y = r * z + np.sqrt(1 - r * r) * noise / noise.std()
    expected = stats.pearsonr(x, y).confidence_interval(0.95)
    assert correlation_interval(r, n) == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_of_three_pairs_there_is_no_interval_and_of_a_perfect_line_no_width() -> None:
    assert correlation_interval(0.5, 3) is None
    assert correlation_interval(1.0, 9) == (1.0, 1.0)


@pytest.mark.parametrize(("hits", "n"), [(9, 10), (0, 12), (12, 12), (33, 50)])
def test_the_interval_of_a_share_is_wilsons(hits: int, n: int) -> None:
    expected = stats.binomtest(hits, n).proportion_ci(0.95, method="wilson")
    assert share_interval(hits / n, n) == pytest.approx((expected.low, expected.high), abs=1e-6)
    assert share_interval(0, 0) is None


@pytest.mark.parametrize(
    ("slope", "words"),
    [
        ((0.2, 0.0, 0.4), "hardly tells people apart"),
        ((0.7, 0.5, 0.9), "tells people apart less than others do"),
        ((1.1, 0.8, 1.4), "tells people apart as others do"),
        ((1.6, 1.2, 2.0), "tells people apart more than others do"),
        ((None, None, None), "too little data"),
    ],
)
def test_a_net_slope_is_said_in_words(slope, words):
    assert health.slope_words(*slope) == words
