"""The ruler (Wright map): candidates, interviewers, questions, criteria and the steps of the scale."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from scoring import rules
from scoring.enums import Facet
from scoring.exports import Row, Table, export_one
from scoring.pictures_ruler import Facet as Column
from scoring.pictures_ruler import Item, expected_points, ruler
from scoring.queries.calibration import NamedMeasure, latest_run
from scoring.queries.ruler import Range, RulerData, ruler_of
from scoring.views.calibration_tabs import tabs

# Where a mark of the ruler leads.
PAGES = {
    Facet.INTERVIEWER: "calibration_interviewers",
    Facet.QUESTION: "calibration_questions",
    Facet.CRITERION: "calibration_rubrics",
}
COLUMNS = (
    "facet",
    "n",
    "lowest",
    "mean",
    "highest",
    "lowest_points",
    "mean_points",
    "highest_points",
    "subsets",
)


@require_safe
def calibration_ruler(request: MemberRequest, org: str) -> HttpResponse:
    """The run that counts; `?format=` (`?table=steps`, `?table=marks`)."""
    rules.may_read_calibration(request.member).require()
    run = latest_run(request.organization)
    context: dict[str, Any] = {
        "tabs": tabs(request, "calibration_ruler"),
        "run": run,
        "may_calibrate": rules.may_calibrate(request.member),
    }
    if run is None:
        return render(request, "scoring/calibration_ruler.html", context)
    data = ruler_of(run, rules.calibration_facets(request.member))
    if answer := export_one(request, "ruler", _tables(data)):
        return answer
    context |= {"data": data, "ranges": list(_ranges(data)), "steps": list(_steps(data))}
    if data.thresholds:
        columns = [_column(request, one) for one in data.ranges if one.logits]
        context["picture"] = ruler(columns, data.thresholds, data.lowest)
    return render(request, "scoring/calibration_ruler.html", context)


def _column(request: MemberRequest, one: Range) -> Column:
    if not one.measures:
        return Column(one.label, [Item(logit) for logit in one.logits], bars=True)
    url = reverse(PAGES[one.facet], args=[request.organization.slug])
    return Column(one.label, [_item(named, one.facet, url) for named in one.measures])


def _item(named: NamedMeasure, facet: Facet, url: str) -> Item:
    anchor = f"#member-{named.measure.subject}" if facet == Facet.INTERVIEWER else ""
    return Item(named.measure.logit or 0.0, named.name, f"{url}{anchor}")


def _ranges(data: RulerData) -> Iterable[dict[str, Any]]:
    """The table beside the picture: each facet's ends and mean, in logits and in points."""
    for one in data.ranges:
        ends = (one.low, one.mean, one.high)
        yield {"range": one, "logits": ends, "points": [_points(data, one.facet, value) for value in ends]}


def _points(data: RulerData, facet: Facet, logit: float | None) -> float | None:
    """A candidate's expected score where all else is average; of the others, what they leave an average
    candidate.
    """
    if logit is None or not data.thresholds:
        return None
    return expected_points(logit if facet == Facet.CANDIDATE else -logit, data.thresholds, data.lowest)


def _steps(data: RulerData) -> Iterable[tuple[int, int, float]]:
    """From one point to the next, and where both are equally likely."""
    for place, value in enumerate(data.thresholds):
        yield data.lowest + place, data.lowest + place + 1, value


def _tables(data: RulerData) -> dict[str, Table]:
    return {
        "ranges": Table(
            COLUMNS,
            lambda: [
                (
                    one["range"].facet.value,
                    one["range"].n,
                    *one["logits"],
                    *one["points"],
                    one["range"].subsets,
                )
                for one in _ranges(data)
            ],
        ),
        "steps": Table(("from", "to", "logit"), lambda: _steps(data)),
        "marks": Table(("facet", "id", "name", "logit", "logit_se", "subset"), lambda: _marks(data)),
    }


def _marks(data: RulerData) -> Iterable[Row]:
    """Every element that the picture shows singly, and of candidates where they stand, without a name."""
    for one in data.ranges:
        for named in one.measures:
            m = named.measure
            yield one.facet.value, m.subject, named.name, m.logit, m.logit_se, m.subset
        if not one.measures:
            yield from ((one.facet.value, None, None, logit, None, None) for logit in one.logits)
