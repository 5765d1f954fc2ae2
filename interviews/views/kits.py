"""Kits: saved from a session or a whole loop, used again for another candidate."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from interviews import rules
from interviews.access import kit_of, loop_of, session_of
from interviews.actions.save_kit import save_kit
from interviews.actions.save_loop_kit import save_loop_kit
from interviews.actions.use_kit import use_kit
from interviews.forms.loops import KitForm, WhoForm
from interviews.queries.kits import kit_sections, kits_of
from interviews.views.common import tell, to_live


@require_safe
def kit_list(request: MemberRequest, org: str) -> HttpResponse:
    """All kits in use."""
    rules.may_read(request.member).require()
    context = {"kits": kits_of(request.member), "may_interview": rules.may_interview(request.member)}
    return render(request, "interviews/kit_list.html", context)


@require_http_methods(["GET", "POST"])
def kit_save(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """Names the kit that a session's questions become."""
    rules.may_interview(request.member).require()
    row = session_of(request.member, session)
    form = KitForm(request.POST or None, initial={"name": row.title, "purpose": row.purpose})
    if request.method == "POST" and form.is_valid():
        try:
            kit_row = save_kit(actor=request.member, session_id=session, **form.cleaned_data)
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, f"{kit_row.name} is saved as a kit for everybody.")
            return redirect("kit", org=org, kit=kit_row.pk)
    context = {"form": form, "loop": row.loop, "title": row.title}
    return render(request, "interviews/kit_save.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def loop_kit(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """Names the kit that a whole loop becomes."""
    rules.may_interview(request.member).require()
    row = loop_of(request.member, loop)
    form = KitForm(request.POST or None, initial={"name": row.name[:120]})
    if request.method == "POST" and form.is_valid():
        try:
            made = save_loop_kit(actor=request.member, loop_id=loop, **form.cleaned_data)
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, f"{made.name} is saved as a kit for everybody.")
            return redirect("kit", org=org, kit=made.pk)
    context = {"form": form, "loop": row}
    return render(request, "interviews/kit_save.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def kit(request: MemberRequest, org: str, kit: uuid.UUID) -> HttpResponse:
    """A kit's questions, and the form that uses it for somebody."""
    row = kit_of(request.member, kit)
    may_use = rules.may_interview(request.member)
    form = WhoForm(request.member, request.POST or None)
    if request.method == "POST":
        may_use.require()
        if form.is_valid():
            start = "start" in request.POST
            try:
                made = use_kit(
                    actor=request.member,
                    kit_id=kit,
                    start=start,
                    loop_id=form.cleaned_data["once"],
                    **form.who(),
                )
            except Invalid as error:
                tell(form, error)
            else:
                session = made.sessions.order_by("position").first() if start else None
                return (
                    to_live(org, session.pk, made.pk) if session else redirect("loop", org=org, loop=made.pk)
                )
    sections = kit_sections(row)
    context = {
        "kit": row,
        "sections": sections,
        "minutes": sum(section.filled for section in sections),
        "form": form,
        "may_use": may_use,
    }
    return render(request, "interviews/kit.html", context, status=400 if form.errors else 200)
