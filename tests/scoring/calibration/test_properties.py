"""What must not change the answer of a run, what must, and what no ratings may bring about."""

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.calibration import Elements, Rating, Ratings, Result, Settings, as_json, calibrate
from tests.scoring.calibration.designs import drawn


def of(rows: list[Rating], **values: Any) -> Result:
    chosen = Settings(**values)
    return calibrate(Ratings.from_rows(rows, settings=chosen), settings=chosen)


def columns(own: Elements) -> dict[str, dict[str, float]]:
    return {
        key: {name: float(getattr(own, name)[place]) for name in ("logit", "logit_se", "fair")}
        for place, key in enumerate(own.keys)
    }


def test_the_order_of_the_rows_changes_nothing_to_the_last_bit() -> None:
    rows = drawn(2)
    mixed = [rows[place] for place in np.random.default_rng(1).permutation(len(rows))]
    assert as_json(of(mixed)) | {"seconds": 0} == as_json(of(rows)) | {"seconds": 0}


def test_other_names_give_the_same_numbers() -> None:
    rows = drawn(2)
    before, after = (
        of(rows),
        of([replace(row, interviewer=f"person {9 - int(row.interviewer[1:])}") for row in rows]),
    )
    for key, figures in columns(before.elements["interviewer"]).items():
        named = columns(after.elements["interviewer"])[f"person {9 - int(key[1:])}"]
        assert named == pytest.approx(figures, abs=2e-3)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6), shift=st.integers(-5, 5))
def test_a_scale_that_begins_elsewhere_moves_points_and_no_logit(seed: int, shift: int) -> None:
    rows = drawn(seed)
    moved = [replace(row, score=row.score + shift) for row in rows]
    before, after = of(rows), of(moved, lowest=1 + shift, highest=4 + shift)
    assert after.thresholds == before.thresholds
    for name, own in before.elements.items():
        np.testing.assert_array_equal(after.elements[name].logit, own.logit)
        np.testing.assert_allclose(after.elements[name].fair, own.fair + shift, atol=1e-9)
        np.testing.assert_allclose(after.elements[name].severity, own.severity, atol=1e-9)


def test_ratings_given_twice_count_twice() -> None:
    rows = drawn(3)
    once, twice = of(rows), of(rows + rows)
    one, two = once.elements["interviewer"], twice.elements["interviewer"]
    np.testing.assert_array_equal(two.n, 2 * one.n)
    np.testing.assert_array_equal(two.mean, one.mean)
    assert np.corrcoef(one.logit, two.logit)[0, 1] > 0.999
    # Twice the information: errors shrink by the square root of 2, less what the prior gave before.
    assert 0.65 < float(np.median(two.logit_se / one.logit_se)) < 0.85
    # And are drawn less towards the mean.
    assert np.abs(two.logit).mean() > np.abs(one.logit).mean()


def test_two_names_of_one_interviewer_lie_on_both_sides_of_what_the_one_gets() -> None:
    rows = drawn(6, candidates=150)
    split = [
        replace(row, interviewer="i0b") if row.interviewer == "i0" and int(row.candidate[1:]) % 2 else row
        for row in rows
    ]
    merged, apart = of(rows), of(split)
    one = merged.elements["interviewer"].effect[0]
    parts = [
        apart.elements["interviewer"].effect[apart.elements["interviewer"].places[k]] for k in ("i0", "i0b")
    ]
    shift = np.mean([apart.elements["interviewer"].effect[2:] - merged.elements["interviewer"].effect[1:]])
    assert min(parts) - shift - 0.05 < one < max(parts) - shift + 0.05


def test_as_of_is_the_run_on_what_was_there() -> None:
    rows = [replace(row, day=int(row.candidate[1:])) for row in drawn(7, candidates=60)]
    ratings = Ratings.from_rows(rows)
    early = Ratings.from_rows([row for row in rows if isinstance(row.day, int) and row.day <= 39])
    ours, theirs = calibrate(ratings.until(39)), calibrate(early)
    assert as_json(ours) | {"seconds": 0} == as_json(theirs) | {"seconds": 0}
    assert ours.n < calibrate(ratings).n


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_harsher_interviewer_is_found_harsher(seed: int) -> None:
    rows = drawn(seed)
    before = of(rows)
    harsher = [replace(row, score=max(1, row.score - 1)) if row.interviewer == "i3" else row for row in rows]
    after = of(harsher)
    gain = [result.measure("interviewer", "i3").severity for result in (before, after)]
    assert None not in gain
    assert all(one is not None and other is not None and other > one + 0.25 for one, other in pairwise(gain))


LABELS = st.sampled_from(["a", "b", "c", "d", "ä", " ", "1"])
ROWS = st.builds(
    Rating,
    LABELS,
    LABELS,
    LABELS,
    LABELS,
    st.integers(1, 4),
    day=st.integers(0, 400),
    topic=st.none() | LABELS,
    level=st.none() | LABELS,
)


@settings(max_examples=50, deadline=None)
@given(rows=st.lists(ROWS, max_size=60), minimum=st.integers(1, 10))
def test_no_valid_ratings_give_nan_a_warning_or_an_interval_that_misses_its_own_value(
    rows: list[Rating], minimum: int
) -> None:
    result = of(rows, minimum_ratings=minimum)
    json.dumps(as_json(result), allow_nan=False)
    assert result.fitted or result.refused
    for own in result.elements.values():
        for place in range(len(own)):
            m = own.measure(place)
            assert m.enough or m.note
            assert m.enough == (m.logit_se is not None)
            if m.enough:
                value = m.fair if m.facet == "candidate" else m.severity
                assert m.low is not None and value is not None and m.high is not None
                assert m.low <= value <= m.high
                assert m.n >= minimum


@settings(max_examples=40, deadline=None)
@given(
    size=st.integers(1, 90),
    facets=st.sets(st.sampled_from(["interviewer", "question", "criterion"]), min_size=1),
    elements=st.integers(1, 30),
    points=st.integers(1, 10),
    seed=st.integers(0, 10**6),
    nested=st.booleans(),
)
def test_designs_of_any_shape_and_scales_of_any_length_give_an_answer(
    size: int, facets: set[str], elements: int, points: int, seed: int, nested: bool
) -> None:
    draw = np.random.default_rng(seed)
    who = draw.integers(0, elements, size)
    labels = {
        name: who // 3 if nested else draw.integers(0, 1 + elements // 2, size) for name in sorted(facets)
    }
    score = draw.integers(0, points, size)
    ratings = Ratings.of(candidate=who, **labels, score=score, day=draw.integers(0, 900, size).tolist())
    result = calibrate(ratings, settings=Settings(lowest=0, highest=9, minimum_ratings=1))
    values = json.loads(json.dumps(as_json(result), allow_nan=False))
    assert bool(values["refused"]) == (not values["variance"])
    assert set(values["elements"]) == {"candidate", *facets}
