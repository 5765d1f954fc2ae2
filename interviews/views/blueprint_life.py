"""Blueprints beyond their writing: two revisions compared, copied, retired and brought back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from interviews import rules
from interviews.access import blueprint_of
from interviews.actions.copy_blueprint import copy_blueprint
from interviews.actions.restore_blueprint import restore_blueprint
from interviews.actions.retire_blueprint import retire_blueprint
from interviews.blueprint_changes import compare
from interviews.forms.blueprints import CopyForm
from interviews.queries.blueprint_texts import pair_of, texts_of
from interviews.queries.blueprints import loops_by_revision, openings_with, revisions_of
from interviews.views.common import tell


@require_safe
def blueprint_compare(request: MemberRequest, org: str, blueprint: uuid.UUID) -> HttpResponse:
    """What differs between ?from= and ?to=; without them the current revision and the one before it."""
    row = blueprint_of(request.member, blueprint)
    revisions = revisions_of(row)
    pair = pair_of(revisions, request.GET.get("from", ""), request.GET.get("to", ""))
    if pair is None:
        raise Http404("There is no such revision.")
    old, new = pair
    texts = texts_of([old, new])
    context = {
        "blueprint": row,
        "revisions": revisions,
        "old": old,
        "new": new,
        "changes": compare(texts[old.pk], texts[new.pk]),
        "loops": loops_by_revision(request.member, row),
    }
    return render(request, "interviews/blueprint_compare.html", context)


@require_http_methods(["GET", "POST"])
def blueprint_copy(request: MemberRequest, org: str, blueprint: uuid.UUID) -> HttpResponse:
    """A new blueprint that says the same, under its own name."""
    rules.may_plan(request.member).require()
    row = blueprint_of(request.member, blueprint)
    initial = {"name": f"{row.name}, copy"[:120], "role": row.role, "level": row.level_id}
    form = CopyForm(request.member, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = copy_blueprint(
                actor=request.member,
                blueprint_id=blueprint,
                name=values["name"],
                role=values["role"],
                level_id=values["level"].pk,
                shift_levels=values["shift_levels"],
            )
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, f"{made.name} is here. Change in it what is different.")
            return redirect("blueprint", org=org, blueprint=made.pk)
    context = {"form": form, "blueprint": row}
    return render(request, "interviews/blueprint_copy.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def blueprint_retire(request: MemberRequest, org: str, blueprint: uuid.UUID) -> HttpResponse:
    """Says which openings use it, and takes it out of use."""
    rules.may_plan(request.member).require()
    row = blueprint_of(request.member, blueprint)
    if request.method == "POST":
        retire_blueprint(actor=request.member, blueprint_id=blueprint)
        messages.success(request, f"{row.name} is retired. It stays under Retired and can be brought back.")
        return redirect("blueprint_list", org=org)
    if row.retired_at is not None:
        raise Conflict(f"The blueprint {row.name} is retired already.")
    context = {"blueprint": row, "openings": openings_with(row)}
    return render(request, "interviews/blueprint_retire.html", context)


@require_POST
def blueprint_restore(request: MemberRequest, org: str, blueprint: uuid.UUID) -> HttpResponse:
    """Brings it back into use."""
    row = restore_blueprint(actor=request.member, blueprint_id=blueprint)
    messages.success(request, f"{row.name} is in use again.")
    return redirect("blueprint", org=org, blueprint=row.pk)
