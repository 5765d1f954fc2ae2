"""The extra seatings that would link interviewers: few enough, and they do it."""

import numpy as np
import pytest

from scoring.calibration import Design, Rating, Ratings, Settings, build_design
from scoring.calibration.links.connecting import connect
from scoring.calibration.links.meetings import Meetings
from scoring.calibration.links.subsets import find_subsets
from tests.scoring.calibration.designs import Cell, crossed, design_of


def connections(design: Design) -> tuple[tuple[str, str], ...]:
    return connect(design, find_subsets(design)["interviewer"], Meetings(design))


def islands(count: int, questions: str) -> list[Cell]:
    return [
        (f"c{n}{c}", f"i{n}{i}", f"{q}{n}" if questions == "own" else q, k)
        for n in range(count)
        for c, i, q, k in crossed("abc", "xyz"[: 2 + (n == 0)], "pq", "kl")
    ]


def test_linked_interviewers_need_nothing() -> None:
    assert connections(design_of(crossed("abc", "xy", "pq"))) == ()


@pytest.mark.parametrize("questions", ["shared", "own"])
@pytest.mark.parametrize("count", [2, 4])
def test_one_seating_fewer_than_subsets_links_them_all(count: int, questions: str) -> None:
    cells = islands(count, questions)
    found = connections(design_of(cells))
    assert len(found) == count - 1
    asked = {cell[0]: cell[2:] for cell in cells}
    more = [(candidate, interviewer, *asked[candidate]) for interviewer, candidate in found]
    assert set(find_subsets(design_of([*cells, *more]))["interviewer"].tolist()) == {1}
    for left_out in range(len(more)):
        fewer = [*cells, *more[:left_out], *more[left_out + 1 :]]
        assert find_subsets(design_of(fewer))["interviewer"].max() == 2


def test_the_latest_candidate_is_met_by_those_of_the_largest_subset_in_turn() -> None:
    rows = [
        Rating(*cell, 1 + place % 4, day=int(cell[0][1]) * 10 + "abc".index(cell[0][2]))
        for place, cell in enumerate(islands(3, "shared"))
    ]
    found = connections(build_design(Ratings.from_rows(rows), Settings()))
    assert found == (("i0x", "c1c"), ("i0y", "c2c"))


def test_an_interviewer_who_met_more_people_goes_first() -> None:
    cells = [*crossed("abc", "xy", "p"), *crossed("d", "y", "p"), *crossed("ef", "zw", "p")]
    assert connections(design_of(cells)) == (("y", "e"),)


def test_many_islands_are_linked_at_once() -> None:
    draw = np.random.default_rng(1)
    cells = [(f"c{n}-{c}", f"i{n}-{i}", "q", "k") for n in range(300) for c in range(3) for i in range(2)]
    found = connections(design_of([cells[place] for place in draw.permutation(len(cells))]))
    assert len(found) == 299
    assert len({candidate for _, candidate in found}) == 299
