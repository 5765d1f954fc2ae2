from dataclasses import replace

import pytest
from hypothesis import given, settings

from interviews.assembly import Board, Choice, Request, Weights, assemble, relax
from tests.interviews.assembly.banks import (
    LEFT,
    MID,
    OTHER,
    RIGHT,
    ROOT,
    asked_of,
    bank_question,
    broken_rules,
    need,
    quota,
    requests,
)


@settings(deadline=None, max_examples=60)
@given(requests(most_questions=25, most_sessions=4))
def test_a_plan_breaks_no_rule(request):
    assert broken_rules(request, assemble(request).choices) == []


@settings(deadline=None, max_examples=60)
@given(requests())
def test_nothing_that_would_be_allowed_is_left_out(request):
    plan = assemble(request)
    board = Board(request, plan.choices)

    allowed = [
        row for need in request.sessions for row in request.bank if not board.refusal(need.position, row)
    ]
    assert allowed == []


@settings(deadline=None, max_examples=60)
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


@settings(deadline=None, max_examples=60)
@given(requests())
def test_each_choice_says_why_in_a_sentence_that_the_database_can_hold(request):
    for choice in assemble(request).choices:
        assert choice.why.endswith(".")
        assert len(choice.why) <= 300


def test_a_question_of_a_sub_topic_counts_for_the_topic_above_it():
    plan = assemble(Request((need(quotas=(quota(ROOT, 1, 1),)),), (bank_question(1, LEFT),)))

    assert plan.choices[0].why == (
        "Needed for Systems 1 of 1; the only one on Queues in this loop; tells much at Senior; "
        "never asked before."
    )


def test_a_choice_says_all_that_spoke_for_it():
    told = bank_question(1, LEFT, information=0.8, priority=1.0, pilot=True, asked=2)
    other = bank_question(2, LEFT, information=0.1, hardness=0.5)
    twice = (quota(LEFT, 2, 2),)
    sessions = (need(0, 10), need(1, 10))

    plan = assemble(Request(sessions, (told, other), twice=twice))

    first, second = (choice.why for choice in plan.choices)
    assert first.startswith("Fills 10 free minutes with Queues; ")
    assert second.startswith("Queues by a second person; fills 10 free minutes with Queues; ")
    liked = "tells much at Senior; curators like to see it; on trial; asked 2 times so far."
    assert [liked in why for why in (first, second)] == [choice.question == told for choice in plan.choices]


def test_the_easier_question_is_asked_first_then_what_curators_like_to_see():
    hard, easy = bank_question(1, hardness=0.5), bank_question(2, hardness=-0.5)
    liked, plain = bank_question(3, priority=1.0), bank_question(4, priority=0.0)

    plan = assemble(Request((need(minutes=40),), (hard, plain, easy, liked)))

    assert [choice.question for choice in plan.choices] == [easy, liked, plain, hard]


def test_a_topic_that_is_not_met_yet_is_worth_more_than_a_little_information():
    bank = (
        *(bank_question(n, LEFT, information=0.6) for n in range(4)),
        bank_question(9, RIGHT, information=0.5),
    )

    plan = assemble(Request((need(minutes=40, quotas=(quota(ROOT, 1, 9),)),), bank))

    assert sorted(choice.question.topic_name for choice in plan.choices) == ["Caches", *["Queues"] * 3]


def test_the_weights_decide():
    fresh, telling = (
        bank_question(1, freshness=1.0, information=0.0),
        bank_question(2, freshness=0.0, information=1.0),
    )
    request = Request((need(minutes=10),), (fresh, telling))

    def best(**weights: float) -> object:
        return assemble(replace(request, weights=Weights(**weights))).choices[0].question

    assert best(information=1, freshness=2) == fresh
    assert best(information=2, freshness=1) == telling


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


def test_among_equals_the_least_asked_comes_first():
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
        "Queues at Senior: 2 needed in Interview 1, 1 could be placed: "
        "its 30 minutes leave no room for more.",
    )
    assert [relaxation.told for relaxation in plan.relaxations] == [
        "Ask for 1 Queues in Interview 1 instead of 2.",
        "Give Interview 1 40 minutes for questions.",
    ]


def test_a_gap_says_when_another_session_needs_the_same_questions():
    sessions = (need(0, quotas=(quota(LEFT, 1, 1),)), need(1, quotas=(quota(LEFT, 1, 1),)))

    plan = assemble(Request(sessions, (bank_question(1),)))

    assert plan.gaps == (
        f"Queues at Senior: 1 needed in Interview {2 - plan.choices[0].session}, none could be placed: "
        "other sessions take 1 of the 1 in the bank.",
    )


@pytest.mark.parametrize(
    ("rules", "session", "words", "help_"),
    [
        ({"reserved": True}, {}, "that no other loop of the opening holds", "reserved"),
        ({"bans": True}, {}, "that nobody took out of this loop", None),
        ({}, {"kinds": frozenset({"coding"})}, "of the kinds asked there", "kinds"),
        ({}, {"barred": frozenset({LEFT})}, "that who leads there is qualified for", "barred"),
        ({}, {"level": MID}, "", "level"),
    ],
)
def test_a_gap_names_the_rule_that_keeps_questions_out_and_its_loosening_helps(rules, session, words, help_):
    row = bank_question(1)
    held = {name: frozenset({row.question}) for name in rules}
    request = Request((need(quotas=(quota(LEFT, 1, 1),), **session),), (row,), **held)

    plan = assemble(request)

    assert plan.gaps == (
        f"Queues at Senior: 1 needed in Interview 1, the bank has none{words and ' '}{words}.",
    )
    offered = [relaxation for relaxation in plan.relaxations if relaxation.way]
    assert [relaxation.kind for relaxation in offered] == ([help_] if help_ else [])
    for relaxation in offered:
        assert asked_of(assemble(relax(request, relaxation))) == [row.question]


def test_what_is_pinned_against_the_rules_stays_and_is_noted():
    long = bank_question(1, minutes=50, kind="coding", level=MID)
    request = Request(
        (need(minutes=45, kinds=frozenset({"concept"})),),
        (bank_question(2),),
        pins=(Choice(0, long, "mine"),),
    )

    plan = assemble(request)

    assert plan.choices == (Choice(0, long, "mine"),)
    assert plan.status == "optimal"
    assert plan.notes == ("Interview 1: what is pinned there takes 50 of its 45 minutes.",)


def test_minutes_that_stay_free_are_noted():
    plan = assemble(Request((need(minutes=45),), (bank_question(1),)))

    assert plan.status == "optimal"
    assert plan.notes == (
        "Interview 1: 35 of 45 minutes stay free; the bank has nothing more that is allowed there and fits.",
    )


def test_no_loop_asks_two_variants_of_a_question():
    one, other, else_ = (bank_question(number, freshness=1 - number / 10) for number in range(3))
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


def test_five_sessions_from_a_bank_of_two_thousand_are_proven():
    request = _large(2000)

    plan = assemble(request, seconds=120)  # it takes about four; this machine may be doing other things

    assert plan.status == "optimal"
    assert plan.gaps == ()
    assert broken_rules(request, plan.choices) == []


def test_without_time_no_rule_is_broken_and_nothing_is_called_proven():
    request = _large(2000)

    plan = assemble(request, seconds=0.0)

    assert broken_rules(request, plan.choices) == []
    assert not plan.proven
    assert plan.value <= plan.bound


def _large(size: int) -> Request:
    topics = [ROOT, LEFT, RIGHT, OTHER]
    bank = tuple(
        bank_question(
            n,
            topics[n % 4],
            minutes=5 + n % 11,
            asked=n % 7,
            kind=("concept", "coding")[n % 2],
            information=n * 7919 % 1000 / 1000,
            freshness=n * 104729 % 997 / 997,
        )
        for n in range(size)
    )
    pairs = [(ROOT, OTHER), (LEFT, OTHER), (RIGHT, LEFT), (OTHER, RIGHT), (LEFT, ROOT)]
    sessions = (need(p, 45 + 5 * (p % 4), (quota(a, 2, 5), quota(b, 1, 2))) for p, (a, b) in enumerate(pairs))
    return Request(tuple(sessions), bank)
