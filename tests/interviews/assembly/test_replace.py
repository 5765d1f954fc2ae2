import pytest
from hypothesis import given, settings

from interviews.assembly import Board, Choice, Request, alternatives, assemble, why_none
from interviews.assembly.value import evaluate
from tests.interviews.assembly.banks import LEFT, RIGHT, bank_question, need, quota, requests
from tests.interviews.assembly.swaps import allowed, loops


@settings(max_examples=300, deadline=None)
@given(loops())
def test_alternatives_are_exactly_what_breaks_no_rule_in_the_place(loop):
    request, placed = loop
    for choice in placed:
        old = choice.question.question
        found = alternatives(request, placed, choice.session, replacing=old, limit=99)
        wanted = allowed(request, placed, choice.session, old)
        assert {alternative.question.question for alternative in found} == wanted
        if not found:
            assert why_none(request, placed, choice.session, replacing=old).endswith(".")


@settings(max_examples=200, deadline=None)
@given(loops())
def test_what_may_be_added_is_exactly_what_breaks_no_rule(loop):
    request, placed = loop
    for session in request.sessions:
        found = alternatives(request, placed, session.position, limit=99)
        assert {one.question.question for one in found} == allowed(request, placed, session.position, None)


@settings(max_examples=150, deadline=None)
@given(loops())
def test_each_is_worth_what_the_whole_loop_with_it_is_worth_and_the_worthiest_come_first(loop):
    request, placed = loop
    for choice in placed:
        rest = [other for other in placed if other is not choice]
        found = alternatives(request, placed, choice.session, replacing=choice.question.question, limit=99)
        for one in found:
            with_it = evaluate(request, [*rest, Choice(choice.session, one.question)])
            assert one.value == pytest.approx(with_it)
        board = Board(request, rest)
        if board.needs[choice.session].quotas and not board.unmet(choice.session):
            assert [one.value for one in found] == sorted((one.value for one in found), reverse=True)


@given(requests())
def test_there_is_nothing_to_add_to_a_full_plan_and_it_is_said_why(request):
    placed = assemble(request).choices

    for session in request.sessions:
        assert alternatives(request, placed, session.position) == []
        assert why_none(request, placed, session.position).endswith(".")


def test_the_nearest_in_topic_then_difficulty_comes_first():
    old = bank_question(1, LEFT, difficulty=2)
    elsewhere = bank_question(2, RIGHT, difficulty=2)
    harder = bank_question(3, LEFT, difficulty=3)
    same = bank_question(4, LEFT, difficulty=2, asked=8)
    request = Request((need(minutes=10),), (old, elsewhere, harder, same))

    found = alternatives(request, (Choice(0, old),), 0, replacing=old.question)

    assert [alternative.question for alternative in found] == [same, harder, elsewhere]
    assert found[0].why == "Same topic, same difficulty, asked 8 times so far."
    assert found[2].why == "Another topic, same difficulty, never asked before."


def test_what_keeps_a_topic_minimum_comes_before_the_same_topic():
    old = bank_question(1, LEFT)
    keeps = bank_question(2, RIGHT)
    request = Request(
        (need(quotas=(quota(LEFT, 0, 3), quota(RIGHT, 1, 3))),), (old, bank_question(3, LEFT), keeps)
    )

    found = alternatives(request, (Choice(0, old),), 0, replacing=old.question)

    assert found[0].question == keeps
    assert found[0].why == "Needed for Caches, another topic, same difficulty, never asked before."


def test_a_question_that_is_no_longer_in_the_bank_can_still_be_replaced():
    gone, new = bank_question(1), bank_question(2)

    found = alternatives(Request((need(minutes=10),), (new,)), (Choice(0, gone),), 0, replacing=gone.question)

    assert [alternative.question for alternative in found] == [new]


def test_without_alternatives_the_obstacles_are_counted():
    here, long, met = bank_question(1), bank_question(2, minutes=40), bank_question(3)
    request = Request((need(minutes=45),), (here, long, met), forbidden=frozenset({met.question}))

    assert alternatives(request, (Choice(0, here),), 0) == []
    assert why_none(request, (Choice(0, here),), 0) == (
        "Of 3 other questions at Senior that Interview 1 allows: 1 in this loop already, "
        "1 too long for the free minutes, 1 met by the candidate."
    )


def test_a_bank_without_such_questions_is_named():
    assert why_none(Request((need(),), ()), (), 0) == (
        "The bank has no other question at Senior that Interview 1 allows."
    )
