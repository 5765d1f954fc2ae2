"""The table of steps: what every question's life obeys."""

import pytest

from questionbank import rules
from questionbank.enums import State
from questionbank.lifecycle import AGAIN, FIRST_USE, READY, STEPS, TABLE, Facts, Gate, Who, missing

WHOLE = Facts(topic=True, level=True, minutes=True, rubric_gaps=(), approved=True)


def test_each_pair_of_states_stands_in_the_table_once() -> None:
    pairs = [(step.before, step.after) for step in TABLE]

    assert len(pairs) == len(set(pairs)) == sum(len(ways) for ways in STEPS.values())
    assert all(before != after for before, after in pairs)


def test_everything_can_leak_by_report_alone_and_nothing_else_is_reported() -> None:
    assert {step.before for step in TABLE if step.by_report} == set(State) - {State.LEAKED}
    assert all(step.by_report == (step.after == State.LEAKED) for step in TABLE)


def test_whatever_comes_into_use_is_ready() -> None:
    into_use = [step for step in TABLE if step.after in rules.IN_USE]

    assert len(into_use) == 6
    assert all(set(READY) < set(step.gates) for step in into_use)
    fresh = [step for step in into_use if step.before in (State.DRAFT, State.IN_REVIEW)]
    assert all(Gate.SECOND_EYES in step.gates for step in fresh)


def test_leaving_for_good_needs_a_reason() -> None:
    assert all(step.needs_reason == (step.after in (State.RETIRED, State.LEAKED)) for step in TABLE)


def test_only_sending_to_review_is_for_more_than_curators() -> None:
    assert [(s.before, s.after) for s in TABLE if s.who is not Who.CURATORS] == [
        (State.DRAFT, State.IN_REVIEW)
    ]


def test_what_leaked_comes_back_nowhere() -> None:
    assert set(STEPS[State.LEAKED]) == {State.RETIRED}
    assert STEPS[State.RETIRED][State.DRAFT].gates == (Gate.NEVER_LEAKED,)
    assert missing([Gate.NEVER_LEAKED], Facts(leaked=True)) == ["a question that was never leaked"]


def test_a_whole_question_passes_every_gate() -> None:
    assert missing(FIRST_USE, WHOLE) == missing(AGAIN, WHOLE) == []


@pytest.mark.parametrize(
    ("facts", "gates", "words"),
    [
        (Facts(), FIRST_USE, ["topic", "level", "minutes", "rubric", "the approval of a second person"]),
        (Facts(second_eyes=False), FIRST_USE, ["topic", "level", "minutes", "rubric"]),
        (Facts(first_revision=True), [Gate.CHANGE_SEEN], []),
        (
            Facts(first_revision=False),
            [Gate.CHANGE_SEEN],
            ["a second person's approval of the change"],
        ),
        (Facts(first_revision=False, approved=True), [Gate.CHANGE_SEEN], []),
        (Facts(rubric_gaps=("anchors of Depth for 2",)), [Gate.RUBRIC], ["anchors of Depth for 2"]),
    ],
)
def test_what_a_gate_asks_for_is_said_in_words(facts: Facts, gates: list[Gate], words: list[str]) -> None:
    assert missing(gates, facts) == words
