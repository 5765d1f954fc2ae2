"""The assembly against trying every loop there could be."""

from dataclasses import replace
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings

from interviews.assembly import assemble, core, evaluate, relax
from tests.interviews.assembly.ruled import CLOSE, apart, every_loop, forbidden_by, missing, ruled

MANY = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(ruled())
def test_no_loop_there_is_keeps_more_of_the_rules_or_is_worth_more(request):
    plan = assemble(request)
    loops = [(missing(request, loop), apart(request, loop), loop) for loop in every_loop(request)]
    fewest = min(short for short, _, _ in loops)
    nearest = min(off for short, off, _ in loops if short == fewest)
    best = max(
        evaluate(request, loop) for short, off, loop in loops if short == fewest and off < nearest + CLOSE
    )

    assert plan.proven
    assert forbidden_by(request, plan.choices) == []
    assert missing(request, plan.choices) == fewest
    assert abs(apart(request, plan.choices) - nearest) < 10 * CLOSE
    assert (plan.status == "nearest") == (fewest > 0 or nearest > CLOSE)
    assert abs(plan.value - best) < 10 * CLOSE
    assert plan.value == evaluate(request, plan.choices) <= plan.bound


@MANY
@given(ruled())
def test_pins_stay_and_a_session_that_has_begun_gets_nothing_more(request):
    plan = assemble(request)

    assert {(c.session, c.question) for c in request.pins} <= {(c.session, c.question) for c in plan.choices}
    closed = {need.position for need in request.sessions if need.closed}
    pins = [pin for pin in request.pins if pin.session in closed]
    assert sorted(pins, key=str) == sorted((c for c in plan.choices if c.session in closed), key=str)


@MANY
@given(ruled())
def test_what_is_said_to_help_helps(request):
    plan = assemble(request)

    assert bool(plan.gaps) == bool(plan.relaxations) == (plan.status == "nearest")
    for way in {relaxation.way for relaxation in plan.relaxations}:
        relaxed = request
        for relaxation in plan.relaxations:
            if relaxation.way == way:
                relaxed = relax(relaxed, relaxation)
        assert assemble(relaxed).status == "optimal"


@MANY
@given(ruled(most_questions=8))
def test_the_order_of_the_bank_does_not_matter(request):
    again = replace(request, bank=tuple(reversed(request.bank)))

    assert assemble(again) == assemble(request)


@MANY
@given(ruled(most_questions=25, most_sessions=4))
def test_a_larger_plan_breaks_no_rule_either(request):
    plan = assemble(request)

    assert forbidden_by(request, plan.choices) == []
    assert (missing(request, plan.choices) == 0 and apart(request, plan.choices) < 10 * CLOSE) == (
        plan.status != "nearest"
    )


@MANY
@given(ruled(most_questions=20, most_sessions=3))
def test_columns_left_out_by_what_they_cost_are_in_no_better_loop(request):
    whole = assemble(request)
    with patch.multiple(core, LARGE=6, CORE=3):
        by_core = assemble(request)

    assert by_core.status == whole.status
    assert abs(by_core.value - whole.value) < 10 * CLOSE
    assert forbidden_by(request, by_core.choices) == []
