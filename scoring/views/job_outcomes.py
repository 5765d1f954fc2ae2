"""On the job: what became of those who were hired. For administrators."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from scoring.actions.note_job_outcome import note_job_outcome
from scoring.actions.remove_job_outcome import remove_job_outcome
from scoring.exports import Table, export_one
from scoring.job_forms import FORMS
from scoring.queries.job_outcomes import hired_loop_of, hired_loops, hired_of, outcomes_known, studied
from scoring.serializers.job_outcomes import STUDY_COLUMNS, study_rows
from scoring.views.calibration_tabs import tabs

TITLES = {"started": "Started", "performance": "How they do", "left": "Left"}


@require_safe
def job_outcome_list(request: MemberRequest, org: str) -> HttpResponse:
    """Everybody who was hired, with what is known since, and how far the interviews foretold it."""
    loops = hired_loops(request.member)
    table = Table(STUDY_COLUMNS, lambda: study_rows(hired_of(loops, snapshots=True)))
    if answer := export_one(request, "on-the-job", {"hired": table}):
        return answer
    page = Paginator(loops, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "hired": hired_of(page),
        "known": outcomes_known(request.member),
        "studied": studied(request.member),
        "tabs": tabs(request, "job_outcome_list"),
    }
    return render(request, "scoring/job_outcome_list.html", context)


@require_http_methods(["GET", "POST"])
def job_outcomes(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Of one person; posting notes one thing more, or in place of the former."""
    row = hired_loop_of(request.member, loop)
    kind = request.POST.get("kind", "")
    if request.method == "POST" and kind in FORMS:
        form = FORMS[kind](request.POST, prefix=kind)
        if form.is_valid():
            try:
                note_job_outcome(actor=request.member, loop_id=row.pk, kind=kind, **form.noted())
            except Invalid as error:
                for name, words in error.fields.items():
                    form.add_error(name if name in form.fields else None, words)
            else:
                messages.success(request, "It is noted.")
                return redirect("job_outcomes", org=org, loop=row.pk)
        return _page(request, row.pk, {kind: form}, status=400)
    return _page(request, row.pk, {}, status=400 if request.method == "POST" else 200)


@require_POST
def job_outcome_remove(
    request: MemberRequest, org: str, loop: uuid.UUID, job_outcome: uuid.UUID
) -> HttpResponse:
    """Takes one thing back."""
    remove_job_outcome(actor=request.member, loop_id=loop, outcome_id=job_outcome)
    messages.success(request, "It is taken back; the audit trail keeps what it said.")
    return redirect("job_outcomes", org=org, loop=loop)


def _page(request: MemberRequest, loop: uuid.UUID, typed: dict[str, Form], *, status: int) -> HttpResponse:
    (hired,) = hired_of([hired_loop_of(request.member, loop)])
    forms = [
        {"kind": kind, "title": TITLES[kind], "form": typed.get(kind) or shape(prefix=kind)}
        for kind, shape in FORMS.items()
    ]
    context = {"hired": hired, "loop": hired.loop, "forms": forms}
    return render(request, "scoring/job_outcomes.html", context, status=status)
