"""Who met a question, and the report that it was found in public."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from accounts.queries.organizations import members_of
from interviews.actions.report_leak import report_leak
from interviews.forms.exposure import LeakForm, LedgerForm
from interviews.queries.exposure import entries, ledger_of, totals_of
from interviews.queries.leaks import reach_of
from interviews.views.common import PAGE, query_without_page, tell
from questionbank.access import question_of
from questionbank.models import LeakReport
from questionbank.rules import may_curate


@require_safe
def question_exposure(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """The ledger: planned, asked, answer read; candidates by pseudonym in loops that the reader may see."""
    row = question_of(request.member, question)
    form = LedgerForm(members_of(request.organization), request.GET)
    lines = ledger_of(request.member, row, **form.wanted())
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    context = {
        "question": row,
        "form": form,
        "page": page,
        "entries": entries(request.member, page.object_list),
        "totals": totals_of(request.member, row),
        "query": query_without_page(request),
        "noun": "lines",
        "filtered": any(form.wanted().values()),
        "may_curate": may_curate(request.member),
    }
    return render(request, "interviews/question_exposure.html", context)


@require_http_methods(["GET", "POST"])
def question_leak(request: MemberRequest, org: str, question: uuid.UUID) -> HttpResponse:
    """What a leak would mean, and the report of it."""
    row = question_of(request.member, question)
    may_curate(request.member).require()
    form = LeakForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                report = report_leak(
                    actor=request.member, question_id=question, where=form.cleaned_data["where"]
                )
            except Invalid as error:
                tell(form, error)
            except Conflict as error:
                form.add_error(None, error.reason)
                status = 409
            else:
                messages.success(request, _done(report))
                return redirect("question", org, question)
    context = {"question": row, "form": form, "reach": reach_of(request.member, row)}
    return render(request, "interviews/question_leak.html", context, status=status)


def _done(report: LeakReport) -> str:
    """What was done, without naming a loop."""
    did = [entry["did"] for entry in report.consequences]
    words = {
        "replaced": "replaced in {} session{}",
        "removed": "taken out of {} session{} that nothing else fits",
        "left": "left in {} live session{}",
    }
    told = [
        text.format(did.count(name), "" if did.count(name) == 1 else "s")
        for name, text in words.items()
        if name in did
    ]
    where = f" It was {', '.join(told)}; whoever planned or leads them is told." if told else ""
    return f"The question is leaked now: no loop takes it any more.{where}"
