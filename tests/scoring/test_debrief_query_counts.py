"""Packets ask as many questions of the database for one row as for thirty."""

import pytest

from interviews.enums import SeatKind
from interviews.models import PlannedQuestion
from scoring.actions.calibrate import calibrate
from tests.cast import make_question, sign_in
from tests.scoring.packets import another_loop, complete_loop, decide, hand_in_at_once


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
    in_acme.organization.show_adjusted = True
    in_acme.organization.save()
    loop = another_loop(in_acme, questions=1)
    session = loop.sessions.get()
    for n in range(rows - 1):
        question = make_question(
            in_acme.organization, f"Question {n}", rubric=in_acme.questions[0].current.rubric
        )
        PlannedQuestion.objects.create(
            organization=in_acme.organization,
            session=session,
            revision=question.current,
            position=n + 1,
            minutes=5,
        )
    hand_in_at_once(loop, in_acme.lead, [3] * 2 * rows)
    hand_in_at_once(loop, in_acme.second, [1] * 2 * rows, kind=SeatKind.SECOND)
    calibrate(actor=None, organization=in_acme.organization)
    browser = sign_in(in_acme.committee)
    with django_assert_num_queries(15):
        assert browser.get(f"/o/acme/debrief/{loop.pk}/").status_code == 200
    decide(in_acme.committee, loop)
    with django_assert_num_queries(5):
        assert browser.get(f"/o/acme/debrief/{loop.pk}/").status_code == 200
