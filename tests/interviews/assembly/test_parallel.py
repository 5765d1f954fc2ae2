"""Loops of one opening are equally hard when each is made to match those before it."""

import pytest

from interviews.assembly.forms import drift, form_of_questions, target_of_forms
from tests.interviews.assembly.banks import LEFT, OTHER, bank_question
from tests.interviews.assembly.parallel import TOLERANCE, greedy, proven, spread

CANDIDATES = 40


def test_with_a_target_loops_are_more_alike_than_greedy_ones_and_worth_more():
    matched = spread(CANDIDATES, proven, target=True, size=100)
    habit = spread(CANDIDATES, greedy, size=100)

    assert matched.range <= 4 * TOLERANCE  # each within the tolerance of the mean of those before it
    assert matched.deviation < 0.8 * habit.deviation
    assert matched.worth > habit.worth


def test_a_form_has_the_mean_of_its_questions_and_an_error_that_falls_with_their_number():
    rows = [
        bank_question(n, hardness=hard, hardness_error=0.4) for n, hard in enumerate((0.1, 0.5, 0.3, 0.3))
    ]

    form = form_of_questions(rows, [LEFT, OTHER])

    assert (form.hardness, form.error) == (pytest.approx(0.3), pytest.approx(0.2))
    assert form.interval == (pytest.approx(0.3 - 0.392, abs=1e-3), pytest.approx(0.3 + 0.392, abs=1e-3))
    assert (form.minutes, form.topics) == (40, {LEFT: 4, OTHER: 0})


def test_the_target_is_the_mean_of_the_forms_and_nothing_of_none():
    one = form_of_questions([bank_question(1, hardness=0.2), bank_question(2, hardness=0.2)], [LEFT])
    two = form_of_questions([bank_question(3, hardness=0.4, minutes=40)], [LEFT])
    empty = form_of_questions([], [LEFT])

    target = target_of_forms([one, two, empty], {LEFT: "Queues"}, tolerance=0.25, minutes_tolerance=10)

    assert (target.hardness, target.minutes, target.forms) == (pytest.approx(0.3), 30, 2)
    assert [(line.minimum, line.maximum) for line in target.topics] == [(1, 3)]
    assert target_of_forms([empty], {}, tolerance=0.25, minutes_tolerance=10) is None


def test_in_what_a_form_lies_apart_is_told_and_nothing_within_the_tolerance():
    alike = [form_of_questions([bank_question(n, minutes=30) for n in range(2)], [LEFT])] * 3
    target = target_of_forms(alike, {LEFT: "Queues"}, tolerance=0.25, minutes_tolerance=10)

    near = form_of_questions([bank_question(n, hardness=0.2, minutes=28) for n in range(2)], [LEFT])
    far = form_of_questions([bank_question(9, OTHER, hardness=-0.5)], [LEFT])

    assert drift(near, target) == []
    assert drift(far, target) == [
        "It is 0.50 points easier than the other loops; 0.25 are allowed.",
        "Its questions take 50 minutes less than the other loops'; 10 are allowed.",
        "Queues: no questions, 1 to 3 elsewhere.",
    ]
