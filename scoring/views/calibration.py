"""Calibration: the organisation's measures, and the history of runs."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from scoring import rules
from scoring.access import run_of
from scoring.actions.request_calibration import request_calibration
from scoring.enums import Facet
from scoring.models import CalibrationRun
from scoring.queries.calibration import latest_run, runs
from scoring.queries.calibration_tables import PLURALS, measure_table, statements_of
from scoring.views.calibration_tabs import tabs


@require_safe
def calibration_organization(request: MemberRequest, org: str) -> HttpResponse:
    """The organisation's measures by facet, of the run that counts."""
    facet = _facet(request)
    run = latest_run(request.organization)
    context = {
        "tabs": tabs(request, "calibration_organization"),
        "run": run,
        "may_calibrate": rules.may_calibrate(request.member),
    }
    if run is not None:
        context |= _table(request, run, facet)
    return render(request, "scoring/calibration_organization.html", context)


@require_safe
def calibration_runs(request: MemberRequest, org: str) -> HttpResponse:
    """All runs, newest first."""
    rules.may_read_calibration(request.member).require()
    page = Paginator(runs(request.organization), 50).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs(request, "calibration_runs"),
        "page": page,
        "latest": latest_run(request.organization),
        "may_calibrate": rules.may_calibrate(request.member),
    }
    return render(request, "scoring/calibration_runs.html", context)


@require_safe
def calibration_run(request: MemberRequest, org: str, run: uuid.UUID) -> HttpResponse:
    """One run, frozen: its inputs and settings, and its measures by facet."""
    facet = _facet(request)
    row = run_of(request.member, run)
    context = {
        "tabs": tabs(request, "calibration_runs"),
        "run": row,
        "said": statements_of(row, rules.calibration_facets(request.member)),
        **_table(request, row, facet),
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
    return redirect("calibration_runs", org=org)


def _facet(request: MemberRequest) -> Facet:
    """The facet in the address, else the first that the actor may read."""
    wanted = request.GET.get("facet", "")
    rules.may_read_calibration(request.member, wanted if wanted in Facet.values else "").require()
    if wanted and wanted not in Facet.values:
        raise Invalid("There is no such facet.", {"facet": f"One of {', '.join(Facet.values)}."})
    return Facet(wanted) if wanted else rules.calibration_facets(request.member)[0]


def _table(request: MemberRequest, run: CalibrationRun, facet: Facet) -> dict[str, Any]:
    facets = [
        {"label": PLURALS[one].capitalize(), "url": f"?facet={one}", "current": one == facet}
        for one in rules.calibration_facets(request.member)
    ]
    table = measure_table(run, facet)
    return {"facets": facets, "table": table, "reach": table.reach, "person": facet == Facet.INTERVIEWER}
