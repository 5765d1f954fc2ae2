"""One scorecard into a standing fit, against fitting everything again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as some

from scoring.calibration.design import build_design
from scoring.calibration.model.fitting import fit_ratings
from scoring.calibration.model.updating import Standing, Update, add_ratings
from scoring.calibration.ratings import RatingError, Ratings
from scoring.calibration.settings import Settings
from tests.scoring.calibration.simulator import World, simulate


def standing(ratings: Ratings, settings: Settings) -> Standing:
    """A full fit as a standing one."""
    design = build_design(ratings, settings)
    fit = fit_ratings(design)

    def by_key(values: dict[str, np.ndarray]) -> dict[str, dict[str, float]]:
        return {
            name: dict(zip(design.facets[name].keys, column.tolist(), strict=True))
            for name, column in values.items()
        }

    return Standing(fit.thresholds, fit.variances, by_key(fit.effects), by_key(fit.information))


def applied(before: Standing, update: Update) -> Standing:
    def merged(old: dict, new: dict) -> dict:
        return {name: old.get(name, {}) | new.get(name, {}) for name in old | new}

    return Standing(
        before.thresholds,
        before.variances,
        merged(before.effects, update.effects),
        merged(before.information, update.information),
    )


def of_candidate(ratings: Ratings, code: int) -> np.ndarray:
    return ratings.facets["candidate"].codes == code


def last_card(world: World, code: int) -> np.ndarray:
    """The ratings by the last interviewer of that candidate."""
    own = np.flatnonzero(of_candidate(world.ratings, code))
    interviewer = world.ratings.facets["interviewer"].codes
    mask = np.zeros(len(world.ratings), dtype=np.bool_)
    mask[own] = interviewer[own] == interviewer[own[-1]]
    return mask


def distance(update: Update, full: Standing, facet: str) -> float:
    return max(abs(value - full.effects[facet][key]) for key, value in update.effects[facet].items())


def test_a_new_scorecard_moves_everybody_as_a_full_fit_does() -> None:
    world = simulate(1, candidates=400, interviewers=20, questions=30, criteria=2)
    card = last_card(world, 7)
    base = standing(world.ratings.take(~card), world.settings)
    full = standing(world.ratings, world.settings)
    own = of_candidate(world.ratings, 7)
    update = add_ratings(base, world.ratings.take(own & ~card), world.ratings.take(own), world.settings)
    assert abs(full.effects["candidate"]["007"] - base.effects["candidate"]["007"]) > 0.02
    assert distance(update, full, "candidate") < 0.003
    for facet in ("interviewer", "question", "criterion"):
        assert distance(update, full, facet) < 0.005
    assert update.information["candidate"]["007"] == pytest.approx(
        full.information["candidate"]["007"], rel=0.01
    )


def test_a_first_scorecard_places_a_new_candidate() -> None:
    world = simulate(2, candidates=300, interviewers=20, questions=30, criteria=2)
    own = of_candidate(world.ratings, 3)
    base = standing(world.ratings.take(~own), world.settings)
    full = standing(world.ratings, world.settings)
    update = add_ratings(base, None, world.ratings.take(own), world.settings)
    assert distance(update, full, "candidate") < 0.01
    assert update.errors["candidate"]["003"] == pytest.approx(
        (full.information["candidate"]["003"] + 1 / base.variances["candidate"]) ** -0.5, rel=0.01
    )


def test_what_is_taken_away_again_leaves_things_as_they_were() -> None:
    world = simulate(3, candidates=200, interviewers=20)
    card, own = last_card(world, 5), of_candidate(world.ratings, 5)
    without, with_it = world.ratings.take(own & ~card), world.ratings.take(own)
    base = standing(world.ratings.take(~card), world.settings)
    there = applied(base, add_ratings(base, without, with_it, world.settings))
    back = add_ratings(there, with_it, without, world.settings)
    for facet, values in back.effects.items():
        for key, value in values.items():
            assert value == pytest.approx(base.effects[facet][key], abs=1e-3)
            assert back.information[facet][key] == pytest.approx(base.information[facet][key], abs=0.02)


def test_a_candidate_whose_every_rating_leaves_stands_at_the_priors_mean() -> None:
    world = simulate(4, candidates=100)
    own = of_candidate(world.ratings, 9)
    base = standing(world.ratings, world.settings)
    full = standing(world.ratings.take(~own), world.settings)
    update = add_ratings(base, world.ratings.take(own), None, world.settings)
    assert update.effects["candidate"] == {"009": 0.0}
    assert update.information["candidate"] == {"009": 0.0}
    assert update.errors["candidate"]["009"] == pytest.approx(base.variances["candidate"] ** 0.5)
    assert distance(update, full, "interviewer") < 0.02


def test_the_same_ratings_again_move_nothing() -> None:
    world = simulate(5, candidates=100)
    own = world.ratings.take(of_candidate(world.ratings, 9))
    update = add_ratings(standing(world.ratings, world.settings), own, own, world.settings)
    assert update.moved < 2e-3


def test_an_interviewer_nobody_knew_starts_from_the_mean() -> None:
    world = simulate(6, candidates=100)
    base = standing(world.ratings, world.settings)
    card = Ratings.of(candidate=["new"] * 4, interviewer=["novel"] * 4, question=["000", "001", "002", "003"],
                      criterion=["000"] * 4, score=[1, 1, 2, 1])  # fmt: skip
    update = add_ratings(base, None, card, world.settings)
    assert update.effects["candidate"]["new"] < -0.3
    assert abs(update.effects["interviewer"]["novel"]) < 0.5
    prior = base.variances["interviewer"] ** 0.5
    assert 0.5 * prior < update.errors["interviewer"]["novel"] < prior


def test_stated_errors_shrink_with_the_information() -> None:
    world = simulate(7, candidates=100)
    known = standing(world.ratings, world.settings)
    errors = {"interviewer": dict.fromkeys(known.effects["interviewer"], 0.2)}
    base = Standing(known.thresholds, known.variances, known.effects, known.information, errors)
    card = Ratings.of(candidate=["new"] * 2, interviewer=["000"] * 2, question=["000", "001"],
                      criterion=["000"] * 2, score=[2, 3])  # fmt: skip
    update = add_ratings(base, None, card, world.settings)
    assert 0.19 < update.errors["interviewer"]["000"] < 0.2


def test_one_candidate_at_a_time_within_the_scale() -> None:
    base = Standing(np.array([0.0]), {"candidate": 1.0}, {}, {})
    two = Ratings.of(candidate=["a", "b"], score=[1, 2])
    scale = Settings(lowest=1, highest=2)
    with pytest.raises(ValueError, match="not of 2"):
        add_ratings(base, None, two, scale)
    with pytest.raises(ValueError, match="not of 0"):
        add_ratings(base, None, None, scale)
    with pytest.raises(RatingError, match="outside the scale"):
        add_ratings(base, None, Ratings.of(candidate=["a"], score=[3]), scale)


WORLD = simulate(8, candidates=150, interviewers=15, criteria=2)
BASE = standing(WORLD.ratings, WORLD.settings)


@runs(max_examples=10, deadline=None)
@given(changes=some.lists(some.tuples(some.integers(0, 149), some.integers(0, 2)), min_size=1, max_size=5))
def test_any_sequence_of_cards_coming_and_going_stays_near_the_full_fit(
    changes: list[tuple[int, int]],
) -> None:
    """Cards of one interviewer leave, and come back when named again; each update builds on the last."""
    gone, now = np.zeros(len(WORLD.ratings), dtype=np.bool_), BASE
    interviewer = WORLD.ratings.facets["interviewer"].codes
    for code, place in changes:
        own = of_candidate(WORLD.ratings, code)
        card = own & (interviewer == np.unique(interviewer[own])[place])
        before = WORLD.ratings.take(own & ~gone)
        gone ^= card
        now = applied(now, add_ratings(now, before, WORLD.ratings.take(own & ~gone), WORLD.settings))
    full = standing(WORLD.ratings.take(~gone), WORLD.settings)
    # Among 2,700 ratings each card shifts thresholds and variances too, which an update leaves alone.
    for name, values in full.effects.items():
        for key, value in values.items():
            assert now.effects[name][key] == pytest.approx(value, abs=0.1)


def test_the_order_of_two_candidates_cards_hardly_matters() -> None:
    one, other = (last_card(WORLD, code) for code in (11, 12))
    base = standing(WORLD.ratings.take(~(one | other)), WORLD.settings)

    def added(first: int, second: int) -> Standing:
        there = base
        for code in (first, second):
            own, card = of_candidate(WORLD.ratings, code), last_card(WORLD, code)
            before, now = WORLD.ratings.take(own & ~card), WORLD.ratings.take(own)
            there = applied(there, add_ratings(there, before, now, WORLD.settings))
        return there

    forward, backward = added(11, 12), added(12, 11)
    for name, values in forward.effects.items():
        for key, value in values.items():
            assert value == pytest.approx(backward.effects[name][key], abs=5e-3)
