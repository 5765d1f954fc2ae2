"""Blueprints and their revisions."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import rules
from interviews.access import blueprint_of, blueprint_revision_of
from interviews.actions.create_blueprint import create_blueprint
from interviews.actions.load_blueprints import load_blueprints
from interviews.actions.revise_blueprint import revise_blueprint
from interviews.forms.blueprints import BlueprintEditor
from interviews.models import Blueprint
from interviews.queries.blueprint_texts import texts_of
from interviews.queries.blueprints import (
    blueprints_of,
    loops_by_revision,
    openings_with,
    retired_of,
    revisions_of,
    stage_contents,
    terms_of,
)
from interviews.views.common import tell


@require_safe
def blueprint_list(request: MemberRequest, org: str) -> HttpResponse:
    """All blueprints in use, and below them those retired."""
    rules.may_read(request.member).require()
    context = {
        "blueprints": blueprints_of(request.member),
        "retired": retired_of(request.member),
        "may_plan": rules.may_plan(request.member),
    }
    return render(request, "interviews/blueprint_list.html", context)


@require_POST
def blueprint_ready_made(request: MemberRequest, org: str) -> HttpResponse:
    """Adds the blueprints that ship with Plumbline."""
    made = load_blueprints(actor=request.member, organization=request.organization)
    if made:
        messages.success(
            request, f"{len(made)} ready-made blueprint{'s are' if len(made) > 1 else ' is'} here."
        )
    else:
        messages.info(request, "All ready-made blueprints are here already.")
    return redirect("blueprint_list", org=org)


@require_safe
def blueprint(request: MemberRequest, org: str, blueprint: uuid.UUID) -> HttpResponse:
    """A blueprint as it is, or as it was with ?revision=."""
    row = blueprint_of(request.member, blueprint)
    asked = request.GET.get("revision", "")
    shown = row.current
    if asked:
        if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
            raise Http404("There is no such revision.")
        shown = blueprint_revision_of(request.member, row, int(asked))
    context = {
        "blueprint": row,
        "shown": shown,
        "text": texts_of([shown])[shown.pk] if shown else None,
        "revisions": revisions_of(row),
        "loops": loops_by_revision(request.member, row),
        "may_plan": bool(rules.may_plan(request.member)),
    }
    return render(request, "interviews/blueprint.html", context)


@require_http_methods(["GET", "POST"])
def blueprint_new(request: MemberRequest, org: str) -> HttpResponse:
    """A new blueprint."""
    rules.may_plan(request.member).require()
    editor = BlueprintEditor(request.member, request.POST if request.method == "POST" else None)
    if editor.is_valid():
        values = editor.form.cleaned_data
        try:
            row = create_blueprint(
                actor=request.member,
                name=values["name"],
                role=values["role"],
                level_id=values["level"].pk,
                note=values["note"],
                stages=editor.contents(),
                terms=editor.terms(),
            )
        except Invalid as error:
            tell(editor.form, error)
        else:
            messages.success(request, f"{row.name} is saved.")
            return redirect("blueprint", org=org, blueprint=row.pk)
    return _editor(request, editor, None)


@require_http_methods(["GET", "POST"])
def blueprint_edit(request: MemberRequest, org: str, blueprint: uuid.UUID) -> HttpResponse:
    """A new revision; loops made before stay as they are."""
    rules.may_plan(request.member).require()
    row = blueprint_of(request.member, blueprint)
    current = row.current
    editor = BlueprintEditor(
        request.member,
        request.POST if request.method == "POST" else None,
        stage_contents(current.pk) if current else [],
        based_on=current.number if current else 1,
        role=row.role,
        terms=terms_of(current) if current else None,
    )
    status = 200
    if editor.is_valid():
        values = editor.form.cleaned_data
        try:
            revise_blueprint(
                actor=request.member,
                blueprint_id=blueprint,
                based_on=values["based_on"] or 0,
                stages=editor.contents(),
                note=values["note"],
                role=values["role"] if "role" in request.POST else None,
                terms=editor.terms(),
            )
        except Invalid as error:
            tell(editor.form, error)
        except Conflict as error:
            editor.form.add_error(None, error.reason)
            status = 409
        else:
            messages.success(request, f"Saved as a new revision. {unchanged(request.member, row)}")
            return redirect("blueprint", org=org, blueprint=blueprint)
    return _editor(request, editor, row, status=status)


def unchanged(actor: Membership, row: Blueprint) -> str:
    """What a new revision changes for loops that are set up already: nothing; how many keep which."""
    loops = loops_by_revision(actor, row)
    if not loops:
        return "No loop was made from this blueprint yet, so nothing else changes."
    parts = [
        f"{count} loop{' keeps' if count == 1 else 's keep'} revision {number}"
        for number, count in sorted(loops.items(), reverse=True)
    ]
    return f"For loops already set up nothing changes: {', '.join(parts)}."


def _editor(
    request: MemberRequest, editor: BlueprintEditor, row: Blueprint | None, *, status: int = 200
) -> HttpResponse:
    wrong = request.method == "POST" and not editor.add and status == 200
    context = {
        "editor": editor,
        "form": editor.form,
        "blueprint": row,
        "wrong": wrong,
        "unchanged": unchanged(request.member, row) if row else "",
        "openings": openings_with(row) if row else [],
    }
    return render(request, "interviews/blueprint_edit.html", context, status=400 if wrong else status)
