"""Runs: their history, what is being calculated, what failed for good; and one run as it was."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRefresh

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict
from scoring import rules
from scoring.access import run_of
from scoring.actions.request_calibration import request_calibration
from scoring.actions.retry_calibration import retry_calibration
from scoring.exports import Table, export, export_one
from scoring.models import CalibrationRun
from scoring.queries.calibration import facts_of, latest_run, runs
from scoring.queries.calibration_history import full_runs, lines_of, run_before
from scoring.queries.calibration_requests import dead_requests, open_requests
from scoring.queries.calibration_rubrics import rubrics_of
from scoring.queries.calibration_subsets import subsets_of
from scoring.queries.calibration_tables import PLURALS, MeasureTable, measure_table, statements_of
from scoring.views.calibration_facets import facet_of, facet_tabs
from scoring.views.calibration_tabs import tabs

PER_PAGE, LISTED = 25, 20
COLUMNS = [
    *("id", "number", "kind", "base", "as_of", "state", "refused", "created_at", "ratings", "watermark"),
    *("digest", "code_version", "settings", "seed", "seconds"),
]


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def calibration_runs(request: MemberRequest, org: str) -> HttpResponse:
    """All runs, newest first, each with its increments; htmx gets what is being calculated alone."""
    rules.may_read_calibration(request.member).require()
    asked = {
        "open_requests": list(open_requests(request.organization)[:LISTED]),
        "may_calibrate": rules.may_calibrate(request.member),
    }
    if request.htmx and request.htmx.target == "requests":
        if not asked["open_requests"]:
            return HttpResponseClientRefresh()
        return render(request, "scoring/calibration_requests.html", asked)
    file = export(request, "calibration-runs", COLUMNS, _plain(runs(request.organization)))
    if file is not None:
        return file
    page = Paginator(full_runs(request.organization), PER_PAGE).get_page(request.GET.get("page"))
    context = asked | {
        "tabs": tabs(request, "calibration_runs"),
        "page": page,
        "lines": lines_of(page),
        "latest": latest_run(request.organization),
        "dead_requests": list(dead_requests(request.organization)[:LISTED]),
    }
    return render(request, "scoring/calibration_runs.html", context)


@require_safe
def calibration_run(request: MemberRequest, org: str, run: uuid.UUID) -> HttpResponse:
    """One run, frozen: what went in, what it says of itself, and its measures by facet."""
    facet = facet_of(request)
    row = run_of(request.member, run)
    facets = rules.calibration_facets(request.member)
    rubrics = rubrics_of(row)
    table = measure_table(row, facet)
    file = export_one(request, f"calibration-run-{row.number}", _tables(table))
    if file is not None:
        return file
    context = {
        "tabs": tabs(request, "calibration_runs"),
        "run": row,
        "facts": facts_of(row),
        "before": run_before(row),
        "said": statements_of(facts_of(row), facets),
        "rubrics": rubrics,
        "subsets": subsets_of(row, facets),
        "facets": facet_tabs(request, facet),
        "table": table,
        "exported": PLURALS[facet],
    }
    return render(request, "scoring/calibration_run.html", context)


@require_POST
def calibration_request(request: MemberRequest, org: str) -> HttpResponse:
    """Asks for a calibration now."""
    try:
        request_calibration(actor=request.member)
    except Conflict as error:
        messages.warning(request, error.reason)
    else:
        messages.success(
            request,
            "Calibration is on its way. A new run appears here in a moment; if no rating has changed, the "
            "run that these ratings made before stands.",
        )
    return redirect(reverse("calibration_runs", args=[org]))


@require_POST
def calibration_retry(request: MemberRequest, org: str, asked: uuid.UUID) -> HttpResponse:
    """Has a calibration that failed for good tried once more."""
    try:
        retry_calibration(actor=request.member, request_id=asked)
    except Conflict as error:
        messages.warning(request, error.reason)
    else:
        messages.success(request, "It is tried again.")
    return redirect(reverse("calibration_runs", args=[org]))


def _plain(rows: Iterable[CalibrationRun]) -> Iterable[tuple[Any, ...]]:
    for run in rows:
        yield (
            *(
                run.pk,
                run.number,
                run.kind,
                run.base_id,
                run.as_of,
                run.state,
                run.summary.get("refused", ""),
            ),
            *(run.created_at, run.ratings, run.watermark, run.inputs_digest, run.code_version),
            *(" ".join(f"{key}={value}" for key, value in run.settings.items()), run.seed, run.seconds),
        )


def _tables(table: MeasureTable) -> dict[str, Table]:
    columns = [
        *("id", "name", "n", "candidates", "interviewers", "mean", "spread", "points", "low", "high"),
        *("logit", "logit_se", "infit", "outfit", "subset", "words"),
    ]
    rows = [
        (
            *(m.subject, row.name, m.n, m.candidates, m.interviewers, m.mean, m.spread, m.severity),
            *(m.low, m.high, m.logit, m.logit_se, m.infit, m.outfit, m.subset, row.words),
        )
        for row in table.rows
        for m in (row.measure,)
    ]
    return {PLURALS[table.facet]: Table(columns, lambda: rows)}
