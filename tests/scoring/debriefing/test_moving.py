"""Who may take which step: the pure judgement, over everything that can stand in the way."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.debriefing.guards import nobody_owes
from scoring.debriefing.moving import after, move_to, moves
from scoring.debriefing.standing import Standing
from scoring.debriefing.table import FORWARD, OVERRIDERS, TABLE, Part, goes_on, transition, unmet
from scoring.enums import DebriefState as State

PEOPLE = st.lists(st.sampled_from(["Ann", "Bo", "Cy"]), unique=True, max_size=3).map(tuple)
STANDINGS = st.builds(
    Standing,
    state=st.sampled_from(list(State)),
    round=st.integers(1, 3),
    cards_in=st.integers(0, 4),
    owed=PEOPLE,
    unstaffed=st.lists(st.just("Coding"), max_size=1).map(tuple),
    taken_back=st.booleans(),
    least_cards=st.none() | st.integers(0, 4),
    topics_missing=st.lists(st.just("Queues"), max_size=1).map(tuple),
    wants_facilitator=st.booleans(),
    facilitator=st.sampled_from(["", "Fay"]),
    facilitator_inside=st.sampled_from(["", "Fay planned this loop."]),
    voters=PEOPLE,
    least_votes=st.integers(0, 3),
    unread=PEOPLE,
    reading_over=st.booleans(),
    voting_over=st.booleans(),
)
SOMEBODY = st.frozensets(st.sampled_from([part for part in Part if part != Part.ITSELF]))


@given(STANDINGS, SOMEBODY)
@settings(max_examples=50)
def test_a_move_is_a_chain_from_here_and_forced_ones_lead_forward(standing, parts):
    for move in moves(standing, parts):
        assert move.steps[0].source == standing.state
        assert all(before.target == next_one.source for before, next_one in pairwise(move.steps))
        assert len(move.unmet) == len(move.steps)
        if move.take:
            assert (len(move.steps), move.missing) == (1, ())
        if move.override:
            assert parts & OVERRIDERS
            assert FORWARD.index(move.target) > FORWARD.index(standing.state)


@given(STANDINGS)
@settings(max_examples=50)
def test_it_goes_on_by_itself_only_where_a_person_might_take_the_same_step(standing):
    step = goes_on(standing)
    if step is not None:
        assert Part.ITSELF in step.who
        assert unmet(step, standing) == ()
        assert step.target not in (State.DECIDED, State.RELEASED)
        move = move_to(standing, step.target, frozenset({Part.VOTER}))
        assert move is not None
        assert move.take


@given(STANDINGS)
@settings(max_examples=50)
def test_it_goes_on_by_itself_a_few_steps_and_stands(standing):
    for _ in range(len(FORWARD)):
        step = goes_on(standing)
        if step is None:
            return
        standing = after(step, standing)
    assert goes_on(standing) is None


def test_nobody_without_a_part_takes_any_step_and_nobody_takes_one_of_the_clock_alone():
    for state in State:
        assert not any(move.take or move.override for move in moves(Standing(state=state), frozenset()))
    assert all(step.who - {Part.ITSELF} for step in TABLE)


def test_deciding_releasing_and_reopening_are_a_persons_act_and_no_override_leads_there():
    for step in TABLE:
        if {step.source, step.target} & {State.DECIDED, State.RELEASED}:
            assert Part.ITSELF not in step.who
            move = move_to(Standing(state=step.source), step.target, frozenset(Part))
            assert move is not None
            assert not move.override


def test_what_an_override_goes_over_is_said_for_each_step():
    standing = Standing(owed=("Ann (Coding)",), voters=("Bo",), unvoted=("Bo",))
    move = move_to(standing, State.DISCUSSING, frozenset({Part.FACILITATOR}))
    assert move is not None
    assert move.unmet == (
        ("Not every card is in. Still owed by: Ann (Coding).",),
        ("Still reading: Bo.",),
        ("No vote is in yet.",),
    )
    assert not move.take
    assert move.override
    assert move.reason


@pytest.mark.parametrize(
    ("least", "owed", "begins", "by_itself"),
    [
        (None, (), True, True),
        (None, ("Ann",), False, False),
        (2, ("Ann",), True, False),
        (3, (), False, False),
    ],
)
def test_enough_cards_let_a_person_begin_but_it_begins_by_itself_when_nobody_owes_one(
    least, owed, begins, by_itself
):
    standing = Standing(cards_in=2, owed=owed, least_cards=least)
    step = transition(State.COLLECTING, State.READING)
    assert step is not None
    assert (not unmet(step, standing)) == begins
    assert (goes_on(standing) == step) == by_itself
    assert bool(nobody_owes(standing)) == bool(owed)


def test_time_that_is_over_waits_for_nobody_but_for_as_many_votes_as_are_needed():
    reading = Standing(state=State.READING, voters=("Ann", "Bo"), unread=("Bo",))
    assert goes_on(reading) is None
    assert goes_on(after_time(reading, "reading_over")) == transition(State.READING, State.VOTING)
    voting = Standing(state=State.VOTING, voters=("Ann", "Bo"), unvoted=("Bo",), least_votes=2)
    assert goes_on(after_time(voting, "voting_over")) is None
    enough = Standing(state=State.VOTING, voters=("Ann", "Bo"), unvoted=("Bo",), voting_over=True)
    assert goes_on(enough) == transition(State.VOTING, State.DISCUSSING)


def after_time(standing: Standing, which: str) -> Standing:
    return Standing(**(vars(standing) | {which: True}))
