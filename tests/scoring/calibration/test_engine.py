"""What a run says of ratings that allow little or nothing, and what it never does."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.calibration import Rating, RatingError, Ratings, Result, Settings, calibrate
from tests.scoring.calibration.simulator import WIDE, simulate

ADJUSTED = ("severity", "se", "low", "high", "fair")


def of(rows: list[Rating], **values: Any) -> Result:
    chosen = Settings(**values)
    return calibrate(Ratings.from_rows(rows, settings=chosen), settings=chosen)


def crossed(candidates: int, interviewers: int, questions: int, score: Any) -> list[Rating]:
    return [
        Rating(f"c{c}", f"i{i}", f"q{q}", k, score(c, i, q))
        for c in range(candidates)
        for i in range(interviewers)
        for q in range(questions)
        for k in ("clarity", "depth")
    ]


def jumbled(c: int, i: int, q: int) -> int:
    return 1 + (c * 7 + i * 5 + q * 3 + c * i * q) % 4


def says_nothing_adjusted(result: Result) -> bool:
    measures = [m for own in result.measures.values() for m in own]
    return all(getattr(m, name) is None for m in measures for name in ADJUSTED) and not any(
        m.enough for m in measures
    )


def test_no_ratings_at_all() -> None:
    result = of([])
    assert (result.fitted, result.n, result.measures) == (False, 0, {})
    assert result.statements == ("Nothing was adjusted: there are no ratings.",)
    json.dumps(result.as_json(), allow_nan=False)


def test_a_single_rating_has_a_mean_and_nothing_else() -> None:
    result = of([Rating("ana", "bo", "q1", "clarity", 3)])
    measure = result.measure("interviewer", "bo")
    assert says_nothing_adjusted(result)
    assert (measure.n, measure.mean, measure.spread) == (1, 3.0, None)
    assert measure.note == "too little data: 1 rating, 10 are needed"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (crossed(5, 4, 3, lambda c, i, q: 3), "every rating is 3"),
        (crossed(1, 4, 8, jumbled), "all ratings are of one candidate"),
        (crossed(4, 3, 4, lambda c, i, q: 1 + c % 4), "the scores follow exactly"),
        (crossed(2, 1, 5, jumbled), "too little data: 20 ratings for 7 unknowns"),
    ],
    ids=["one category", "one candidate", "no error", "too few"],
)
def test_ratings_that_allow_no_fit_are_refused_in_words(rows: list[Rating], words: str) -> None:
    result = of(rows, minimum_ratings=10 if "too little" not in words else 14)
    assert not result.fitted
    assert words in result.refused
    assert words in result.statements[0]
    assert result.variance == {}
    assert says_nothing_adjusted(result)
    assert any(words in m.note for own in result.measures.values() for m in own)


def test_a_lone_interviewer_gets_no_severity_and_the_questions_still_get_theirs() -> None:
    result = of(crossed(8, 1, 5, jumbled))
    lone = result.measure("interviewer", "i0")
    assert (lone.severity, lone.enough) == (None, False)
    assert lone.note == "not estimated: the ratings link no other interviewer to this one"
    assert result.measure("question", "q0").severity is not None
    assert "There is only one interviewer" in result.statements[0]


def test_criteria_that_go_with_the_question_share_its_variance_and_get_no_number() -> None:
    rows = [
        Rating(r.candidate, r.interviewer, r.question, f"of {r.question}", r.score)
        for r in crossed(8, 3, 4, jumbled)
    ]
    result = of(rows)
    assert "question and criterion" in result.variance
    assert result.measure("criterion", "of q1").severity is None
    assert result.measure("question", "q1").severity is not None
    assert any("criteria divide the ratings as the questions do" in line for line in result.statements)


def test_an_element_under_the_minimum_keeps_its_raw_figures_and_says_what_is_missing() -> None:
    rows = crossed(8, 3, 4, jumbled) + [Rating("c0", "new", f"q{q}", "depth", 2 + q % 2) for q in range(4)]
    result = of(rows)
    new = result.measure("interviewer", "new")
    assert (new.n, new.candidates, new.mean) == (4, 1, 2.5)
    assert (new.enough, new.severity, new.low) == (False, None, None)
    assert new.note == "too little data: 4 ratings, 10 are needed"
    assert "1 of 4 interviewers have fewer than the 10 ratings needed." in result.statements
    assert result.measure("interviewer", "i0").enough


def test_an_interviewer_who_met_one_candidate_only_gets_no_severity() -> None:
    rows = crossed(8, 3, 6, jumbled) + [
        Rating("c0", "new", f"q{q}", k, 2 + q % 2) for q in range(6) for k in ("clarity", "depth")
    ]
    assert "only one candidate" in of(rows).measure("interviewer", "new").note


def test_a_design_too_large_for_the_model_is_refused_and_not_attempted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scoring.calibration.engine.LARGEST", 5)
    result = of(crossed(8, 3, 4, jumbled))
    assert "more than the 5 this model takes" in result.refused
    assert says_nothing_adjusted(result)
    assert result.measure("interviewer", "i0").n == 64
    assert [subset.number for subset in result.subsets] == [1, 1, 1, 1]


def test_a_search_that_does_not_converge_is_a_refusal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.calibration.reml.CEILING", 0.3)
    result = calibrate(simulate(1).ratings, settings=WIDE)
    assert "did not converge" in result.refused
    assert says_nothing_adjusted(result)


def test_a_score_outside_the_settings_scale_is_an_error() -> None:
    with pytest.raises(RatingError, match="outside the scale 1 to 4"):
        calibrate(simulate(1).ratings, settings=Settings())


def test_the_result_is_plain_json_with_the_names_that_stay() -> None:
    result = calibrate(simulate(1).ratings, settings=WIDE)
    values = json.loads(json.dumps(result.as_json(), allow_nan=False))
    assert set(values["elements"]) == {"candidate", "interviewer", "question", "criterion"}
    assert set(values["variance"]) == {"candidate", "interviewer", "question", "criterion", "error"}
    assert {
        "id",
        "n",
        "mean",
        "spread",
        "severity",
        "se",
        "low",
        "high",
        "fair_average",
        "enough",
        "subset",
        "note",
    } < set(values["elements"]["interviewer"][0])
    assert values["converged"] is True
    assert values["model"] == "additive"


def test_the_order_of_the_rows_changes_nothing_to_the_last_bit() -> None:
    ratings = simulate(2).ratings
    order = np.random.default_rng(1).permutation(len(ratings))
    names = ("candidate", "interviewer", "question", "criterion", "score")
    shuffled = Ratings(**{name: getattr(ratings, name)[order] for name in names})
    assert calibrate(shuffled, settings=WIDE).as_json() == calibrate(ratings, settings=WIDE).as_json()


def test_other_names_give_the_same_numbers() -> None:
    ratings = simulate(2).ratings
    renamed = Ratings(
        ratings.candidate,
        [f"person {99 - int(i)}" for i in ratings.interviewer],
        ratings.question,
        ratings.criterion,
        ratings.score,
    )
    before, after = calibrate(ratings, settings=WIDE), calibrate(renamed, settings=WIDE)
    for measure in before.measures["interviewer"]:
        other = after.measure("interviewer", f"person {99 - int(measure.key)}")
        assert other.severity == pytest.approx(measure.severity, abs=1e-4)
        assert other.se == pytest.approx(measure.se, abs=1e-4)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), points=st.integers(1, 20), shift=st.integers(-20, 20))
def test_harsher_scores_of_one_interviewer_are_that_interviewers_severity(
    seed: int, points: int, shift: int
) -> None:
    world = simulate(seed, candidates=30, interviewers=6)
    before = calibrate(world.ratings, settings=Settings(lowest=-100, highest=200))
    mine = world.ratings.interviewer == "3"
    moved = Ratings(
        world.ratings.candidate,
        world.ratings.interviewer,
        world.ratings.question,
        world.ratings.criterion,
        world.ratings.score - np.where(mine, points, 0) + shift,
    )
    after = calibrate(moved, settings=Settings(lowest=-100, highest=200))
    gain = after.measure("interviewer", "3").severity - before.measure("interviewer", "3").severity
    # Of six, the contrast with the mean of all moves by 5/6 of it, less some shrinkage.
    assert 0.7 * points * 5 / 6 < gain < 1.15 * points
    assert after.mean == pytest.approx(before.mean + shift - points * mine.mean(), abs=1e-9)


LABELS = st.sampled_from(["a", "b", "c", "d", "ä", " ", "1"])
ROWS = st.builds(
    Rating,
    LABELS,
    LABELS,
    LABELS,
    LABELS,
    st.integers(1, 4),
    topic=st.none() | LABELS,
    level=st.none() | LABELS,
)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(ROWS, max_size=60), minimum=st.integers(1, 10))
def test_no_valid_ratings_give_nan_a_warning_or_an_interval_that_misses_its_own_value(
    rows: list[Rating], minimum: int
) -> None:
    result = of(rows, minimum_ratings=minimum)
    json.dumps(result.as_json(), allow_nan=False)
    assert result.fitted or result.refused
    for own in result.measures.values():
        for m in own:
            assert m.enough or m.note
            assert m.enough == (m.se is not None)
            if m.enough:
                value = m.fair if m.facet == "candidate" else m.severity
                assert m.low <= value <= m.high
                assert m.n >= minimum
