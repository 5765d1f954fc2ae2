"""Interviewers beside each other, for administrators and the committee."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from scoring import rules
from scoring.enums import Facet
from scoring.exports import Table, export_one
from scoring.models import CalibrationRun
from scoring.pictures_people import Caterpillar, Line, caterpillar, histogram
from scoring.queries.calibration import latest_run
from scoring.queries.interviewers import NAMED, InterviewerRow, Interviewers, interviewers_of, sorted_by
from scoring.signals import SEEN
from scoring.views.calibration_tabs import tabs

PER_PAGE = 50
HEADS = [
    ("name", "Interviewer", False),
    ("severity", "Severity", True),
    ("signals", "Worth a look", True),
    ("agreement", "Agreement", True),
    ("consistency", "Consistency", True),
    ("ratings", "n", True),
]


@require_safe
def calibration_interviewers(request: MemberRequest, org: str) -> HttpResponse:
    """The run that counts: `?sort=`, `?unit=logits`, `?page=`, `?format=` (`?table=seatings`)."""
    rules.may_read_calibration(request.member, Facet.INTERVIEWER).require()
    run = latest_run(request.organization)
    context: dict[str, Any] = {
        "tabs": tabs(request, "calibration_interviewers"),
        "run": run,
        "may_calibrate": rules.may_calibrate(request.member),
    }
    if run is None:
        return render(request, "scoring/calibration_interviewers.html", context)
    logits = request.GET.get("unit") == "logits"
    found = interviewers_of(run, logits=logits)
    if answer := export_one(request, "interviewers", _tables(found)):
        return answer
    return render(
        request, "scoring/calibration_interviewers.html", context | _page(request, run, found, logits=logits)
    )


def _page(
    request: MemberRequest, run: CalibrationRun, found: Interviewers, *, logits: bool
) -> dict[str, Any]:
    sort = request.GET.get("sort", "")
    rows = sorted_by(found.rows, sort)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    keep = {name: request.GET[name] for name in ("sort", "unit") if request.GET.get(name)}
    values = [row.found.severity for row in rows if row.found]
    reach = _reach(found)
    return {
        "found": found,
        "page": page,
        "query": urlencode(keep),
        "heads": _heads(sort, keep),
        "other_unit": {
            "label": "In points of the scale" if logits else "In logits",
            "url": f"?{urlencode(keep | {'unit': 'points' if logits else 'logits'})}#plot",
        },
        "unit": "logits" if logits else "points of the scale",
        "reach": reach,
        "plot": _plot(found, page, rows, keep, reach),
        "histogram": histogram(values, reach) if len(values) > 1 else None,
        "seatings": found.seatings[:NAMED],
        "more_seatings": max(len(found.seatings) - NAMED, 0),
    }


def _reach(found: Interviewers) -> float:
    """How far the axis goes so that every interval fits: one at least."""
    ends = [abs(end) for row in found.rows if row.found for end in (row.found.low, row.found.high)]
    return max([1.0, *(round(end + 0.05, 1) for end in ends)])


def _heads(sort: str, keep: dict[str, str]) -> list[dict[str, Any]]:
    """The columns with the address that sorts by each; the same again turns it around."""
    heads = []
    for key, label, downwards in HEADS:
        first, second = (f"-{key}", key) if downwards else (key, f"-{key}")
        wanted = second if sort == first else first
        now = "" if sort not in (first, second) else "descending" if sort.startswith("-") else "ascending"
        heads.append({"label": label, "url": f"?{urlencode(keep | {'sort': wanted})}", "sorted": now})
    return heads


def _plot(
    found: Interviewers,
    page: Page[InterviewerRow],
    rows: list[InterviewerRow],
    keep: dict[str, str],
    reach: float,
) -> Caterpillar:
    place = {row.key: number for number, row in enumerate(rows)}
    lines = []
    for row in found.rows:
        if row.found:
            number = place[row.key] // PER_PAGE + 1
            query = urlencode(keep | {"page": str(number)})
            url = f"#member-{row.key}" if number == page.number else f"?{query}#member-{row.key}"
            estimate, subset = row.found, row.measure.subset or 0
            lines.append(
                Line(
                    *(row.name, row.words, estimate.low, estimate.severity, estimate.high),
                    *(subset, url, bool(row.flags)),
                )
            )
    return caterpillar(lines, reach)


COLUMNS = (
    *("id", "name", "words", "ratings", "candidates", "mean", "spread", "severity", "low", "high"),
    *("logit", "logit_se", "subset", "infit", "outfit", "pairs", "agreement", "agreement_expected"),
    *SEEN,
    *("worth_a_look", "note"),
)


def _tables(found: Interviewers) -> dict[str, Table]:
    return {
        "measures": Table(COLUMNS, lambda: [_cells(row) for row in found.rows]),
        "seatings": Table(
            ("interviewer", "candidate"), lambda: [(one.interviewer, one.candidate) for one in found.seatings]
        ),
    }


def _cells(row: InterviewerRow) -> tuple[Any, ...]:
    m, agreement = row.measure, row.measure.details.get("agreement") or {}
    return (
        *(row.key, row.name, row.words, m.n, m.candidates, m.mean, m.spread, m.severity, m.low, m.high),
        *(m.logit, m.logit_se, m.subset, m.infit, m.outfit),
        *(agreement.get("pairs"), agreement.get("observed"), agreement.get("expected")),
        *(signal.value for signal in row.signals),
        *(", ".join(flag.label for flag in row.flags), m.note),
    )
