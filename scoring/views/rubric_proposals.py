"""Proposals to change a rubric: written with the effect before one's eyes, approved, declined, withdrawn."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from questionbank import access
from questionbank import rules as bank
from questionbank.actions.approve_proposal import approve_proposal
from questionbank.actions.decline_proposal import decline_proposal
from questionbank.actions.propose_anchors import propose_anchors
from questionbank.actions.withdraw_proposal import withdraw_proposal
from questionbank.enums import ProposalState
from questionbank.forms import show_refusal
from questionbank.forms_rubric_review import ProposalForm
from questionbank.models import Rubric
from questionbank.queries.rubric_proposals import differences
from questionbank.queries.rubrics import line_content, lines_of
from questionbank.rubric_change import real_changes
from scoring.queries.rubric_review_effect import effect_of
from scoring.queries.rubric_review_proposal import names_of, proposal_page
from scoring.views.debrief_tabs import tabs


@require_http_methods(["GET", "POST"])
def rubric_propose(request: MemberRequest, org: str, rubric: uuid.UUID) -> HttpResponse:
    """All anchors side by side; shown again with the difference before it is sent."""
    row = access.rubric_of(request.member, rubric)
    bank.may_review_rubrics(request.member).require()
    form = ProposalForm(request.POST or None, lines_of(row.pk))
    refusal, status = "", 400 if form.errors else 200
    if request.method == "POST" and form.is_valid() and "send" in request.POST:
        try:
            made = propose_anchors(actor=request.member, rubric_id=rubric, **form.proposal())
        except Invalid as error:
            show_refusal(form, error.fields)
            status = 400
        except Conflict as error:
            refusal, status = error.reason, 409
        else:
            messages.success(request, "Proposed. It holds once two others have approved it.")
            return redirect("rubric_proposal", org, made.pk)
    return _editor(request, row, form, refusal=refusal, status=status)


def _editor(
    request: MemberRequest, row: Rubric, form: ProposalForm, *, refusal: str, status: int
) -> HttpResponse:
    before = [line_content(line) for line in form.lines]
    shown = form.is_bound and form.is_valid()
    changes = real_changes(before, form.anchors()) if shown else []
    context = {
        "tabs": tabs(request, "rubric_list"),
        "rubric": row,
        "form": form,
        "refusal": refusal,
        "criteria": form.criteria(),
        "previewed": shown,
        "differences": differences(before, changes, names_of(list(form.lines))),
        "effect": effect_of(request.organization, row),
    }
    return render(request, "scoring/rubric_propose.html", context, status=status)


@require_safe
def rubric_proposal(request: MemberRequest, org: str, proposal: uuid.UUID) -> HttpResponse:
    """What it changes, what it would do, and who stands behind it."""
    return _page(request, proposal)


@require_POST
def rubric_proposal_approve(request: MemberRequest, org: str, proposal: uuid.UUID) -> HttpResponse:
    """Stands behind it; with the second approval it is in force."""

    def deed() -> str:
        row = approve_proposal(actor=request.member, proposal_id=proposal)
        if row.state == ProposalState.APPLIED:
            return "Approved by two: the new anchors are in force."
        return "Approved. It takes one more."

    return _done(request, proposal, deed)


@require_POST
def rubric_proposal_decline(request: MemberRequest, org: str, proposal: uuid.UUID) -> HttpResponse:
    """Declines it with a reason."""

    def deed() -> str:
        reason = request.POST.get("reason", "")
        decline_proposal(actor=request.member, proposal_id=proposal, reason=reason)
        return "Declined."

    return _done(request, proposal, deed)


@require_POST
def rubric_proposal_withdraw(request: MemberRequest, org: str, proposal: uuid.UUID) -> HttpResponse:
    """Takes it back."""

    def deed() -> str:
        withdraw_proposal(actor=request.member, proposal_id=proposal)
        return "Withdrawn."

    return _done(request, proposal, deed)


def _done(request: MemberRequest, proposal: uuid.UUID, deed: Callable[[], str]) -> HttpResponse:
    """To the proposal's page; a refusal shows there, with what was typed."""
    try:
        said = deed()
    except Invalid as error:
        return _page(request, proposal, refusal=error.reason, fields=error.fields, status=400)
    except Conflict as error:
        return _page(request, proposal, refusal=error.reason, status=409)
    messages.success(request, said)
    return redirect("rubric_proposal", request.organization.slug, proposal)


def _page(request: MemberRequest, proposal: uuid.UUID, *, status: int = 200, **refused: Any) -> HttpResponse:
    row = access.proposal_of(request.member, proposal)
    context = {
        "tabs": tabs(request, "rubric_list"),
        "shown": proposal_page(request.member, row),
        "proposal": row,
        "typed": request.POST.get("reason", ""),
        **refused,
    }
    return render(request, "scoring/rubric_proposal.html", context, status=status)
