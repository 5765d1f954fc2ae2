"""Two runs beside each other."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from scoring.access import run_of
from scoring.enums import Facet
from scoring.exports import Table, export_one
from scoring.models import CalibrationRun
from scoring.pictures_runs import Slopes, slopes
from scoring.queries.calibration import runs
from scoring.queries.calibration_comparison import DRAWN, LISTED, Comparison, Move, compare_runs
from scoring.queries.calibration_tables import PLURALS
from scoring.views.calibration_facets import facet_of, facet_tabs
from scoring.views.calibration_tabs import tabs

CHOICES = 60
COLUMNS = [
    *("id", "name", "points_before", "low_before", "high_before", "points_after", "low_after", "high_after"),
    *("moved_points", "logit_before", "logit_after", "moved_logits", "beyond_interval"),
]


@require_safe
def calibration_compare(request: MemberRequest, org: str) -> HttpResponse:
    """The run `b` against the run `a`, of one facet (`?facet=`); without them the form that asks which."""
    facet = facet_of(request)
    ids = [request.GET.get(name, "") for name in ("a", "b")]
    context: dict[str, Any] = {
        "tabs": tabs(request, "calibration_runs"),
        "choices": runs(request.organization)[:CHOICES],
    }
    if not all(ids):
        return render(request, "scoring/calibration_compare.html", context)
    first, second = (_run(request, one) for one in ids)
    found = compare_runs(first, second, facet)
    file = export_one(request, f"calibration-{first.number}-{second.number}", _tables(found))
    if file is not None:
        return file
    context |= {
        "found": found,
        "rows": list(enumerate(found.moves[:LISTED], 1)),
        "more": max(0, len(found.moves) - LISTED),
        "picture": _picture(found),
        "facets": facet_tabs(request, facet, a=ids[0], b=ids[1]),
        "plural": PLURALS[facet],
        "person": facet == Facet.INTERVIEWER,
    }
    return render(request, "scoring/calibration_compare.html", context)


def _run(request: MemberRequest, text: str) -> CalibrationRun:
    try:
        return run_of(request.member, uuid.UUID(text))
    except ValueError:
        raise Invalid("There is no such run.", {"a": "The id of a run.", "b": "The id of a run."}) from None


def _picture(found: Comparison) -> Slopes | None:
    drawn = [
        (number, f"{number}: {move.name}: {_words(move)}", before, after, move.beyond)
        for number, move in enumerate(found.moves[:DRAWN], 1)
        if (before := move.before.severity) is not None and (after := move.after.severity) is not None
    ]
    return slopes(drawn) if drawn else None


def _words(move: Move) -> str:
    return f"{move.before.severity:+.2f} to {move.after.severity:+.2f}".replace("-", "−")


def _tables(found: Comparison) -> dict[str, Table]:
    return {
        "measures": Table(COLUMNS, lambda: [_plain(move) for move in found.moves]),
        "changes": Table(
            ["what", "before", "after"], lambda: [(one.name, one.before, one.after) for one in found.changes]
        ),
        "thresholds": Table(
            ["step", "before", "after", "moved"],
            lambda: [(one.step, one.before, one.after, one.moved) for one in found.steps],
        ),
    }


def _plain(move: Move) -> tuple[Any, ...]:
    a, b = move.before, move.after
    return (
        *(a.subject, move.name, a.severity, a.low, a.high, b.severity, b.low, b.high, move.points),
        *(a.logit, b.logit, move.logits, move.beyond),
    )
