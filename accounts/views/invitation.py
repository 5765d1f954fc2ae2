"""The page behind an invitation's link."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import open_invitation
from accounts.actions.accept_invitation import accept_invitation
from accounts.actions.create_user import create_user
from accounts.forms import JoinForm
from accounts.ground.verdict import Invalid
from accounts.models import User
from accounts.queries.people import has_account

BACKEND = "accounts.backend.MemberBackend"


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Joins: at once for who is signed in, with name and password for who is new; others sign in first."""
    row = open_invitation(token)
    if isinstance(request.user, User):
        if request.method == "POST":
            member = accept_invitation(actor=request.user, token=token)
            return redirect("my_work", org=member.organization.slug)
        return render(request, "accounts/invitation.html", {"invitation": row})
    if has_account(row.email):
        return render(request, "accounts/invitation.html", {"invitation": row, "sign_in": True})
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _join(request, token, row.email, form)
        except Invalid as error:
            for field, words in error.fields.items():
                form.add_error(field if field in form.fields else None, words)
    return render(request, "accounts/invitation.html", {"invitation": row, "form": form})


def _join(request: HttpRequest, token: str, email: str, form: JoinForm) -> HttpResponse:
    with transaction.atomic():
        user = create_user(actor=None, email=email, **form.cleaned_data)
        member = accept_invitation(actor=user, token=token)
    login(request, user, backend=BACKEND)
    messages.success(request, f"Welcome to {member.organization.name}.")
    return redirect("my_work", org=member.organization.slug)
