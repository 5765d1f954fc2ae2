"""The pages of deciding ask as many questions of the database for one row as for thirty."""

import pytest

from interviews.models import Loop, PlannedQuestion
from tests.cast import World, make_question, sign_in
from tests.scoring.packets import another_loop, decide, decider, discussing, hand_in_at_once


def large(world: World, rows: int) -> Loop:
    """A loop with so many questions, and a committee as large."""
    loop = another_loop(world, questions=1)
    rubric = world.questions[0].current.rubric
    for n in range(rows - 1):
        question = make_question(world.organization, f"Question {n}", rubric=rubric)
        PlannedQuestion.objects.create(
            organization=world.organization,
            session=loop.sessions.get(),
            revision=question.current,
            position=n + 1,
            minutes=5,
        )
    hand_in_at_once(loop, world.lead, [3] * 2 * rows)
    others = [decider(world, f"Decider {n}") for n in range(min(rows - 1, 6))]
    discussing(loop, world.committee, *others)
    return loop


@pytest.mark.parametrize("rows", [1, 30])
def test_recording_and_reopening(in_acme, django_assert_num_queries, rows):
    loop = large(in_acme, rows)
    browser = sign_in(in_acme.committee)
    browser.get(f"/o/acme/debrief/{loop.pk}/")  # whoever reads a packet is noted once
    with django_assert_num_queries(19):
        assert browser.get(f"/o/acme/debrief/{loop.pk}/" + "decide/").status_code == 200
    decide(in_acme.committee, loop)
    with django_assert_num_queries(4):
        assert browser.get(f"/o/acme/debrief/{loop.pk}/" + "reopen/").status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_planning_a_further_interview(in_acme, django_assert_num_queries, rows):
    loop = large(in_acme, rows)
    browser = sign_in(in_acme.coordinator)
    with django_assert_num_queries(7):
        assert browser.get(f"/o/acme/loops/{loop.pk}/follow-up/").status_code == 200
