"""Each rule of the board, in the sentence that a person reads."""

from dataclasses import replace
from uuid import UUID

import pytest

from interviews.assembly import Board, Choice, Request
from interviews.assembly.shapes import Target
from tests.interviews.assembly.banks import LEFT, MID, OTHER, RIGHT, bank_question, need, quota

ANNA, BELA = UUID(int=901), UUID(int=902)
HERE, NEW = bank_question(1), bank_question(2)


def told(request: Request, placed: tuple[Choice, ...] = (), session: int = 0, **swap: object) -> list[str]:
    board = Board(replace(request, bank=(*request.bank, HERE, NEW)), placed, **swap)  # type: ignore[arg-type]  # ids
    row = next((row for row in request.bank if row.question == NEW.question), NEW)
    return [refusal.told for refusal in board.refusals(session, row)]


ONE = Request((need(),), ())
TARGET = Target(hardness=0.0, tolerance=0.2, minutes=20, minutes_tolerance=5, topics=(quota(LEFT, 1, 2),))


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (ONE, None),
        (replace(ONE, bans=frozenset({NEW.question})), "Somebody said that this loop is not to ask it."),
        (
            replace(ONE, forbidden=frozenset({NEW.question})),
            "The candidate has met it, or another loop has it reserved for them.",
        ),
        (
            replace(ONE, reserved=frozenset({NEW.question})),
            "Another open loop of this opening has it reserved.",
        ),
        (replace(ONE, sessions=(need(closed=True),)), "Interview 1 has begun."),
        (replace(ONE, sessions=(need(level=MID, level_name="Mid"),)), "Its level is not Mid."),
        (replace(ONE, sessions=(need(level=MID, neighbours=frozenset({NEW.level})),)), None),
        (
            replace(ONE, sessions=(need(level=MID, level_name="Mid", neighbours=frozenset({UUID(int=9)})),)),
            "Its level is not Mid, nor a level that may stand in for it.",
        ),
        (
            replace(ONE, sessions=(need(barred=frozenset({LEFT})),)),
            "Nobody who leads Interview 1 is qualified for Queues.",
        ),
        (
            replace(ONE, bank=(replace(NEW, pilot=True),), most_pilots=0),
            "Interview 1 takes none of the pilot questions.",
        ),
    ],
)
def test_each_rule_about_one_question_has_its_sentence(request_, sentence):
    assert told(request_) == ([sentence] if sentence else [])


def test_all_rules_that_a_question_breaks_are_told_the_gravest_first():
    request = replace(ONE, forbidden=frozenset({NEW.question}), bans=frozenset({NEW.question}))

    assert told(replace(request, sessions=(need(minutes=5),))) == [
        "The candidate has met it, or another loop has it reserved for them.",
        "Somebody said that this loop is not to ask it.",
        "It takes 10 minutes, all of Interview 1 has 5.",
        "It takes 10 minutes, 5 are free.",
    ]


def test_a_question_is_replaced_but_not_added_once_the_session_has_begun():
    begun = replace(ONE, sessions=(need(closed=True),))

    assert told(begun, (Choice(0, HERE),), replacing=HERE.question) == []
    assert told(begun, (Choice(0, HERE),)) == ["Interview 1 has begun."]


def test_a_swap_must_not_take_a_topic_below_its_minimum():
    caches = replace(NEW, topic=RIGHT, topics=frozenset({RIGHT}))
    request = Request((need(quotas=(quota(LEFT, 1), quota(RIGHT, 0))),), (caches,))

    assert told(request, (Choice(0, HERE),), replacing=HERE.question) == [
        "Interview 1 would have fewer than the 1 of Queues that it needs."
    ]


@pytest.mark.parametrize(("leads", "allowed"), [((ANNA, BELA), False), ((ANNA, ANNA), True)])
def test_a_swap_must_not_leave_a_topic_to_one_person_that_two_asked(leads, allowed):
    other = replace(NEW, topic=OTHER, topics=frozenset({OTHER}))
    sessions = (need(0, lead=leads[0]), need(1, lead=leads[1]))
    request = Request(sessions, (other,), twice=(quota(LEFT, 2),))
    placed = (Choice(0, HERE), Choice(1, bank_question(3)))

    found = told(request, placed, replacing=HERE.question)

    assert found == ([] if allowed else ["Queues would not be asked by two different people."])


def test_a_swap_must_not_make_the_loop_unlike_the_others_of_the_opening():
    odd = replace(NEW, hardness=0.5, minutes=30, topic=OTHER, topics=frozenset({OTHER}))
    request = replace(ONE, bank=(odd,), target=TARGET)

    assert told(request, (Choice(0, replace(HERE, minutes=20)),), replacing=HERE.question) == [
        "The questions' minutes would lie too far from those of the opening's other loops.",
        "The loop would be harder or easier than the opening's other loops by more than 0.2 points.",
        "Queues would be asked more often or less often than in the opening's other loops.",
    ]


def test_what_is_not_right_already_may_become_better():
    long = replace(HERE, minutes=40)
    nearer = replace(NEW, minutes=30)

    assert (
        told(replace(ONE, bank=(nearer, long), target=TARGET), (Choice(0, long),), replacing=long.question)
        == []
    )


def test_a_question_that_may_not_stay_is_no_measure():
    kept = (Choice(0, bank_question(3)), Choice(0, replace(HERE, level=MID)))
    request = replace(ONE, target=TARGET)  # twenty minutes with the two, ten without the one that must go

    assert told(request, kept, replacing=HERE.question) == []
    nothing_fits = replace(request, bank=(replace(NEW, minutes=30),))
    assert told(nothing_fits, kept, replacing=HERE.question) != []
