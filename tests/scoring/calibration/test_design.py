"""Rows in one order, whatever order they came in."""

import numpy as np
import pytest

from scoring.calibration.design import Design, build_design
from scoring.calibration.ratings import RatingError, Ratings
from scoring.calibration.settings import Settings


def ratings(days: int = 400) -> Ratings:
    rng = np.random.default_rng(1)
    codes = {
        name: rng.integers(0, size, 500).tolist()
        for name, size in (("candidate", 30), ("interviewer", 8), ("question", 12), ("topic", 3))
    }
    return Ratings.of(score=rng.integers(1, 5, 500), day=rng.integers(-days, days, 500).tolist(), **codes)


def rows(design: Design) -> list[tuple[int, ...]]:
    columns = [facet.codes for facet in design.facets.values()]
    columns += [design.category, design.day, *(group.codes for group in design.groups.values())]
    return list(zip(*(column.tolist() for column in columns), strict=True))


@pytest.mark.parametrize("days", [400, 2_000_000_000], ids=["one word", "two words"])
def test_rows_stand_in_order_of_facets_then_score_day_and_groups(days: int) -> None:
    given = ratings(days)
    design = build_design(given, Settings())
    assert rows(design) == sorted(rows(design))
    shuffled = given.take(np.random.default_rng(2).permutation(len(given)))
    assert rows(build_design(shuffled, Settings())) == rows(design)


def test_columns_too_wide_for_one_word_are_sorted_by_two() -> None:
    wide = {name: [f"{code:05d}" for code in range(20_000)] for name in ("candidate", "interviewer")}
    wide |= {"question": wide["candidate"][::-1], "criterion": wide["candidate"]}
    given = Ratings.of(score=[1, 2] * 10_000, day=list(range(0, 2_000_000, 100)), **wide)
    mixed = given.take(np.random.default_rng(3).permutation(20_000))
    design = build_design(mixed, Settings())
    assert rows(design) == sorted(rows(design))


def test_keys_that_no_row_has_any_more_are_gone() -> None:
    given = ratings()
    design = build_design(given.take(given.facets["candidate"].codes != 3), Settings())
    assert design.facets["candidate"].size == len(given.facets["candidate"].keys) - 1
    assert (design.facets["candidate"].counts > 0).all()


def test_an_interview_is_a_run_of_rows() -> None:
    design = build_design(ratings(), Settings())
    pairs = np.stack([design.facets[name].codes for name in ("candidate", "interviewer")], axis=1)
    assert design.interview_starts.size == len(np.unique(pairs, axis=0))


def test_a_score_off_the_scale_is_refused() -> None:
    with pytest.raises(RatingError, match="outside the scale 1 to 3"):
        build_design(ratings(), Settings(highest=3))


def test_no_ratings_make_an_empty_design() -> None:
    assert build_design(Ratings.of(candidate=[], score=[]), Settings()).n == 0
