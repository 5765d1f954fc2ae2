"""Around the gate: opening the cards before one's own is in, declaring somebody out, taking it back."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from interviews.access import loop_of, seat_of
from interviews.rules import may_change_loop
from scoring import rules
from scoring.actions.excuse_seat import excuse_seat
from scoring.actions.override_gate import override_gate
from scoring.actions.return_seat import return_seat
from scoring.gate_forms import ExcuseForm, OverrideForm
from scoring.visibility import is_blind


@require_http_methods(["GET", "POST"])
def gate_override(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Says what it costs and asks why; posting opens the packet."""
    row = loop_of(request.member, loop)
    rules.may_override(request.member).require()
    form = OverrideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            override_gate(actor=request.member, loop_id=loop, reason=form.cleaned_data["reason"])
        except Invalid as error:
            _tell(form, error)
        else:
            messages.success(request, "The cards are open to you. The panel sees that, and why.")
            return redirect("packet", org=org, loop=loop)
    context = {"form": form, "loop": row, "blind": is_blind(request.member, row)}
    return render(request, "scoring/gate_override.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def seat_excuse(request: MemberRequest, org: str, seat: uuid.UUID) -> HttpResponse:
    """Asks why somebody owes no card; posting declares them out."""
    row = seat_of(request.member, seat)
    may_change_loop(request.member, row.session.loop).require()
    rules.may_excuse(request.member, row).require()
    form = ExcuseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            excuse_seat(actor=request.member, seat_id=seat, reason=form.cleaned_data["reason"])
        except Invalid as error:
            _tell(form, error)
        else:
            messages.success(request, f"{row.member} is declared out of {row.session.title}.")
            return redirect("loop", org=org, loop=row.session.loop_id)
    context = {"form": form, "seat": row, "loop": row.session.loop}
    return render(request, "scoring/seat_excuse.html", context, status=400 if form.errors else 200)


@require_POST
def seat_return(request: MemberRequest, org: str, seat: uuid.UUID) -> HttpResponse:
    """Takes it back: they owe their card again."""
    row = return_seat(actor=request.member, seat_id=seat)
    messages.success(request, f"{row.member} owes a card of {row.session.title} again.")
    return redirect("loop", org=org, loop=row.session.loop_id)


def _tell(form: forms.Form, error: Invalid) -> None:
    for field, words in error.fields.items():
        form.add_error(field, words)
