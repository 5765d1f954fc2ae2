"""What the pages of this app share."""

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Conflict, Invalid

PAGE = 50

# What actions call a field -> what the forms call it.
NAMES = {"name": "candidate_name", "email": "candidate_email"}


def tell(form: forms.Form, error: Invalid) -> None:
    """Puts an action's refusal onto the form's fields, or above it."""
    for field, words in error.fields.items():
        known = field if field in form.fields else NAMES.get(field)
        form.add_error(known if known in form.fields else None, words)
    if not error.fields:
        form.add_error(None, error.reason)


def to_live(org: str, session_id: uuid.UUID, loop_id: uuid.UUID) -> HttpResponse:
    """To the live sheet of a session; to its loop where there is no live sheet."""
    try:
        return redirect(reverse("live", args=[org, session_id]))
    except NoReverseMatch:
        return redirect("loop", org=org, loop=loop_id)


def seen_of(request: MemberRequest) -> int | None:
    """The version of the loop that the person had before them when they sent this form."""
    seen = number(request.POST.get("seen"), -1)
    return seen if seen >= 0 else None


def change_loop(
    request: MemberRequest, loop_id: uuid.UUID, change: Callable[[], object], told: str = ""
) -> HttpResponse:
    """Does it, says what was done or why not, and shows the loop again. For buttons: nothing was typed."""
    try:
        change()
    except (Conflict, Invalid) as error:
        messages.error(request, error.reason)
    else:
        if told:
            messages.success(request, told)
    return redirect("loop", org=request.organization.slug, loop=loop_id)


def number(text: str | None, default: int = 1) -> int:
    """A whole number out of an address or a form; `default` for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default


def query_without_page(request: HttpRequest | MemberRequest) -> str:
    """The rest of the address, for the pager."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
