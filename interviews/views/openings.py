"""Openings and candidates."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from interviews import rules
from interviews.access import candidate_of, clear_of_conflicts
from interviews.access import opening_of as find_opening
from interviews.actions.create_candidate import create_candidate
from interviews.actions.create_opening import create_opening
from interviews.forms.loops import CandidateForm, OpeningForm
from interviews.queries.blueprints import applications_at, openings_of
from interviews.queries.candidates import (
    applications_of,
    candidates_of,
    exposures_of,
    loops_of_candidate,
    names_for,
)
from interviews.views.common import PAGE, query_without_page, tell


@require_safe
def opening_list(request: MemberRequest, org: str) -> HttpResponse:
    """All openings."""
    rules.may_see_openings(request.member).require()
    page = Paginator(openings_of(request.member), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_plan": rules.may_plan(request.member)}
    return render(request, "interviews/opening_list.html", context)


@require_http_methods(["GET", "POST"])
def opening_new(request: MemberRequest, org: str) -> HttpResponse:
    """A new job."""
    rules.may_plan(request.member).require()
    form = OpeningForm(
        request.member, request.POST or None, initial={"blueprint": request.GET.get("blueprint")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = create_opening(
                actor=request.member,
                title=form.cleaned_data["title"],
                blueprint_id=form.cleaned_data["blueprint"].pk,
                team=form.cleaned_data["team"],
            )
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, f"{row.title} is open.")
            return redirect("opening", org=org, opening=row.pk)
    return render(request, "interviews/opening_new.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
def opening(request: MemberRequest, org: str, opening: uuid.UUID) -> HttpResponse:
    """One opening: who applied, with their loops."""
    row = find_opening(request.member, opening)
    applications = clear_of_conflicts(request.member, applications_at(row))
    page = Paginator(applications, PAGE).get_page(request.GET.get("page"))
    context = {
        "opening": row,
        "page": page,
        "names": names_for(request.member, [application.candidate_id for application in page]),
        "may_plan": rules.may_plan(request.member),
    }
    return render(request, "interviews/opening.html", context)


@require_http_methods(["GET", "POST"])
def candidate_list(request: MemberRequest, org: str) -> HttpResponse:
    """The candidates that this person may see; coordinators enter new ones here."""
    rules.may_read(request.member).require()
    may_plan = rules.may_plan(request.member)
    form = CandidateForm(request.POST or None)
    if request.method == "POST":
        may_plan.require()
        if form.is_valid():
            try:
                row = create_candidate(
                    actor=request.member,
                    name=form.cleaned_data["candidate_name"],
                    email=form.cleaned_data["candidate_email"],
                )
            except Invalid as error:
                tell(form, error)
            else:
                messages.success(request, f"Entered as {row.pseudonym}.")
                return redirect("candidate", org=org, candidate=row.pk)
    search = request.GET.get("q", "").strip()
    page = Paginator(candidates_of(request.member, search), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "search": search,
        "names": names_for(request.member, [row.pk for row in page]),
        "query": query_without_page(request),
        "may_plan": may_plan,
    }
    return render(request, "interviews/candidate_list.html", context, status=400 if form.errors else 200)


@require_safe
def candidate(request: MemberRequest, org: str, candidate: uuid.UUID) -> HttpResponse:
    """One candidate: where they applied, their loops, what they met."""
    rules.may_read(request.member).require()
    row = candidate_of(request.member, candidate)
    sees_openings = bool(rules.may_see_openings(request.member))
    context = {
        "candidate": row,
        "person": names_for(request.member, [row.pk]).get(row.pk),
        "sees_openings": sees_openings,
        "applications": applications_of(request.member, row) if sees_openings else [],
        "loops": loops_of_candidate(request.member, row),
        "exposures": exposures_of(row),
        "may_plan": rules.may_plan(request.member),
    }
    return render(request, "interviews/candidate.html", context)
