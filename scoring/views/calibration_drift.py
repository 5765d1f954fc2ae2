"""Drift: who or what has changed over time, what to do about it, and how the scale is used."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from scoring import rules
from scoring.calibration.drift.alerts import few_of
from scoring.calibration.drift.control import ENOUGH_MONTHS
from scoring.calibration.drift.months import FEWEST
from scoring.calibration.drift.quarters import Quarter
from scoring.enums import Facet
from scoring.exports import Table, export_one
from scoring.pictures_drift import TONES, control
from scoring.queries.calibration import latest_run
from scoring.queries.calibration_drift import CHARTED, Drift, DriftRow, drift_of
from scoring.views.calibration_tabs import tabs
from scoring.wording_people import grade_words

PER_PAGE = 12
THIN = 12  # names of those with too little data before "and n more"
MONTH = ("month", "n", "residual", "z", "ewma", "cusum_up", "cusum_down", "grade")
ALERT = ("facet", "key", "name", "grade", "way", "since", "until", "points", "n", "words", "to_do")
LABELS = {Facet.INTERVIEWER: "Interviewers", Facet.QUESTION: "Questions"}


@require_safe
def calibration_drift(request: MemberRequest, org: str) -> HttpResponse:
    """The run that counts: `?facet=`, `?page=`, `?format=` (`?table=months`, `alerts` or `use`)."""
    facets = [one for one in CHARTED if one in rules.calibration_facets(request.member)]
    wanted = request.GET.get("facet", "")
    rules.may_read_calibration(request.member, wanted if wanted in CHARTED else "").require()
    if wanted and wanted not in CHARTED:
        raise Invalid("There are no charts of that.", {"facet": f"One of {', '.join(CHARTED)}."})
    facet = Facet(wanted) if wanted else facets[0]
    run = latest_run(request.organization)
    context: dict[str, Any] = {
        "tabs": tabs(request, "calibration_drift"),
        "run": run,
        "may_calibrate": rules.may_calibrate(request.member),
    }
    if run is None:
        return render(request, "scoring/calibration_drift.html", context)
    drift = drift_of(run, facets)
    if answer := export_one(request, "drift", _tables(drift)):
        return answer
    return render(request, "scoring/calibration_drift.html", context | _page(request, drift, facet))


def _page(request: MemberRequest, drift: Drift, facet: Facet) -> dict[str, Any]:
    shown, more = few_of(drift.alerts)
    page = Paginator(drift.charted(facet), PER_PAGE).get_page(request.GET.get("page"))
    rows = {(row.facet, row.key): row for every in drift.rows.values() for row in every}
    thin = drift.thin(facet)
    return {
        "facts": drift.run,
        "alerts": [_told(alert, _address(request, rows[alert["facet"], alert["key"]])) for alert in shown],
        "more": more,
        "charted": sum(len(drift.charted(one)) for one in drift.rows),
        "quarter": drift.quarter,
        "use": _use(drift),
        "page": page,
        "charts": [_chart(row, _address(request, row)) for row in page],
        "query": f"facet={facet}",
        "person": facet == Facet.INTERVIEWER,
        "facets": [
            {"label": LABELS[one], "url": f"?facet={one}", "current": one == facet}
            for one in CHARTED
            if one in drift.rows
        ],
        "noun": LABELS[facet].lower(),
        "thin": thin[:THIN],
        "more_thin": max(0, len(thin) - THIN),
        "enough": ENOUGH_MONTHS,
        "fewest": FEWEST,
    }


def _told(alert: dict[str, Any], url: str) -> dict[str, Any]:
    word, icon = grade_words(alert["grade"])
    return alert | {"word": word, "icon": icon, "tone": TONES[alert["grade"]], "url": url}


def _chart(row: DriftRow, url: str) -> dict[str, Any]:
    word, icon = grade_words(row.grade)
    tone = TONES.get(row.grade, "")
    return {"row": row, "url": url, "picture": control(row.months), "word": word, "icon": icon, "tone": tone}


def _address(request: MemberRequest, row: DriftRow) -> str:
    slug = request.organization.slug
    if row.facet == Facet.QUESTION:
        return reverse("question", args=[slug, row.page])
    return f"{reverse('calibration_interviewers', args=[slug])}#member-{row.key}"


def _use(drift: Drift) -> list[tuple[int, int, float, int, float]]:
    """Each point of the scale: ratings and share of the year before, ratings and share now."""
    quarter = drift.quarter
    if quarter is None:
        return []
    lowest = drift.run.settings["lowest"]
    before, now = sum(quarter.before) or 1, sum(quarter.now) or 1
    return [
        (lowest + place, then, then / before, since, since / now)
        for place, (then, since) in enumerate(zip(quarter.before, quarter.now, strict=True))
    ]


def _tables(drift: Drift) -> dict[str, Table]:
    def months() -> list[tuple[Any, ...]]:
        return [
            (row.facet, row.key, row.name, *(month[name] for name in MONTH))
            for rows in drift.rows.values()
            for row in rows
            for month in row.months
        ]

    return {
        "months": Table(("facet", "key", "name", *MONTH), months),
        "alerts": Table(ALERT, lambda: [tuple(alert[name] for name in ALERT) for alert in drift.alerts]),
        "use": Table(
            ("point", "before", "before_share", "now", "now_share", "psi", "bound", "ks", "p"),
            lambda: [(*row, *_figures(drift.quarter)) for row in _use(drift)],
        ),
    }


def _figures(quarter: Quarter | None) -> tuple[Any, ...]:
    if quarter is None:
        return (None,) * 4
    shift = quarter.shift
    return (shift.psi, shift.bound, shift.distance, shift.p)
