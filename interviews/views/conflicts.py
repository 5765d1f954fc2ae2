"""Conflicts of interest, and where people come from, of which conflicts follow."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import member_of
from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from accounts.queries.organizations import members_of
from interviews import rules
from interviews.access import application_of, candidate_of, conflict_of, visible_candidates
from interviews.actions.change_background import change_background
from interviews.actions.change_former_teams import change_former_teams
from interviews.actions.declare_conflict import declare_conflict
from interviews.actions.detect_conflicts import detect_conflicts
from interviews.actions.lift_conflict import lift_conflict
from interviews.actions.set_referrer import set_referrer
from interviews.forms.training import BackgroundForm, ConflictForm, ReasonForm, ReferrerForm, TeamsForm
from interviews.models import Candidate
from interviews.queries.candidates import applications_of, names_for
from interviews.queries.conflicts import conflicts_of, own_declarations, profile_of, seats_to_fill
from interviews.views.common import PAGE, tell

KEPT_OUT = "It is noted. You find this candidate and their loops no more; a colleague takes over."


@require_safe
def conflict_list(request: MemberRequest, org: str) -> HttpResponse:
    """All conflicts of the organisation, and the seats that they emptied."""
    rules.may_plan(request.member).require()
    page = Paginator(conflicts_of(request.member), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "seats": seats_to_fill(request.member),
        "names": names_for(request.member, [row.candidate_id for row in page]),
    }
    return render(request, "interviews/conflict_list.html", context)


@require_POST
def conflict_detect(request: MemberRequest, org: str) -> HttpResponse:
    """Looks through all records again."""
    found = detect_conflicts(actor=request.member)
    count = len(found.conflicts)
    words = f"{count} new conflict{'' if count == 1 else 's'} found." if count else "Nothing new was found."
    messages.success(request, words)
    return redirect("conflict_list", org=org)


@require_http_methods(["GET", "POST"])
def conflict_declare(request: MemberRequest, org: str, candidate: uuid.UUID) -> HttpResponse:
    """Says that oneself, or a colleague, has a conflict with a candidate."""
    rules.may_read(request.member).require()
    row = candidate_of(request.member, candidate)
    of_others = bool(rules.may_plan(request.member))
    form = ConflictForm(request.member, request.POST or None, of_others=of_others)
    if request.method == "POST" and form.is_valid():
        try:
            declare_conflict(
                actor=request.member,
                candidate_id=row.pk,
                reason=form.cleaned_data["reason"],
                member_id=form.cleaned_data.get("member"),
            )
        except Invalid as error:
            tell(form, error)
        else:
            return _on(request, row, "The conflict is noted, and seats are given back.")
    context = {
        "candidate": row,
        "person": names_for(request.member, [row.pk]).get(row.pk),
        "form": form,
        "conflicts": conflicts_of(request.member, row) if of_others else [],
    }
    return render(request, "interviews/conflict_declare.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def conflict_lift(request: MemberRequest, org: str, conflict: uuid.UUID) -> HttpResponse:
    """Lifts one, with the reason."""
    row = conflict_of(request.member, conflict)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lift_conflict(actor=request.member, conflict_id=row.pk, reason=form.cleaned_data["reason"])
        messages.success(request, f"Lifted. {row.member} can be seated again.")
        return redirect("conflict_list", org=org)
    names = names_for(request.member, [row.candidate_id])
    context = {"conflict": row, "names": names, "form": form}
    return render(request, "interviews/conflict_lift.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def candidate_background(request: MemberRequest, org: str, candidate: uuid.UUID) -> HttpResponse:
    """Where a candidate was before, and who brought them to which job."""
    rules.may_plan(request.member).require()
    row = candidate_of(request.member, candidate)
    person = names_for(request.member, [row.pk]).get(row.pk)
    teams = "\n".join(person.former_teams) if person else ""
    form = TeamsForm(request.POST or None, initial={"former_teams": teams})
    if request.method == "POST" and form.is_valid():
        try:
            change_former_teams(actor=request.member, candidate_id=row.pk, former_teams=form.teams())
        except Invalid as error:
            tell(form, error)
        else:
            return _on(request, row, "The former teams are saved.")
    members = members_of(request.organization)
    context = {
        "candidate": row,
        "person": person,
        "form": form,
        "applications": [
            (one, ReferrerForm(members, initial={"referrer": one.referrer_id}, auto_id=f"id_{one.pk}_%s"))
            for one in applications_of(request.member, row)
        ],
    }
    return render(
        request, "interviews/candidate_background.html", context, status=400 if form.errors else 200
    )


@require_POST
def application_referrer(request: MemberRequest, org: str, application: uuid.UUID) -> HttpResponse:
    """Says who brought a candidate to a job."""
    rules.may_plan(request.member).require()
    row = application_of(request.member, application)
    form = ReferrerForm(members_of(request.organization), request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a colleague of the list.")
        return redirect("candidate_background", org=org, candidate=row.candidate_id)
    set_referrer(actor=request.member, application_id=row.pk, member_id=form.cleaned_data["referrer"])
    return _on(request, row.candidate, "It is saved who brought them.")


def _on(request: MemberRequest, candidate: Candidate, words: str) -> HttpResponse:
    """To the candidate's page, or, for who must not see it any more, to the list."""
    org = request.organization.slug
    if visible_candidates(request.member).filter(pk=candidate.pk).exists():
        messages.success(request, words)
        return redirect("candidate", org=org, candidate=candidate.pk)
    messages.success(request, KEPT_OUT)
    return redirect("candidate_list", org=org)


@require_http_methods(["GET", "POST"])
def background(request: MemberRequest, org: str, member: uuid.UUID) -> HttpResponse:
    """Where a colleague was before, and who brought them; and what was declared of oneself."""
    row = member_of(request.member, member)
    rules.may_change_background(request.member, row).require()
    form = BackgroundForm(request.member, row, profile_of(row), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_background(
                actor=request.member,
                member_id=row.pk,
                former_teams=form.teams(),
                team=form.cleaned_data["team"],
                referred_by_id=form.cleaned_data["referred_by"],
            )
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, "The background is saved.")
            return redirect("background", org=org, member=row.pk)
    own = row.pk == request.member.pk
    context = {"person": row, "own": own, "form": form, "declared": own_declarations(row) if own else []}
    return render(request, "interviews/background.html", context, status=400 if form.errors else 200)
