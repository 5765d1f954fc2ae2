"""Who may be compared with whom, on designs small enough to see it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.calibration.links.meetings import Meetings
from scoring.calibration.links.subsets import find_subsets, unshared
from scoring.calibration.ratings import FACETS
from tests.scoring.calibration.designs import Cell, comparable, crossed, design_of


def subsets(cells: list[Cell]) -> dict[str, dict[str, int]]:
    design = design_of(cells)
    found = find_subsets(design)
    return {
        name: dict(zip(design.facets[name].keys, numbers.tolist(), strict=True))
        for name, numbers in found.items()
    }


def test_everybody_who_shares_everything_is_in_one_subset() -> None:
    found = subsets(crossed("ab", "xy", "pq", "kl"))
    assert all(set(numbers.values()) == {1} for numbers in found.values())


def test_panels_that_share_questions_but_no_candidate_are_not_compared_and_their_questions_are() -> None:
    found = subsets(crossed("abc", "xy", "pq") + crossed("de", "zw", "pq"))
    assert found["interviewer"] == {"x": 1, "y": 1, "w": 2, "z": 2}
    assert found["candidate"] == {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
    assert found["question"] == {"p": 1, "q": 1}


def test_one_shared_candidate_links_two_panels() -> None:
    found = subsets(crossed("abc", "xy", "pq") + crossed("cd", "zw", "pq"))
    assert set(found["interviewer"].values()) == {1}


def test_an_interviewer_who_always_asks_a_question_of_their_own_is_not_compared() -> None:
    found = subsets(crossed("ab", "x", "p") + crossed("ab", "y", "q") + crossed("ab", "zw", "r"))
    assert len({found["interviewer"][name] for name in "xyz"}) == 3
    assert found["interviewer"]["z"] == found["interviewer"]["w"]


def test_what_three_facets_confound_together_is_found_though_each_pair_is_linked() -> None:
    # a meets (x, p), b (x, q) and (y, p), c (y, q): the candidate tells how many of y and q there are.
    cells = [("a", "x", "p", "k"), ("b", "x", "q", "k"), ("b", "y", "p", "k"), ("c", "y", "q", "k")]
    found = subsets(cells)
    assert found["interviewer"]["x"] != found["interviewer"]["y"]
    assert set(subsets([*cells, ("a", "y", "p", "k")])["interviewer"].values()) == {1}


def test_families_with_questions_of_their_own_share_interviewers_and_compare_no_candidates() -> None:
    found = subsets(crossed("abc", "xy", "pq", "kl") + crossed("de", "xy", "rs", "kl"))
    assert set(found["interviewer"].values()) == set(found["criterion"].values()) == {1}
    assert found["candidate"] == {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
    assert found["question"] == {"p": 1, "q": 1, "r": 2, "s": 2}


def test_questions_with_criteria_of_their_own_are_still_compared_and_the_criteria_are_not() -> None:
    found = subsets(crossed("abc", "xy", "p", "kl") + crossed("abc", "xy", "q", "mn"))
    assert set(found["question"].values()) == {1}
    assert found["criterion"] == {"k": 1, "l": 1, "m": 2, "n": 2}


def test_a_long_chain_of_interviewers_is_one_subset_until_a_link_is_taken_out() -> None:
    chain = [cell for n in range(150) for cell in crossed([f"c{n:03}"], [f"i{n:03}", f"i{n + 1:03}"], "p")]
    assert set(subsets(chain)["interviewer"].values()) == {1}
    broken = [cell for cell in chain if cell[0] != "c070"]
    assert sorted(np.bincount(list(subsets(broken)["interviewer"].values()))[1:]) == [71, 80]


def test_the_largest_subset_is_number_one() -> None:
    found = subsets(crossed("ab", "xy", "p") + crossed("cdefg", "zw", "p"))
    assert found["interviewer"] == {"w": 1, "z": 1, "x": 2, "y": 2}


def test_what_keeps_subsets_apart_is_named() -> None:
    design = design_of(crossed("abc", "xy", "pq") + crossed("de", "zw", "pq"))
    named = unshared(design, Meetings(design))
    assert named == {
        "candidate": ("interviewer",),
        "interviewer": ("candidate",),
        "question": (),
        "criterion": (),
    }


CELLS = st.lists(
    st.tuples(*(st.sampled_from(letters) for letters in ("abcdef", "uvwxyz", "pqrs", "klm"))),
    min_size=1,
    max_size=14,
    unique=True,
)


@settings(max_examples=50, deadline=None)
@given(cells=CELLS)
def test_two_are_together_where_the_matrix_of_the_design_can_estimate_their_difference(
    cells: list[Cell],
) -> None:
    found = subsets(cells)
    for facet in FACETS:
        numbers = found[facet]
        together = {(a, b) for a in numbers for b in numbers if a < b and numbers[a] == numbers[b]}
        assert together == comparable(cells, facet, without="criterion" if facet == "question" else "")


@pytest.mark.parametrize("islands", [2, 5])
def test_islands_of_any_size_are_found_in_many_ratings(islands: int) -> None:
    draw = np.random.default_rng(1)
    cells = {
        (f"c{c}", f"i{int(draw.integers(12)) * islands + c % islands}", f"q{int(draw.integers(9))}", f"k{k}")
        for c in range(6000)
        for _ in range(5)
        for k in range(2)
    }
    found = subsets(sorted(cells))
    assert len(set(found["interviewer"].values())) == islands
    assert len(set(found["candidate"].values())) == islands
    assert set(found["question"].values()) == {1}
    numbers = {name: found["interviewer"][name] for name in found["interviewer"]}
    assert all(numbers[f"i{n}"] == numbers[f"i{n % islands}"] for n in range(12 * islands))
