"""The criteria of the organisation: what is rated, and where."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from questionbank import access, rules
from questionbank.actions.create_criterion import create_criterion
from questionbank.actions.edit_criterion import edit_criterion
from questionbank.forms import show_refusal
from questionbank.forms_rubric import CriterionWordsForm
from questionbank.queries.usage import criteria_in_use


@require_http_methods(["GET", "POST"])
def criteria(request: MemberRequest, org: str) -> HttpResponse:
    """All criteria with what uses them; curators add one."""
    rules.may_read_bank(request.member).require()
    form = CriterionWordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = create_criterion(actor=request.member, **form.cleaned_data)
        except Invalid as error:
            show_refusal(form, error.fields)
        else:
            messages.success(request, f"Criterion “{row.name}” added.")
            return redirect("criteria", org)
    context = {
        "form": form,
        "rows": criteria_in_use(request.organization.pk),
        "may_curate": rules.may_curate(request.member),
    }
    status = 400 if form.errors else 200
    return render(request, "questionbank/criteria.html", context, status=status)


@require_http_methods(["GET", "POST"])
def criterion(request: MemberRequest, org: str, criterion: uuid.UUID) -> HttpResponse:
    """Another name or description for a criterion."""
    rules.may_curate(request.member).require()
    row = access.criterion_of(request.member, criterion)
    words = {"name": row.name, "description": row.description}
    form = CriterionWordsForm(request.POST or None, initial=words)
    if request.method == "POST" and form.is_valid():
        try:
            row = edit_criterion(actor=request.member, criterion_id=criterion, **form.cleaned_data)
        except Invalid as error:
            show_refusal(form, error.fields)
        else:
            messages.success(request, f"Criterion “{row.name}” saved.")
            return redirect("criteria", org)
    context = {"form": form, "criterion": row}
    status = 400 if form.errors else 200
    return render(request, "questionbank/criterion.html", context, status=status)
