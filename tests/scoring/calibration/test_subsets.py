"""Who may be compared with whom, on designs small enough to see it."""

import numpy as np
import pytest

from scoring.calibration import Rating, Ratings, Settings, calibrate
from scoring.calibration.design import build_design
from scoring.calibration.ratings import FACETS
from scoring.calibration.subsets import find_confounded, find_partitions, fit_fixed
from tests.scoring.calibration.simulator import WIDE, simulate

Cell = tuple[str, str, str, str]


def subsets(cells: list[Cell]) -> dict[str, dict[str, int]]:
    scores = [1 + place % 4 for place in range(len(cells))]
    rows = [Rating(*cell, score) for cell, score in zip(cells, scores, strict=True)]
    design = build_design(Ratings.from_rows(rows))
    found = find_partitions(design, fit_fixed(design, FACETS))
    return {
        name: dict(zip(design.facets[name].keys, p.number.tolist(), strict=True)) for name, p in found.items()
    }


def crossed(candidates: str, interviewers: str, questions: str, criteria: str = "k") -> list[Cell]:
    return [(c, i, q, k) for c in candidates for i in interviewers for q in questions for k in criteria]


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


@pytest.mark.parametrize(
    ("cells", "lost"),
    [
        (crossed("abc", "x", "pq", "kl"), {"interviewer": ()}),
        (crossed("abc", "xy", "p", "k") + crossed("abc", "xy", "q", "l"), {"criterion": ("question",)}),
        (crossed("abc", "xy", "pqr", "kl"), {}),
    ],
)
def test_facets_whose_variances_cannot_be_told_apart_are_named(
    cells: list[Cell], lost: dict[str, tuple[str, ...]]
) -> None:
    design = build_design(Ratings.from_rows(Rating(*cell, 1) for cell in cells))
    kept, found = find_confounded(design)
    assert found == lost
    assert set(kept) | set(lost) == set(FACETS)


def test_disconnected_panels_are_refused_by_name() -> None:
    result = calibrate(simulate(3, candidates=80, islands=2).ratings, settings=WIDE)
    panels = [subset for subset in result.subsets if subset.facet == "interviewer"]
    even, odd = result.measure("interviewer", "0"), result.measure("interviewer", "1")
    assert result.fitted
    assert sorted(sorted(map(int, panel.keys)) for panel in panels) == [
        [0, 2, 4, 6, 8, 10],
        [1, 3, 5, 7, 9, 11],
    ]
    assert even.subset != odd.subset
    assert "within subset" in even.note
    assert result.refusal("interviewer", "0", "1").startswith(
        "0 and 1 cannot be compared: they are in subsets"
    )
    assert result.refusal("interviewer", "0", "2") == ""
    said = next(line for line in result.statements if line.startswith("The interviewers fall into 2 subsets"))
    assert "no candidate in common" in said
    assert "no comparison is made across them" in said


def test_severities_of_disconnected_panels_add_up_to_zero_in_each() -> None:
    result = calibrate(simulate(3, candidates=80, islands=2).ratings, settings=WIDE)
    for number in (1, 2):
        own = [m.severity for m in result.measures["interviewer"] if m.subset == number]
        assert sum(own) == pytest.approx(0, abs=1e-9)


def test_comparing_somebody_with_too_little_data_is_refused_with_the_reason() -> None:
    world = simulate(5)
    result = calibrate(world.ratings, settings=Settings(highest=99, minimum_ratings=100))
    few = next(m for m in result.measures["interviewer"] if not m.enough)
    enough = next(m for m in result.measures["interviewer"] if m.enough)
    assert "100 are needed" in result.refusal("interviewer", enough.key, few.key)
    with pytest.raises(KeyError, match="no interviewer 'nobody'"):
        result.refusal("interviewer", enough.key, "nobody")
