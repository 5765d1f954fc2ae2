"""Mine, Interviewers and Ruler ask as many questions of the database for one row as for thirty."""

import pytest

from accounts.enums import Role
from interviews.models import Candidate
from scoring.enums import Facet
from scoring.models import CalibrationRun
from tests.cast import World, make_member, make_question, sign_in
from tests.scoring.calibrated import a_run, a_summary, measured
from tests.scoring.packets import complete_loop


def filled(world: World, rows: int) -> CalibrationRun:
    """Loops of the lead, each with a surprise, and a run with so many interviewers and questions."""
    for n in range(rows):
        complete_loop(world, [3, 1], [3, 3], title=f"Loop {n}", questions=1)
    pairs = [[str(world.lead.pk), str(pk)] for pk in Candidate.objects.values_list("pk", flat=True)][:rows]
    run = a_run(world, summary=a_summary(world) | {"connections": pairs})
    measured(run, Facet.INTERVIEWER, world.lead.pk, 0.5, effect=0.5)
    for n in range(rows):
        member = make_member(world.organization, f"Person {n}", Role.INTERVIEWER)
        measured(run, Facet.INTERVIEWER, member.pk, n / 30)
        question = make_question(world.organization, f"Question {n}")
        measured(run, Facet.QUESTION, question.current_id, n / 30)
    measured(run, Facet.QUESTION, world.questions[0].current_id, 0.0, effect=0.0)
    for candidate in Candidate.objects.all():
        measured(run, Facet.CANDIDATE, candidate.pk, 2.0, effect=2.0, severity=None)
    for criterion in world.criteria:
        measured(run, Facet.CRITERION, criterion.pk, 0.0, effect=0.0)
    return run


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("part", "path", "queries"),
    [
        ("lead", "/o/acme/calibration/", 12),
        ("committee", "/o/acme/calibration/interviewers/", 7),
        ("committee", "/o/acme/calibration/interviewers/?format=csv", 6),
        ("committee", "/o/acme/calibration/ruler/", 11),
        ("curator", "/o/acme/calibration/ruler/", 11),
    ],
)
def test_pages_of_people(in_acme, django_assert_num_queries, part, path, queries, rows):
    filled(in_acme, rows)
    browser = sign_in(getattr(in_acme, part))
    with django_assert_num_queries(queries):
        assert browser.get(path).status_code == 200
