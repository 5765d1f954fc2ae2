"""What ratings say of a rubric's criteria: on plain values."""

import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.rubric_figures import Verdict, figures

DEPTH, CLARITY = uuid.uuid4(), uuid.uuid4()
ANSWERS = [uuid.uuid4() for _ in range(80)]
PEOPLE = [uuid.uuid4() for _ in range(80)]
LEAD, SECOND = uuid.uuid4(), uuid.uuid4()


def verdict(place: int, value: int | None, criterion=DEPTH, member=LEAD, words: int = 10) -> Verdict:
    return Verdict(criterion, ANSWERS[place], member, PEOPLE[place], value, words)


def of_depth(verdicts, worth=None):
    return figures(verdicts, [DEPTH, CLARITY], worth or {}, 10)[0]


def test_too_few_ratings_say_how_many_are_missing():
    found = of_depth([verdict(n, 3) for n in range(4)])
    assert found.missing == "too little data: 4 ratings, 6 more needed"
    assert (found.points, found.not_assessed, found.words) == ((), None, None)


def test_ratings_of_too_few_people_are_nobody_s_business():
    found = of_depth([verdict(n % 4, 3) for n in range(40)])
    assert found.missing == "too little data: ratings of 4 candidates, 1 more needed"
    assert found.points == ()


def test_points_have_their_share_and_the_unused_is_named():
    found = of_depth([verdict(n, (1, 2, 2, 3)[n % 4]) for n in range(40)])
    assert [(one.n, one.share) for one in found.points] == [(10, 25), (20, 50), (10, 25), (0, 0)]
    assert found.never == [4]
    assert "point 4 never given in 40 ratings" in found.remarks


def test_length_of_evidence_is_a_median_and_of_a_point_only_where_ten_have_it():
    found = of_depth([verdict(n, 3 if n < 30 else 2, words=n) for n in range(35)])
    assert found.words == 17
    assert [one.words for one in found.points] == [None, None, 14.5, None]


def test_a_higher_point_should_go_to_better_people():
    rising = {person: 1.5 + n // 20 for n, person in enumerate(PEOPLE)}
    verdicts = [verdict(n, 1 + n // 20) for n in range(80)]
    assert of_depth(verdicts, rising).rises is True
    falling = {person: 4 - worth for person, worth in rising.items()}
    found = of_depth(verdicts, falling)
    assert found.rises is False
    assert "points out of order: a higher one does not go to better people" in found.remarks
    assert of_depth(verdicts).rises is None


def test_telling_apart_is_a_correlation_over_fifty_ratings():
    worth = {person: 1.5 + n // 20 for n, person in enumerate(PEOPLE)}
    assert of_depth([verdict(n, 1 + n // 20) for n in range(80)], worth).telling == pytest.approx(1)
    assert of_depth([verdict(n, 1 + n // 20) for n in range(49)], worth).telling is None
    same = of_depth([verdict(n, 3) for n in range(60)], worth)
    assert same.telling == 0
    assert "it hardly tells people apart" in same.remarks


def test_agreement_is_of_two_people_on_one_answer():
    apart = [0] * 10 + [1] * 5 + [2] * 5
    verdicts = [verdict(n, 1) for n in range(20)]
    verdicts += [verdict(n, 1 + step, member=SECOND) for n, step in enumerate(apart)]
    found = of_depth(verdicts).agreement
    assert (found.n, found.same, found.near) == (20, 50, 75)
    assert "interviewers read the anchors differently" in of_depth(verdicts).remarks
    few = of_depth(verdicts[:39]).agreement
    assert (few.n, few.same, few.near) == (19, None, None)


def test_not_assessed_is_a_share_of_verdicts_and_no_rating():
    found = of_depth([verdict(n, None if n < 5 else 3) for n in range(20)])
    assert (found.n, found.not_assessed) == (15, 25)
    assert "often not assessed" in found.remarks


def test_two_criteria_beside_each_other_are_one_persons_on_one_answer():
    verdicts = [verdict(n, 3) for n in range(20)]
    verdicts += [verdict(n, 3 if n < 6 else 2, CLARITY) for n in range(12)]
    verdicts += [verdict(n, 3, CLARITY, SECOND) for n in range(20)]
    beside = of_depth(verdicts).beside[0]
    assert (beside.criterion, beside.n, beside.same) == (CLARITY, 12, 50)


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(st.integers(0, 19), st.sampled_from([None, 1, 2, 3, 4]), st.booleans(), st.booleans()),
        max_size=120,
    )
)
def test_shares_always_add_up_and_nothing_stands_on_too_little(rows):
    verdicts = [
        verdict(n, value, DEPTH if first else CLARITY, LEAD if lead else SECOND)
        for n, value, first, lead in rows
    ]
    for one in figures(verdicts, [DEPTH, CLARITY], dict.fromkeys(PEOPLE, 2.5), 10):
        assert bool(one.missing) == (one.n < 10 or one.candidates < 5)
        if not one.missing:
            assert sum(point.share for point in one.points) == pytest.approx(100)
            assert sum(one.use) == one.n
            assert one.agreement.near is None or one.agreement.same <= one.agreement.near
