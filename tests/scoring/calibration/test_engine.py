"""What a run says of ratings that allow little or nothing, and what it never does."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scoring.calibration import Rating, RatingError, Ratings, Result, Settings, as_json, calibrate
from tests.scoring.calibration.designs import drawn, jumbled, rated

ADJUSTED = ("logit", "logit_se", "severity", "low", "high", "fair", "infit", "outfit")


def of(rows: list[Rating], **values: Any) -> Result:
    chosen = Settings(**values)
    return calibrate(Ratings.from_rows(rows, settings=chosen), settings=chosen)


def says_nothing_adjusted(result: Result) -> bool:
    return all(
        np.isnan(getattr(own, name)).all() for own in result.elements.values() for name in ADJUSTED
    ) and not any(own.enough.any() for own in result.elements.values())


def test_no_ratings_at_all() -> None:
    result = of([])
    assert (result.fitted, result.n, result.elements) == (False, 0, {})
    assert result.statements == ("Nothing was adjusted: there are no ratings.",)
    json.dumps(as_json(result), allow_nan=False)


def test_a_single_rating_has_a_mean_and_nothing_else() -> None:
    result = of([Rating("ana", "bo", "q1", "clarity", 3)])
    measure = result.measure("interviewer", "bo")
    assert says_nothing_adjusted(result)
    assert (measure.n, measure.mean, measure.spread) == (1, 3.0, None)
    assert measure.note == "too little data: 1 rating, 10 are needed, 9 more"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (rated(5, 4, 3, lambda c, i, q: 3), "every rating is 3"),
        (rated(1, 4, 8, jumbled), "all ratings are of one candidate"),
        (rated(4, 3, 4, lambda c, i, q: 1 + c % 4), "the ratings of each candidate are all the same"),
        (rated(8, 3, 4, lambda c, i, q: 1 + 3 * (c % 2)), "the ratings of each candidate are all the same"),
        (rated(8, 3, 4, lambda c, i, q: 1 + q), "the ratings of each question are all the same"),
        (rated(2, 2, 2, jumbled), "too little data: 16 ratings for 7 unknowns, at least 17 are needed"),
        (rated(40, 1, 1, jumbled, ["k"]), "every candidate has one rating only"),
        (rated(20, 1, 1, jumbled, ["k"]) * 2, "there is nothing to adjust for"),
    ],
    ids=["one category", "one candidate", "no error", "extremes", "one question", "few", "ones", "alone"],
)
def test_ratings_that_allow_no_fit_are_refused_in_words(rows: list[Rating], words: str) -> None:
    result = of(rows)
    assert not result.fitted
    assert words in result.refused
    assert words in result.statements[0]
    assert (result.variance, result.thresholds) == ({}, ())
    assert says_nothing_adjusted(result)
    assert all(own.notes for own in result.elements.values())
    json.dumps(as_json(result), allow_nan=False)


def test_where_nothing_links_anything_nothing_is_compared() -> None:
    rows = [Rating(f"c{n}", f"i{n}", f"q{n}", f"k{n}", 1 + (n + m) % 4) for n in range(30) for m in range(6)]
    result = of(rows)
    assert "links" in result.refused or "nothing to adjust for" in result.refused
    assert says_nothing_adjusted(result)


def test_interviewers_with_candidates_of_their_own_are_not_compared_and_their_candidates_are() -> None:
    rows = [replace(row, interviewer=f"i{int(row.candidate[1:]) % 4}") for row in drawn(3)]
    result = of(rows)
    assert np.isnan(result.elements["interviewer"].logit).all()
    assert "link no other interviewer to this one" in result.measure("interviewer", "i0").note
    assert result.elements["candidate"].enough.all()
    assert result.refusal("candidate", "c0", "c1").startswith(
        "c0 and c1 cannot be compared: they are in subsets"
    )
    assert result.refusal("candidate", "c0", "c4") == ""
    assert len(result.connections) == 3


def test_a_lone_interviewer_gets_no_severity_and_the_questions_still_get_theirs() -> None:
    result = of([replace(row, interviewer="bo") for row in drawn(1)])
    lone = result.measure("interviewer", "bo")
    assert (lone.severity, lone.enough, lone.n) == (None, False, 720)
    assert lone.note == "not estimated: there is only one interviewer"
    assert result.measure("question", "q0").severity is not None
    assert "There is only one interviewer" in result.statements[0]
    assert set(result.variance) == {"candidate", "question", "criterion"}


def test_criteria_that_go_with_the_question_are_named_and_one_of_the_two_is_fitted() -> None:
    result = of([replace(row, criterion=f"of {row.question}") for row in drawn(1)])
    assert set(result.variance) == {"candidate", "interviewer", "question"}
    assert result.measure("criterion", "of q1").severity is None
    assert result.measure("question", "q1").severity is not None
    assert any(
        "criteria divide the ratings exactly as the questions do" in line for line in result.statements
    )


def test_an_element_under_the_minimum_keeps_its_raw_figures_and_says_what_is_missing() -> None:
    rows = drawn(1) + [Rating("c0", "new", f"q{q}", "depth", 2 + q % 2) for q in range(4)]
    result = of(rows)
    new = result.measure("interviewer", "new")
    assert (new.n, new.candidates, new.mean) == (4, 1, 2.5)
    assert (new.enough, new.severity, new.low) == (False, None, None)
    assert new.note == "too little data: 4 ratings, 10 are needed, 6 more"
    assert "1 of 7 interviewers has fewer than the 10 ratings needed." in result.statements
    assert "10 are needed" in result.refusal("interviewer", "i0", "new")


def test_an_interviewer_who_met_one_candidate_only_gets_no_severity() -> None:
    rows = drawn(1) + [
        Rating("c0", "new", f"q{q}", k, 2 + q % 2) for q in range(6) for k in ("clarity", "depth")
    ]
    assert "only one candidate was met" in of(rows).measure("interviewer", "new").note


def test_somebody_who_only_ever_got_the_highest_rating_is_told_so() -> None:
    rows = drawn(1) + [
        Rating("best", i, f"q{q}", k, 4) for i in ("i1", "i2") for q in range(6) for k in ("clarity", "depth")
    ]
    best = of(rows).measure("candidate", "best")
    assert best.note == "every rating is the highest: how far beyond, nobody can say"
    assert best.logit is not None
    assert best.logit > 1


def test_points_nobody_used_are_named_and_nothing_is_said_of_their_steps() -> None:
    rows = [replace(row, score=min(row.score, 3)) for row in drawn(1)]
    result = of(rows, highest=5)
    assert result.points == (1, 2, 3)
    assert len(result.thresholds) == 2
    assert result.statements[0].startswith("Nobody gave 4 or 5: the steps are those between the points")
    assert result.elements["candidate"].fair.max() < 3
    standing = as_json(result)["raw_thresholds"]
    assert len(standing) == 4
    assert min(standing[2:]) > 20 or max(standing) > 20


def test_a_point_in_the_middle_that_nobody_used_is_closed_up_and_scores_stay_in_points() -> None:
    rows = drawn(1)
    apart = of([replace(row, score=row.score + (row.score > 2)) for row in rows], highest=5)
    close = of(rows)
    assert apart.points == (1, 2, 4, 5)
    assert apart.thresholds == close.thresholds
    np.testing.assert_array_equal(apart.elements["candidate"].logit, close.elements["candidate"].logit)
    raised = apart.elements["candidate"].fair - close.elements["candidate"].fair
    assert raised.min() > 0
    assert raised.max() < 1
    assert [row["point"] for row in as_json(apart)["categories"]] == [1, 2, 4, 5]
    used = apart.diagnostics.use["interviewer"] if apart.diagnostics else np.zeros((1, 5))
    assert (used.shape[1], int(used[:, 2].sum())) == (5, 0)


def test_facets_may_be_missing() -> None:
    rows = drawn(2)
    ratings = Ratings.of(
        candidate=[row.candidate for row in rows],
        interviewer=[row.interviewer for row in rows],
        score=[row.score for row in rows],
    )
    result = calibrate(ratings)
    assert result.fitted
    assert set(result.elements) == {"candidate", "interviewer"}
    json.dumps(as_json(result), allow_nan=False)


def test_panels_that_never_meet_are_two_subsets_with_one_seating_to_link_them() -> None:
    other = [
        replace(row, candidate=f"x{row.candidate}", interviewer=f"x{row.interviewer}") for row in drawn(5)
    ]
    result = of(drawn(4) + other)
    own = result.elements["interviewer"]
    assert {own.keys[place][0]: number for place, number in enumerate(own.subset.tolist())} == {
        "i": 1,
        "x": 2,
    }
    for number in (1, 2):
        assert own.logit[own.subset == number].mean() == pytest.approx(0, abs=1e-9)
    assert result.refusal("interviewer", "i0", "xi0").startswith("i0 and xi0 cannot be compared: they are in")
    assert result.refusal("interviewer", "i0", "i1") == ""
    said = next(line for line in result.statements if line.startswith("The interviewers fall into 2 subsets"))
    assert "no candidate in common" in said
    assert [interviewer[0] for interviewer, _ in result.connections] == ["i"]
    assert any(line.startswith("1 more interview would link all interviewers:") for line in result.statements)
    assert "within subset" in result.measure("interviewer", "i0").note


def test_a_score_outside_the_settings_scale_is_an_error() -> None:
    ratings = Ratings.from_rows([Rating("a", "b", "q", "k", 5)], settings=Settings(highest=5))
    with pytest.raises(RatingError, match="outside the scale 1 to 4"):
        calibrate(ratings)


def test_a_robust_run_leaves_the_faulty_out_and_says_whom() -> None:
    rows = [
        replace(row, score=2 + (row.score > 2)) if row.interviewer == "i0" else row
        for row in drawn(8, candidates=200, interviewers=8)
    ]
    plain, robust = of(rows), of(rows, robust=True)
    out = as_json(robust)["down_weighted"]
    assert as_json(plain)["down_weighted"] == []
    assert out == ["i0"]
    assert any("left out of the fit (i0)" in line for line in robust.statements)
    assert robust.variance["candidate"] > plain.variance["candidate"]
    assert robust.measure("interviewer", "i0").enough
