"""Members, invitations, settings, audit trail: the administrator's pages."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import rules
from accounts.access import member_of
from accounts.actions.change_roles import change_roles
from accounts.actions.change_settings import change_settings
from accounts.actions.end_membership import end_membership
from accounts.actions.invite_member import invite_member
from accounts.actions.withdraw_invitation import withdraw_invitation
from accounts.forms import InviteForm, RolesForm, SettingsForm
from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from accounts.queries.organizations import members_of
from accounts.queries.people import audit_trail, first_broken_event, open_invitations


@require_http_methods(["GET", "POST"])
def people(request: MemberRequest, org: str) -> HttpResponse:
    """Members with their roles, open invitations, and the form that invites."""
    rules.may_manage_people(request.member).require()
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = invite_member(actor=request.member, **form.cleaned_data)
        except Invalid as error:
            for field, words in error.fields.items():
                form.add_error(field, words)
        else:
            link = request.build_absolute_uri(reverse("invitation", args=[made.token]))
            return _people(request, InviteForm(), invited=made.invitation.email, link=link)
    return _people(request, form, status=400 if form.errors else 200)


def _people(request: MemberRequest, form: InviteForm, *, status: int = 200, **more: str) -> HttpResponse:
    context = {
        "form": form,
        "members": members_of(request.organization),
        "invitations": open_invitations(request.organization),
        **more,
    }
    return render(request, "accounts/people.html", context, status=status)


@require_http_methods(["GET", "POST"])
def member_roles(request: MemberRequest, org: str, member: uuid.UUID) -> HttpResponse:
    """One member's roles."""
    rules.may_manage_people(request.member).require()
    row = member_of(request.member, member)
    form = RolesForm(request.POST or None, initial={"roles": row.roles})
    if request.method == "POST" and form.is_valid():
        change_roles(actor=request.member, member_id=member, roles=form.cleaned_data["roles"])
        messages.success(request, f"{row.user.name}: roles saved.")
        return redirect("people", org=org)
    return render(request, "accounts/member_roles.html", {"form": form, "row": row})


@require_POST
def member_leave(request: MemberRequest, org: str, member: uuid.UUID) -> HttpResponse:
    """Ends a membership."""
    row = end_membership(actor=request.member, member_id=member)
    messages.success(request, f"{row.user.name} is no longer a member.")
    return redirect("people", org=org)


@require_POST
def invitation_withdraw(request: MemberRequest, org: str, invitation: uuid.UUID) -> HttpResponse:
    """Takes an invitation back."""
    row = withdraw_invitation(actor=request.member, invitation_id=invitation)
    messages.success(request, f"The invitation for {row.email} is withdrawn.")
    return redirect("people", org=org)


@require_http_methods(["GET", "POST"])
def settings(request: MemberRequest, org: str) -> HttpResponse:
    """What holds for the whole organisation."""
    rules.may_change_settings(request.member).require()
    now = request.organization
    initial = {name: getattr(now, name) for name in SettingsForm.base_fields}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_settings(actor=request.member, **form.cleaned_data)
        messages.success(request, "Settings saved.")
        return redirect("settings", org=org)
    return render(request, "accounts/settings.html", {"form": form})


@require_safe
def audit(request: MemberRequest, org: str) -> HttpResponse:
    """Who did what, newest first; `?verify=1` recomputes the whole chain."""
    rules.may_read_audit(request.member).require()
    page = Paginator(audit_trail(request.organization), 50).get_page(request.GET.get("page"))
    context = {"page": page, "verified": "verify" in request.GET}
    if context["verified"]:
        context["broken"] = first_broken_event(request.organization)
    return render(request, "accounts/audit.html", context)
