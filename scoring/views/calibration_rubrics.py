"""The rating scale and its criteria: category curves, thresholds, use of the points, halo, reliability."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from scoring import rules
from scoring.enums import Facet
from scoring.exports import Table, export_one
from scoring.pictures_questions import use_columns
from scoring.pictures_rubrics import curves
from scoring.queries.calibration import axis_of, latest_run
from scoring.queries.calibration_rubrics import Rubrics, rubrics_of
from scoring.views.calibration_tabs import tabs

RELIABILITY = ["separation", "strata", "reliability", "rmse", "adjusted_sd", "chi_square", "df", "p"]


@require_safe
def calibration_rubrics(request: MemberRequest, org: str) -> HttpResponse:
    """Of the run that counts; `?unit=logits`, `?format=` with `?table=`."""
    rules.may_read_calibration(request.member, Facet.CRITERION).require()
    run = latest_run(request.organization)
    context: dict[str, Any] = {
        "tabs": tabs(request, "calibration_rubrics"),
        "run": run,
        "unit": "logits" if request.GET.get("unit") == "logits" else "points",
        "may_calibrate": rules.may_calibrate(request.member),
    }
    if run is not None:
        rubrics = rubrics_of(run)
        file = export_one(request, "calibration", _tables(rubrics))
        if file is not None:
            return file
        context |= _shown(rubrics, context["unit"])
    return render(request, "scoring/calibration_rubrics.html", context)


def _shown(rubrics: Rubrics, unit: str) -> dict[str, Any]:
    reach = axis_of(one.measure for one in rubrics.criteria)
    return {
        "rubrics": rubrics,
        "picture": curves(rubrics.thresholds, rubrics.lowest, unit) if rubrics.thresholds else None,
        "criteria": [(row, use_columns(row.use, rubrics.scale_from)) for row in rubrics.criteria],
        "reach": reach,
    }


def _tables(rubrics: Rubrics) -> dict[str, Table]:
    return {
        "thresholds": Table(
            ["from", "to", "logit", "se", "points"],
            lambda: [(step.below, step.above, step.logit, step.error, step.points) for step in rubrics.steps],
        ),
        "points": Table(
            ["point", "n", "share_percent", "mean_measure", "expected_measure", "outfit", "remark"],
            lambda: [
                (one.point, one.n, one.share, one.mean, one.expected, one.outfit, one.remark)
                for one in rubrics.points
            ],
        ),
        "criteria": Table(
            [
                *("id", "name", "n", "candidates", "mean", "logit", "logit_se", "points", "low", "high"),
                *("infit", "outfit", "use", "words"),
            ],
            lambda: [_criterion(rubrics, place) for place in range(len(rubrics.criteria))],
        ),
        "halo": Table(
            ["first", "second", "value"],
            lambda: [
                (first, rubrics.halo[place][0], cell.value)
                for first, cells in rubrics.halo
                for place, cell in enumerate(cells)
            ],
        ),
        "reliability": Table(
            ["facet", *RELIABILITY],
            lambda: [
                (one.facet, *(one.figures.get(name) for name in RELIABILITY)) for one in rubrics.reliability
            ],
        ),
    }


def _criterion(rubrics: Rubrics, place: int) -> tuple[Any, ...]:
    row = rubrics.criteria[place]
    m = row.measure
    return (
        *(m.subject, row.name, m.n, m.candidates, m.mean, m.logit, m.logit_se, m.severity, m.low, m.high),
        *(m.infit, m.outfit, " ".join(map(str, row.use)), row.words),
    )
