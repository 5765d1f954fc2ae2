"""Interviewer by group: a planted harshness to one group is found, rest is left alone, few are not judged."""

from dataclasses import replace

import numpy as np
import pytest

from scoring.calibration.design import Design, Facet
from scoring.calibration.impact.group_bias import FEWEST, GroupBias, group_bias
from scoring.calibration.model.fit import Fit
from scoring.calibration.model.moments import probabilities

THRESHOLDS = np.array([-1.2, 0.1, 1.1])
PEOPLE, MET, EACH = 400, 40, 6
GROUPS = {f"c{k:03d}": "b" if k % 4 == 0 else "a" for k in range(PEOPLE)}


def panel(seed: int, harsh: float = 0.0, interviewers: int = 40) -> tuple[Design, Fit]:
    """Known truth; the first interviewer is `harsh` logits harsher to group b. Group b is .5 weaker."""
    rng = np.random.default_rng(seed)
    ability = rng.normal(0, 1, PEOPLE) - 0.5 * (np.arange(PEOPLE) % 4 == 0)
    who = np.repeat(np.arange(interviewers, dtype=np.int32), MET * EACH)
    met = np.concatenate([rng.choice(PEOPLE, MET, replace=False) for _ in range(interviewers)])
    person = np.repeat(met, EACH).astype(np.int32)
    location = ability[person] - np.where((who == 0) & (person % 4 == 0), harsh, 0.0)
    chances = probabilities(location, THRESHOLDS).cumsum(axis=1)
    category = (chances < rng.random(who.size)[:, None]).sum(axis=1)
    facets = {
        "candidate": Facet("candidate", tuple(GROUPS), person),
        "interviewer": Facet("interviewer", tuple(f"i{k:02d}" for k in range(interviewers)), who),
    }
    effects = {"candidate": ability, "interviewer": np.zeros(interviewers)}
    return Design(facets, {}, category.astype(np.int8), None, 1, 3), Fit(effects, THRESHOLDS, {}, {}, 1, True)


def flagged(found: list[GroupBias]) -> set[str]:
    return {one.interviewer for one in found if one.flagged}


def test_a_planted_harshness_is_found_with_its_size() -> None:
    found = group_bias(*panel(1, harsh=1.2), GROUPS)
    assert flagged(found) == {"i00"}
    (harsh,) = [one for one in found if (one.interviewer, one.group) == ("i00", "b")]
    assert harsh.logits == pytest.approx(-1.2, abs=0.5)
    assert harsh.points is not None and -1.0 < harsh.points < -0.3
    (other,) = [one for one in found if (one.interviewer, one.group) == ("i00", "a")]
    assert other.z == pytest.approx(-(harsh.z or 0.0))  # of two groups, one is the other turned over


def test_a_weaker_group_alone_is_no_bias() -> None:
    assert sum(len(flagged(group_bias(*panel(seed), GROUPS))) for seed in range(12)) <= 2


def test_z_is_standard_where_nothing_is_wrong() -> None:
    z = [one.z for seed in range(6) for one in group_bias(*panel(seed), GROUPS) if one.z is not None]
    assert np.std(z) == pytest.approx(1, abs=0.12)


def test_few_people_are_hidden_with_the_reason() -> None:
    design, fit = panel(1)
    first = {
        key: "rare" if place in set(np.unique(design.facets["candidate"].codes[:18])) else "a"
        for place, key in enumerate(GROUPS)
    }
    found = group_bias(design, fit, first)
    assert {one.hidden for one in found if one.interviewer == "i00"} == {
        f"fewer than {FEWEST} people of the group, or of the others"
    }
    assert all(one.z is None for one in found if one.hidden)


def test_without_groups_or_interviewers_there_is_nothing() -> None:
    design, fit = panel(1, interviewers=2)
    assert group_bias(design, fit, {}) == []
    assert group_bias(design, fit, dict.fromkeys(GROUPS, "a")) == []
    alone = replace(design, facets={"candidate": design.facets["candidate"]})
    assert group_bias(alone, fit, GROUPS) == []


def test_candidates_of_no_group_are_left_out() -> None:
    design, fit = panel(1, harsh=1.2)
    some = {key: group for place, (key, group) in enumerate(GROUPS.items()) if place % 3}
    kept = design.facets["candidate"].codes % 3 > 0
    facets = {name: replace(facet, codes=facet.codes[kept]) for name, facet in design.facets.items()}
    without = replace(design, facets=facets, category=design.category[kept])
    for ours, theirs in zip(group_bias(design, fit, some), group_bias(without, fit, some), strict=True):
        assert (ours.interviewer, ours.group, ours.flagged) == (
            theirs.interviewer,
            theirs.group,
            theirs.flagged,
        )
        assert ours.z == pytest.approx(theirs.z)
