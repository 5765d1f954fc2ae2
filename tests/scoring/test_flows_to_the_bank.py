"""What is learnt of questions flows into the bank's page and into the assembly, as of a run."""

import pytest

from interviews.assembly.numbers import Measured, information
from interviews.queries.usable import Known, TopicTree, pasts_of_bank, usable_questions
from questionbank.models import QuestionMeasure
from tests.cast import World, sign_in
from tests.scoring.calibrated import a_run

SLOPE = {"slope": 0.3, "slope_low": 0.2, "slope_high": 0.4}


@pytest.fixture
def flat(in_acme: World) -> World:
    """The first question hardly tells people apart net of raters, though its raw correlation is good."""
    raw = {"n": 60, "mean": 2.6, "facility": 0.5, "discrimination": 0.6, "discrimination_n": 400}
    known = {"difficulty": 0.0, "low": -0.1, "high": 0.1, "enough": True, "run": a_run(in_acme).pk}
    QuestionMeasure.objects.create(
        organization=in_acme.organization, question=in_acme.questions[0], **raw, **known, **SLOPE
    )
    return in_acme


def test_the_bank_says_so_in_words_and_which_run_it_is_from(flat):
    path = f"/o/acme/bank/{flat.questions[0].pk}/"
    page = sign_in(flat.curator).get(path).content.decode()
    assert "Hardly tells people apart" in page
    assert "slope 0.30 (0.20 to 0.40)" in page
    assert f'href="/o/acme/calibration/runs/{flat.questions[0].measure.run}/"' in page
    assert "calibration/runs/" not in sign_in(flat.lead).get(path).content.decode(), "not theirs to open"


def test_the_api_of_the_bank_gives_it_too(flat):
    answer = sign_in(flat.curator).get(f"/api/v1/o/acme/questions/{flat.questions[0].pk}/")
    health = answer.json()["health"]
    assert {name: health[name] for name in SLOPE} == SLOPE
    assert health["run"] == str(flat.questions[0].measure.run)


def test_the_assembly_weighs_it_by_the_net_slope_and_not_by_the_raw_correlation(flat):
    tree = TopicTree(flat.organization.pk)
    rows = usable_questions(flat.organization.pk, [flat.level.pk], Known(tree, pasts_of_bank()))
    found = {row.question: row.information for row in rows}
    first, second = flat.questions[0], flat.questions[1]
    assert found[first.pk] < 0.2 * found[second.pk]
    measured = Measured(0.0, -0.1, 0.1, 0.6, 400, 0.3, 0.2, 0.4, enough=True)
    assert found[first.pk] == pytest.approx(information(measured, 0.0, 0.2 / (2 * 1.959964)))
