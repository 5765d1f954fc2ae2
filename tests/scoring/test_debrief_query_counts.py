"""Packets ask as many questions of the database for one row as for thirty."""

import pytest

from accounts.enums import Role
from interviews.enums import SeatKind
from interviews.models import CriterionBar, Loop, PlannedQuestion
from scoring.actions.calibrate import calibrate
from scoring.enums import DebriefState
from tests.cast import World, make_member, make_question, sign_in
from tests.scoring.debriefs import to_state
from tests.scoring.packets import another_loop, complete_loop, hand_in_at_once


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("part", ["committee", "lead"])
def test_the_list_of_packets(in_acme, django_assert_num_queries, part, rows):
    for n in range(rows):
        complete_loop(in_acme, [3, 3], [1, 3], title=f"Loop {n}", questions=1)
    browser = sign_in(getattr(in_acme, part))
    with django_assert_num_queries(5):
        assert browser.get("/o/acme/debrief/").status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_one_packet_with_everything_on_it(in_acme, django_assert_num_queries, rows):
    loop = a_packet(in_acme, rows)
    to_state(loop, DebriefState.VOTING, [in_acme.committee])
    browser = sign_in(in_acme.committee)
    path = f"/o/acme/debrief/{loop.pk}/"
    assert browser.get(path).status_code == 200, "the first opening is noted"
    with django_assert_num_queries(19):
        assert browser.get(path).status_code == 200
    with django_assert_num_queries(11):
        assert browser.get(path + "packet.json").status_code == 200
    with django_assert_num_queries(11):
        assert browser.get(path + "packet.pdf").status_code == 200
    to_state(loop, DebriefState.RELEASED, [in_acme.committee])
    with django_assert_num_queries(13):
        assert browser.get(path).status_code == 200


def a_packet(world: World, rows: int) -> Loop:
    """As many questions, cards beside those of lead and second, and a blueprint with a bar and topics."""
    world.organization.show_adjusted = True
    world.organization.save()
    loop = another_loop(world, questions=1)
    session, rubric = loop.sessions.get(), world.questions[0].current.rubric
    for n in range(rows - 1):
        question = make_question(world.organization, f"Question {n}", rubric=rubric)
        PlannedQuestion.objects.create(
            organization=world.organization,
            session=session,
            revision=question.current,
            position=n + 1,
            minutes=5,
        )
    revision = world.opening.blueprint.current
    CriterionBar.objects.create(
        organization=world.organization, revision=revision, criterion=world.criteria[0], points=4
    )
    Loop.objects.filter(pk=loop.pk).update(blueprint_revision=revision)
    hand_in_at_once(loop, world.lead, [3] * 2 * rows)
    hand_in_at_once(loop, world.second, [1] * 2 * rows, kind=SeatKind.SECOND)
    for n in range(min(rows, 6) - 1):
        shadow = make_member(world.organization, f"Shadow {n}", Role.INTERVIEWER)
        hand_in_at_once(loop, shadow, [2] * 2 * rows, kind=SeatKind.SHADOW)
    calibrate(actor=None, organization=world.organization)
    return loop
