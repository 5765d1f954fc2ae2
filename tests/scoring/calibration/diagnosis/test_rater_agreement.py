from itertools import combinations

import pytest

from scoring.calibration.design import Design
from scoring.calibration.diagnosis import residuals
from scoring.calibration.diagnosis.rater_agreement import RaterAgreement, UnitAgreement, rasch_kappa
from scoring.calibration.diagnosis.residuals import blocks
from scoring.calibration.model.fit import Fit
from tests.scoring.calibration.planted import slow_rows, small


def agreed(design: Design, fit: Fit) -> RaterAgreement:
    agreement = RaterAgreement(design)
    for block in blocks(design, fit):
        agreement.add(block)
    return agreement


@pytest.mark.parametrize("unit", [("question", "criterion"), ("criterion",)])
def test_agreement_is_that_of_all_pairs_of_interviewers(
    unit: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(residuals, "ROWS", 25)
    design, fit = small(3, 150, sizes=(4, 5, 3, 2))
    way = UnitAgreement(design, unit)
    for block in blocks(design, fit):
        way.add(block)
    pairs = [
        (one, other)
        for one, other in combinations(slow_rows(design, fit), 2)
        if one.keys["interviewer"] != other.keys["interviewer"]
        and all(one.keys[name] == other.keys[name] for name in ("candidate", *unit))
    ]
    alike = [one.x == other.x for one, other in pairs]
    expected = [sum(a * b for a, b in zip(one.p, other.p, strict=True)) for one, other in pairs]
    found = way.total()
    assert found["pairs"] == len(pairs)
    assert found["observed"] == pytest.approx(sum(alike) / len(pairs))
    assert found["expected"] == pytest.approx(sum(expected) / len(pairs))
    for number, own in enumerate(way.by_interviewer()):
        mine = [at for at, pair in enumerate(pairs) if number in {row.keys["interviewer"] for row in pair}]
        assert own is not None
        assert own["pairs"] == len(mine)
        assert own["observed"] == pytest.approx(sum(alike[at] for at in mine) / len(mine))
        assert own["expected"] == pytest.approx(sum(expected[at] for at in mine) / len(mine))


def test_the_same_question_counts_where_enough_interviewers_share_one() -> None:
    design, fit = small(4, 400, sizes=(4, 5, 3, 2))
    assert agreed(design, fit).best.total()["unit"] == "candidate and question and criterion"


def test_where_panels_divide_the_questions_the_criterion_counts() -> None:
    design, fit = small(5, 80, sizes=(6, 4, 90, 2))
    assert agreed(design, fit).best.total()["unit"] == "candidate and criterion"


def test_without_questions_and_criteria_the_candidate_is_what_is_shared() -> None:
    design, fit = small(6, 60, sizes=(5, 4))
    assert agreed(design, fit).best.total()["unit"] == "candidate"


def test_one_interviewer_agrees_with_nobody() -> None:
    design, fit = small(7, 40, sizes=(5, 1, 3, 2))
    agreement = agreed(design, fit).best
    assert agreement.total() | {"unit": ""} == {
        "pairs": 0,
        "observed": None,
        "expected": None,
        "kappa": None,
        "unit": "",
    }
    assert agreement.by_interviewer() == [None]


def test_rasch_kappa_of_the_published_table() -> None:
    # FACETS manual, Table 7, creativity ratings: 28.1 % exact agreements, 21.5 % expected.
    assert rasch_kappa(0.281, 0.215) == pytest.approx(0.084, abs=0.0005)


def test_there_is_no_kappa_where_all_agreement_was_expected() -> None:
    assert rasch_kappa(1.0, 1.0) is None
    assert rasch_kappa(None, None) is None
