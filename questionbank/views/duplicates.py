"""Questions that are alike: the list of pairs, what is said of one, and the search for more."""

import uuid
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
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access, rules
from questionbank.actions.decide_pair import decide_pair
from questionbank.actions.reopen_pair import reopen_pair
from questionbank.actions.request_scan import request_scan
from questionbank.enums import PairDecision
from questionbank.forms_duplicates import AlikeForm, PairForm
from questionbank.queries.duplicates import VIEWS, alike_questions, difference_of, pair_counts, pairs_of
from questionbank.scan_progress import progress_of

PER_PAGE = 20
SAID = {
    PairDecision.SAME: "Merged: the other question is retired, and its sources and uses stay.",
    PairDecision.VARIANT: "Kept as variants: no loop should ask both.",
    PairDecision.DIFFERENT: "Kept as different: the pair is not shown again.",
}


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def duplicates(request: MemberRequest, org: str) -> HttpResponse:
    """The pairs of one part of the list, and how far a search is; htmx gets that alone."""
    rules.may_curate(request.member).require()
    progress = progress_of(request.organization.pk)
    if request.htmx and request.htmx.target == "scan":
        if progress is None or not progress.is_running:
            return HttpResponseClientRefresh()
        return render(request, "questionbank/duplicates.html#scan", {"progress": progress})
    view = request.GET.get("view", "same")
    view = view if view in VIEWS else "same"
    page = Paginator(pairs_of(request.member, view), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "view": view,
        "page": page,
        "pairs": [(pair, difference_of(pair)) for pair in page],
        "tabs": _tabs(request, org, view),
        "progress": progress,
        "done": _done(request),
        "may_curate": True,
    }
    return render(request, "questionbank/duplicates.html", context)


@require_POST
def duplicate_decide(request: MemberRequest, org: str, pair: uuid.UUID) -> HttpResponse:
    """Says what two questions are to each other, and goes on with the list."""
    form = PairForm(request.POST)
    typed = form.cleaned_data if form.is_valid() else {}
    row = access.pair_of(request.member, pair)
    verdict = row.verdict
    try:
        row = decide_pair(
            actor=request.member,
            pair_id=pair,
            decision=typed.get("decision", ""),
            keep_id=typed.get("keep"),
            reason=typed.get("reason", ""),
        )
    except (Conflict, Invalid) as error:
        messages.error(request, error.reason)
        return redirect(_list(org, verdict))
    messages.success(request, SAID[PairDecision(row.decision)])
    return redirect(f"{_list(org, verdict)}&done={row.pk}")


@require_POST
def duplicate_reopen(request: MemberRequest, org: str, pair: uuid.UUID) -> HttpResponse:
    """Takes a decision back."""
    row = reopen_pair(actor=request.member, pair_id=pair)
    messages.success(request, "Taken back: the pair is open again.")
    return redirect(_list(org, row.verdict))


@require_POST
def duplicates_scan(request: MemberRequest, org: str) -> HttpResponse:
    """Starts a search through the whole bank."""
    if not request_scan(actor=request.member):
        messages.info(request, "A search is running already.")
    return redirect("duplicates", org)


@require_POST
def question_alike(request: MemberRequest, org: str) -> HttpResponse:
    """What the bank holds that resembles a prompt being written: a fragment for the form."""
    rules.may_propose(request.member).require()
    form = AlikeForm(request.POST)
    prompt = form.cleaned_data["prompt"] if form.is_valid() else ""
    found = alike_questions(request.member, request.organization.pk, prompt)
    return render(request, "questionbank/question_alike.html", {"found": found})


def _list(org: str, view: str) -> str:
    return f"{reverse('duplicates', args=[org])}?view={view}"


def _tabs(request: MemberRequest, org: str, view: str) -> list[dict[str, Any]]:
    counts = pair_counts(request.member)
    return [
        {"label": label, "url": _list(org, name), "current": name == view, "count": counts[name]}
        for name, label in VIEWS.items()
    ]


def _done(request: MemberRequest) -> str:
    """The pair that was just decided, which the page offers to take back."""
    try:
        return str(uuid.UUID(request.GET.get("done", "")))
    except ValueError:
        return ""
