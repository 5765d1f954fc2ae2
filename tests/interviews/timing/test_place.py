"""Sessions are placed as well as can be: never worse than trying every way, and never against a rule."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.timing.clashes import clashes
from interviews.timing.place import place
from tests.interviews.timing.loops import cost, frame, on, person, sitting, small_loops, ways, wrong

ANA = person(1, "Ana", (on(0, 9), on(0, 17)), (on(1, 9), on(1, 17)))
BEN = person(2, "Ben", (on(0, 13), on(0, 17)), (on(1, 9), on(1, 12)))
PEOPLE = {row.key: row for row in (ANA, BEN)}


@settings(max_examples=250, deadline=None)
@given(loop=small_loops())
def test_it_is_as_good_as_trying_every_way(loop):
    sittings = loop[0]
    found = place(*loop)
    way = {row.key: row.at for row in found.placed}
    best = ways(loop)
    assert wrong(way, loop) == []
    assert len(way) == len(best[0])
    assert {row.key for row in found.missing} == {row.key for row in sittings} - set(way)
    if len(way) == len(sittings):
        assert cost(way, loop) == min(cost(one, loop) for one in best)
        assert found.hints == ()
    assert place(*loop) == found


@settings(max_examples=150, deadline=None)
@given(loop=small_loops(), start=st.integers(0, 3 * 96))
def test_what_is_proposed_clashes_with_nothing_and_clashes_are_what_a_rule_breaks(loop, start):
    sittings, people, asked = loop
    found = place(*loop)
    now = [replace(row, at=found.at(row.key)) for row in sittings]
    for row in sittings:
        at = found.at(row.key)
        if row.at is None and at is not None:
            assert clashes(row, at, now, people, asked) == ()
    one = replace(sittings[0], at=None)
    at = on(0, 12) + timedelta(minutes=15 * start)
    alone = ([one], people, asked)
    assert bool(clashes(one, at, [], people, asked)) == bool(wrong({one.key: at}, alone))


def test_one_day_is_better_than_two_and_no_waiting_better_than_an_early_start():
    sessions = [sitting(1, "Coding", 60, [ANA]), sitting(2, "Design", 60, [BEN])]
    found = place(sessions, PEOPLE, frame((on(0, 9), on(0, 17)), (on(1, 9), on(1, 17))))
    assert [row.at for row in found.placed] == [on(0, 11.75), on(0, 13)]
    assert found.days == 1
    assert found.placed[0].why == "Ana can then, inside Kim's windows; the first of its day."
    assert found.placed[1].why == "Ben can then, inside Kim's windows; 15 minutes after Coding."


def test_what_is_fixed_stays_and_the_others_go_around_it():
    fixed = sitting(1, "Coding", 60, [ANA, BEN], at=on(0, 6))  # nobody's hours, no window: a person wanted it
    found = place([fixed, sitting(2, "Design", 60, [ANA])], PEOPLE, frame((on(0, 9), on(0, 17))))
    assert [row.at for row in found.placed] == [on(0, 6), on(0, 9)]
    assert found.placed[0].why == "Stays where it was put."


def test_people_who_share_no_hour_are_named_with_what_is_nearest():
    both = sitting(1, "Coding", 60, [ANA, BEN])
    mornings = {
        row.key: row for row in (ANA, person(2, "Ben", (on(0, 7), on(0, 9.5)), (on(1, 9), on(1, 12))))
    }
    found = place([both], mornings, frame((on(0, 8), on(0, 13.5))))
    (missing,) = found.missing
    assert missing.why == (
        "Coding: Ana and Ben share no 60 minutes inside Kim's windows until Mon 19 October."
    )
    assert [(row.at, row.but) for row in missing.nearest] == [
        (on(1, 9), "outside Kim's windows"),
        (on(1, 9.25), "outside Kim's windows"),
        (on(0, 8), "Ana cannot then"),
    ]


def test_somebody_who_alone_has_no_time_is_named_alone():
    found = place([sitting(1, "Coding", 60, [ANA, BEN])], PEOPLE, frame((on(0, 9), on(0, 12))))
    assert "Ben has no 60 minutes free inside Kim's windows" in found.missing[0].why
    found = place([sitting(1, "Coding", 240, [])], PEOPLE, frame((on(0, 9), on(0, 12))))
    assert "none of Kim's windows is 240 minutes long" in found.missing[0].why
    found = place([sitting(1, "Coding", 60, [])], PEOPLE, frame())
    assert found.missing[0].why == "Coding: Kim has offered no time that is still to come."


def test_as_many_as_fit_are_placed_and_what_would_let_in_the_rest_is_said():
    three = [sitting(number, f"Part {number}", 60, [ANA]) for number in range(3)]
    tight = place(three, PEOPLE, frame((on(0, 9), on(0, 12))))
    assert len(tight.placed) == 2
    assert "not beside the other interviews with breaks of 15 minutes" in tight.missing[0].why
    assert tight.hints == ("With no break between interviews instead of 15 minutes, all of them fit.",)
    few = place(three, PEOPLE, frame((on(0, 9), on(0, 17)), most_a_day=2))
    assert few.hints == ("With more than 2 a day for Kim, all of them fit.",)
    tired = {ANA.key: person(1, "Ana", (on(0, 9), on(0, 17)), most_a_week=2)}
    own = place(three, tired, frame((on(0, 9), on(0, 17))))
    assert own.hints == ("Without the interviewers' own limits a day and a week, all of them fit.",)
    assert "at most 2 a week for Ana" in own.missing[0].why


def test_a_loop_of_eight_over_three_weeks_is_placed_in_a_moment():
    people = {}
    for number in range(8):
        days = [(on(d, 8 + number % 3), on(d, 17 - number % 2)) for d in range(21) if d % 7 < 5]
        one = person(number + 1, f"P{number}", *days, most_a_day=2)
        people[one.key] = one
    sessions = [sitting(n, f"Part {n}", 45, [people[UUID(int=n + 1)]]) for n in range(8)]
    windows = [(on(d, 8), on(d, 18)) for d in range(21) if d % 7 < 5]
    found = place(sessions, people, frame(*windows, most_a_day=4))
    assert found.days == 2 and not found.missing
    assert max(row.at for row in found.placed) < on(1, 18)


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="At most 12"):
        place([sitting(n, "Part") for n in range(13)], {}, frame((on(0, 9), on(0, 17))))
    with pytest.raises(ValueError, match="nobody knows"):
        place([sitting(1, "Part", 60, [ANA])], {}, frame((on(0, 9), on(0, 17))))
    assert place([], {}, frame((on(0, 9), on(0, 9) + timedelta(hours=1)))).placed == ()
