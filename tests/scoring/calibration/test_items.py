"""Facility, discrimination and agreement, against plain loops and scipy's own correlation."""

import random
from itertools import combinations
from statistics import fmean

import numpy as np
import pytest
from scipy import stats

from scoring.calibration import Item, Rating, Ratings, Settings, measure_items

ROW = tuple[str, str, str, str, int]  # candidate, interviewer, question, criterion, score


def measured(rows: list[ROW]) -> dict[str, Item]:
    """The figures; of one candidate's answers to one question there is one."""
    ratings = Ratings.from_rows(Rating(c, i, q, k, score) for c, i, q, k, score in rows)
    return measure_items(ratings, [f"{c} on {q}" for c, _, q, _, _ in rows])


def a_world(seed: int, candidates: int = 40, questions: int = 12) -> list[ROW]:
    draw = random.Random(seed)
    rows = []
    for c in range(candidates):
        strength = draw.gauss(0, 1)
        for q in draw.sample(range(questions), 4):
            for i in draw.sample(range(6), draw.choice([1, 2, 3])):
                for k in ("depth", "clarity"):
                    score = round(2.5 + strength + draw.gauss(0, 0.8))
                    rows.append((f"c{c}", f"i{i}", f"q{q}", k, min(4, max(1, score))))
    return rows


def by_loops(rows: list[ROW], question: str) -> tuple[float, float, int, float, int]:
    """The same from the definitions, one rating after another."""
    x, y = [], []
    for candidate in sorted({row[0] for row in rows}):
        on = [row[4] for row in rows if row[0] == candidate and row[2] == question]
        off = [row[4] for row in rows if row[0] == candidate and row[2] != question]
        if on and off:
            x.append(fmean(on))
            y.append(fmean(off))
    pairs = [
        abs(one[4] - other[4]) <= 1
        for one, other in combinations([row for row in rows if row[2] == question], 2)
        if (one[0], one[3]) == (other[0], other[3])
    ]
    mean = fmean(row[4] for row in rows if row[2] == question)
    return (mean - 1) / 3, stats.pearsonr(x, y).statistic, len(x), fmean(pairs), len(pairs)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_is_the_one_of_the_definition(seed):
    rows = a_world(seed)
    found = measured(rows)
    assert len(found) == 12
    for question, item in found.items():
        facility, r, people, share, pairs = by_loops(rows, question)
        assert (item.discrimination_n, item.agreement_n) == (people, pairs)
        assert item.facility == pytest.approx(facility, abs=1e-12)
        assert item.discrimination == pytest.approx(r, abs=1e-12)
        assert item.agreement == pytest.approx(share, abs=1e-12)


def test_the_order_of_the_rows_changes_nothing():
    rows = a_world(4)
    assert measured(rows) == measured(random.Random(0).sample(rows, len(rows)))


def test_a_question_that_sorts_candidates_as_all_others_do_discriminates_and_one_that_reverses_them_less():
    rows = [(f"c{s}", "i", q, "k", score) for s in (1, 2, 3, 4) for q, score in (("a", s), ("b", s))]
    assert measured(rows)["a"].discrimination == pytest.approx(1)
    rows = [(f"c{s}", "i", q, "k", score) for s in (1, 2, 3, 4) for q, score in (("a", s), ("b", 5 - s))]
    assert measured(rows)["a"].discrimination == pytest.approx(-1)


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        ([("c1", "i", "a", "k", 1)], 0),
        ([("c1", "i", "a", "k", 1), ("c1", "i", "b", "k", 2)], 1),
        ([(f"c{n}", "i", q, "k", n) for n in (1, 2) for q in "ab"], 2),
        ([(f"c{n}", "i", q, "k", 3 if q == "a" else n) for n in (1, 2, 3, 4) for q in "ab"], 4),
    ],
    ids=["alone", "one candidate", "two candidates", "everybody the same"],
)
def test_where_nothing_can_be_said_nothing_is(rows, people):
    item = measured(rows)["a"]
    assert (item.discrimination, item.discrimination_n) == (None, people)
    assert (item.agreement, item.agreement_n) == (None, 0)


def test_three_raters_of_one_answer_are_three_pairs_and_other_criteria_are_other_answers():
    rows = [("c", f"i{n}", "a", "k", score) for n, score in enumerate((1, 2, 4))]
    assert measured(rows)["a"].agreement == pytest.approx(1 / 3)
    rows.append(("c", "i9", "a", "other", 1))
    assert measured(rows)["a"].agreement_n == 3


def test_facility_is_a_share_of_the_scale_in_use():
    ratings = Ratings.from_rows([Rating("c", "i", "a", "k", 2)], settings=Settings(lowest=0, highest=5))
    found = measure_items(ratings, ["answer"], settings=Settings(lowest=0, highest=5))
    assert found["a"].facility == pytest.approx(0.4)


def test_an_answer_for_each_rating_is_needed():
    ratings = Ratings.from_rows([Rating("c", "i", "a", "k", 4)])
    with pytest.raises(ValueError, match="2 answers for 1 ratings"):
        measure_items(ratings, ["x", "y"])


def test_numpy_agrees_over_all_candidates_at_once():
    """A complete table: everybody answered everything, so numpy's own matrix of correlations can be asked."""
    table = np.random.default_rng(5).integers(1, 5, size=(50, 6))
    rows = [
        (f"c{c}", "i", f"q{q}", "k", int(table[c, q]))
        for c in range(table.shape[0])
        for q in range(table.shape[1])
    ]
    found = measured(rows)
    for q in range(table.shape[1]):
        rest = np.delete(table, q, axis=1).mean(axis=1)
        assert found[f"q{q}"].discrimination == pytest.approx(np.corrcoef(table[:, q], rest)[0, 1])
