from dataclasses import replace

from hypothesis import given, settings

from interviews.assembly import Board, Request, assemble
from tests.interviews.assembly.banks import (
    LEFT,
    MID,
    OTHER,
    RIGHT,
    ROOT,
    asked_of,
    bank_question,
    broken_rules,
    least_shortfall,
    need,
    quota,
    requests,
    shortfall,
)


@given(requests(most_questions=25, most_sessions=4))
def test_a_plan_breaks_no_rule(request):
    assert broken_rules(request, assemble(request).choices) == []


@settings(max_examples=150, deadline=None)
@given(requests(most_questions=6, most_sessions=2))
def test_no_plan_meets_more_of_the_topic_minimums(request):
    plan = assemble(request)

    assert plan.proven
    assert shortfall(request, plan.choices) == least_shortfall(request)


@given(requests())
def test_nothing_that_would_be_allowed_is_left_out(request):
    plan = assemble(request)
    board = Board(request, plan.choices)

    allowed = [
        row for need in request.sessions for row in request.bank if not board.refusal(need.position, row)
    ]
    assert allowed == []


@given(requests())
def test_there_is_a_gap_for_each_minimum_that_is_missed_and_only_then(request):
    plan = assemble(request)
    missed = [
        f"{q.name} at Senior: {q.minimum} needed in {session.title}"
        for session in request.sessions
        for q, _ in Board(request, plan.choices).unmet(session.position)
    ]

    told = [gap for gap in plan.gaps if " needed in " in gap]
    assert [gap.split(", ")[0] for gap in told] == missed


@given(requests())
def test_the_same_request_gives_the_same_plan_in_whatever_order_the_bank_comes(request):
    again = replace(request, bank=tuple(reversed(request.bank)))

    assert assemble(again) == assemble(request)


@given(requests())
def test_each_choice_says_why_in_a_sentence_that_the_database_can_hold(request):
    for choice in assemble(request).choices:
        assert choice.why.endswith(".")
        assert len(choice.why) <= 300


def test_the_seed_breaks_ties():
    request = Request((need(minutes=10),), tuple(bank_question(n) for n in range(12)))

    plans = {asked_of(assemble(replace(request, seed=seed)))[0] for seed in range(8)}

    assert len(plans) > 1


def test_a_greedy_first_choice_is_taken_back_when_it_blocks_a_minimum():
    # Whoever fills Queues with the only Queues question that also suits the second interview is stuck there.
    flexible = bank_question(1, LEFT, kind="coding")
    rigid = bank_question(2, LEFT, kind="concept", asked=9)
    first = need(0, quotas=(quota(LEFT, 1, 1),))
    second = need(1, quotas=(quota(LEFT, 1, 1),), kinds=frozenset({"coding"}))

    plan = assemble(Request((first, second), (flexible, rigid)))

    assert [(choice.session, choice.question) for choice in plan.choices] == [(0, rigid), (1, flexible)]


def test_a_question_of_a_sub_topic_counts_for_the_topic_above_it():
    plan = assemble(Request((need(quotas=(quota(ROOT, 1, 1),)),), (bank_question(1, LEFT),)))

    assert plan.choices[0].why == "Needed for Systems 1 of 1; never asked before."


def test_free_minutes_go_to_what_the_loop_has_least_of():
    bank = (
        *(bank_question(n, LEFT) for n in range(4)),
        *(bank_question(9 + n, RIGHT, asked=5) for n in range(2)),
    )

    plan = assemble(Request((need(minutes=40, quotas=(quota(LEFT, 1, 9), quota(RIGHT, 0, 9))),), bank))

    assert sorted(choice.question.topic_name for choice in plan.choices) == [
        "Caches",
        "Caches",
        "Queues",
        "Queues",
    ]
    assert plan.choices[1].why == (
        "Fills 10 free minutes: Caches is not in this loop yet; asked 5 times so far."
    )


def test_the_least_asked_comes_first():
    bank = (bank_question(1, asked=3), bank_question(2, asked=1), bank_question(3, asked=2))

    plan = assemble(Request((need(minutes=10),), bank))

    assert plan.choices[0].question.asked == 1


def test_a_gap_names_what_the_bank_has_that_the_candidate_has_not_met():
    bank = (bank_question(1), bank_question(2), bank_question(3, level=MID))
    request = Request((need(quotas=(quota(LEFT, 2),), title="Systems interview"),), bank)

    plan = assemble(replace(request, forbidden=frozenset({bank[0].question})))

    assert plan.gaps == (
        "Queues at Senior: 2 needed in Systems interview, the bank has 1 that the candidate has not met.",
    )


def test_a_gap_says_when_the_minutes_are_too_few():
    bank = tuple(bank_question(n, minutes=20) for n in range(4))

    plan = assemble(Request((need(minutes=30, quotas=(quota(LEFT, 2),)),), bank))

    assert plan.gaps == (
        "Queues at Senior: 2 needed in Interview 1, 1 could be placed: its 30 minutes or another topic's "
        "maximum leave no room for more.",
    )


def test_a_gap_says_when_another_session_needs_the_same_questions():
    sessions = (need(0, quotas=(quota(LEFT, 1, 1),)), need(1, quotas=(quota(LEFT, 1, 1),)))

    plan = assemble(Request(sessions, (bank_question(1),)))

    assert [gap for gap in plan.gaps if "needed" in gap] == [
        f"Queues at Senior: 1 needed in Interview {2 - plan.choices[0].session}, none could be placed: "
        "other sessions take 1 of the 1 in the bank."
    ]


def test_no_loop_asks_two_variants_of_a_question():
    one, other, else_ = (bank_question(number, asked=number) for number in range(3))
    alike = (
        replace(one, enemies=frozenset({other.question})),
        replace(other, enemies=frozenset({one.question})),
    )
    sessions = (need(0, 10, (quota(LEFT),)), need(1, 10, (quota(LEFT),)))

    plan = assemble(Request(sessions, (*alike, else_)))

    assert sorted(asked_of(plan)) == sorted([one.question, else_.question])
    assert plan.gaps == ()
    board = Board(Request(sessions, alike), plan.choices[:1])
    assert board.refusal(1, alike[1]).startswith("It asks nearly the same as a question of this loop")


def test_an_empty_bank_gives_an_empty_plan_with_its_gaps():
    plan = assemble(Request((need(quotas=(quota(LEFT), quota(OTHER))),), ()))

    assert plan.choices == ()
    assert plan.gaps == (
        "Queues at Senior: 1 needed in Interview 1, the bank has none.",
        "Teamwork at Senior: 1 needed in Interview 1, the bank has none.",
    )


def test_five_sessions_from_a_bank_of_two_thousand_stay_within_the_search_limit():
    topics = [ROOT, LEFT, RIGHT, OTHER]
    bank = tuple(
        bank_question(n, topics[n % 4], minutes=5 + n % 11, asked=n % 7, kind=("concept", "coding")[n % 2])
        for n in range(2000)
    )
    sessions = tuple(need(p, 60, (quota(ROOT, 2, 5), quota(OTHER, 1, 2))) for p in range(5))

    plan = assemble(Request(sessions, bank))

    assert plan.proven
    assert plan.gaps == ()
    assert broken_rules(Request(sessions, bank), plan.choices) == []
