"""Experiments: fixed assignment, sizes as published, a test that may be looked at, and one that may not."""

from collections import Counter

import numpy as np
import pytest
from scipy.stats import norm

from scoring.calibration.trials.experiments import SUSPECT, arm_of, mismatch
from scoring.calibration.trials.sample_size import design_effect, for_means, for_shares
from scoring.calibration.trials.sequential import CLUSTERS, FEWEST, log_ratio, look

HALVES = {"new": 1.0, "old": 1.0}


# --- assignment -------------------------------------------------------------------------------------------


def test_a_unit_stays_in_its_arm() -> None:
    # Pinned: another hash would move people to another arm in the middle of an experiment.
    arms = [arm_of("anchors", f"member-{n}", HALVES, salt="s") for n in range(8)]
    assert arms == [
        arm_of("anchors", f"member-{n}", dict(reversed(HALVES.items())), salt="s") for n in range(8)
    ]
    assert arms == ["new", "new", "new", "new", "new", "old", "old", "new"]


def test_the_shares_are_kept_and_experiments_are_independent() -> None:
    shares = {"a": 0.2, "b": 0.5, "c": 0.3}
    units = [f"unit-{n}" for n in range(6000)]
    first = [arm_of("one", unit, shares, salt="s") for unit in units]
    second = [arm_of("two", unit, shares, salt="s") for unit in units]
    assert (mismatch(Counter(first), shares) or 0) > SUSPECT
    pairs = Counter(zip(first, second, strict=True))
    both = {(a, b): shares[a] * shares[b] for a in shares for b in shares}
    assert (mismatch(pairs, both) or 0) > SUSPECT  # type: ignore[arg-type]  # pairs of arms count as arms


def test_arms_without_a_share_are_refused() -> None:
    for shares in ({}, {"a": 0.0}, {"a": 1.0, "b": -1.0}):
        with pytest.raises(ValueError, match="above 0"):
            arm_of("x", "y", shares, salt="")


def test_lost_units_are_noticed() -> None:
    # Fabijan et al. 2019: 821,588 against 815,482 of an even split have p below 1e-5.
    p = mismatch({"old": 821_588, "new": 815_482}, HALVES)
    assert p is not None and p < 1e-5 < SUSPECT
    assert (mismatch({"old": 510, "new": 490}, HALVES) or 0) > 0.5
    assert mismatch({"old": 2, "new": 1}, HALVES) is None


# --- sizes ------------------------------------------------------------------------------------------------


def test_sizes_are_those_of_r() -> None:
    assert for_shares(0.5, 0.6) == 388  # power.prop.test(p1 = .5, p2 = .6, power = .8): 387.3385
    assert for_shares(0.5, 0.75, power=0.9) == 77  # power.prop.test(p1 = .50, p2 = .75, power = .90): 76.7
    assert for_means(0.5, 1.0) == 64  # power.t.test(delta = .5, sd = 1, power = .8): 63.76576
    assert for_means(1.0, 1.0, power=0.9) in (22, 23)  # power.t.test(power = .90, delta = 1): 22.02110
    assert design_effect(20, 0.05) == pytest.approx(1.95)
    assert design_effect(20, 0.05, variation=0.6) == pytest.approx(1 + (1.36 * 20 - 1) * 0.05)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: for_shares(0.5, 0.5),
        lambda: for_shares(0, 0.5),
        lambda: for_means(0, 1),
        lambda: for_means(1, 0),
        lambda: for_means(1, 1, power=1),
        lambda: design_effect(0, 0.1),
        lambda: design_effect(10, 1.1),
    ],
)
def test_sizes_of_nothing_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"needed|lie between|has 1 unit"):
        wrong()


# --- looking ----------------------------------------------------------------------------------------------


def looks(
    experiments: int, pairs: int, *, effect: float = 0.0, seed: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    """Difference and its variance after each pair of units from FEWEST on; by experiment."""
    rng = np.random.default_rng(seed)
    n = np.arange(1, pairs + 1)
    arms = [rng.normal(shift, 1.0, (experiments, pairs)) for shift in (0.0, effect)]
    means = [np.cumsum(arm, axis=1) / n for arm in arms]
    spreads = [
        (np.cumsum(arm**2, axis=1) - n * mean**2) / np.maximum(n - 1, 1)
        for arm, mean in zip(arms, means, strict=True)
    ]
    differences = (means[1] - means[0])[:, FEWEST:]
    variances = ((spreads[0] + spreads[1]) / n)[:, FEWEST:]
    return differences, variances


def test_whoever_looks_after_every_unit_errs_one_time_in_twenty_at_most() -> None:
    differences, variances = looks(2000, 1000)
    ratio = log_ratio(differences, variances, 0.3).max(axis=1)
    assert (ratio > np.log(20)).mean() <= 0.05


def test_whoever_peeks_with_a_t_test_is_fooled_far_more_often() -> None:
    differences, variances = looks(2000, 1000)
    z = np.abs(differences) / np.sqrt(variances)
    assert (z[:, -1] > norm.ppf(0.975)).mean() == pytest.approx(0.05, abs=0.015)
    assert (z > norm.ppf(0.975)).any(axis=1).mean() > 0.3


def test_a_real_effect_is_found_and_early() -> None:
    differences, variances = looks(500, 1000, effect=0.3)
    found = log_ratio(differences, variances, 0.3) > np.log(20)
    assert found.any(axis=1).mean() > 0.98
    assert np.median(found.argmax(axis=1)) < 350


def test_a_look_says_what_the_formula_says() -> None:
    rng = np.random.default_rng(2)
    arm = np.arange(400) % 2 == 1
    value = rng.normal(0, 1, 400) + 0.8 * arm
    seen = look(arm, value, effect=0.5)
    assert seen.units == (200, 200) and seen.missing == (0, 0)
    assert seen.p is not None and seen.p < 0.001
    assert seen.low is not None and seen.high is not None and 0 < seen.low < 0.8 < seen.high
    assert look(arm, value + 1e6, effect=0.5).p == pytest.approx(seen.p, rel=1e-3)
    # Once low enough, always low: what came after does not take the finding back.
    more = np.concatenate([value, -np.sign(arm - 0.5)])
    later = look(np.concatenate([arm, arm]), more[: arm.size * 2], effect=0.5)
    assert later.p is not None and later.p <= seen.p


def test_the_interval_holds_the_truth_at_every_look() -> None:
    rng = np.random.default_rng(3)
    missed = 0
    for _ in range(200):
        arm, value = np.arange(200) % 2 == 1, rng.normal(0, 1, 200)
        ends = [look(arm[:n], value[:n], effect=0.5) for n in range(2 * FEWEST, 200, 20)]
        missed += any(not (one.low <= 0 <= one.high) for one in ends)  # type: ignore[operator]  # known here
    assert missed <= 14


def test_before_the_first_look_it_says_how_many_are_missing() -> None:
    seen = look([False, True, True], [1.0, 2.0, 3.0], effect=1.0)
    assert seen.missing == (FEWEST - 1, FEWEST - 2) and seen.p is None
    assert look([], [], effect=1.0).missing == (FEWEST, FEWEST)
    clusters = look([False, True] * 50, [1.0] * 100, effect=1.0, cluster=[0, 1] * 50)
    assert clusters.missing == (CLUSTERS - 1, CLUSTERS - 1)


def test_equal_values_give_no_division_by_nothing() -> None:
    seen = look([False, True] * 50, [2.0] * 100, effect=1.0)
    assert seen.p == 1.0 and seen.difference == 0.0
    assert look([False, True] * 50, [1.0, 2.0] * 50, effect=1.0).p is not None


def test_whole_interviewers_are_compared_by_their_own_spread() -> None:
    rng = np.random.default_rng(4)
    fooled = with_clusters = 0
    for _ in range(300):
        cluster = np.repeat(np.arange(40), 25)
        arm = cluster % 2 == 1
        value = rng.normal(0, 0.7, 40)[cluster] + rng.normal(0, 1, 1000)
        fooled += (look(arm, value, effect=0.3).p or 1.0) < 0.05
        with_clusters += (look(arm, value, effect=0.3, cluster=cluster).p or 1.0) < 0.05
    assert with_clusters <= 15 < 60 < fooled


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="finite value"):
        look([True], [float("nan")], effect=1.0)
    with pytest.raises(ValueError, match="effect above 0"):
        look([True], [1.0], effect=0.0)
    with pytest.raises(ValueError, match="for each unit"):
        look([True, False], [1.0], effect=1.0)
