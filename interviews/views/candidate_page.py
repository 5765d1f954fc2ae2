"""A candidate's own page, behind a secret link: no account, no signing in, nothing but what is theirs.

Every address answers the same for a secret that is withdrawn, has expired or never was.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Invalid
from interviews.access import open_candidate_link
from interviews.actions.ask_accommodation import ask_accommodation
from interviews.actions.choose_time_zone import choose_time_zone
from interviews.actions.offer_windows import local_moment, offer_windows
from interviews.actions.open_candidate_page import open_candidate_page
from interviews.actions.remove_window import remove_window
from interviews.forms.candidate_page import NeedsForm, OfferForm, ZoneForm
from interviews.models import CandidateLink
from interviews.queries.candidate_page import candidate_page
from interviews.views.common import tell
from interviews.views.guessing import guesses_too_often

Handler = Callable[..., HttpResponse]
SAID = {
    "zone": "All times are on this clock now.",
    "offered": "Thank you, your times are noted.",
    "removed": "This time is taken back.",
    "asked": "Thank you. A coordinator reads it; nobody who interviews you does.",
}


def for_holder_of_link(view: Handler) -> Handler:
    """Hands the view the link instead of the secret, its scope open; else one page that says nothing."""

    @wraps(view)
    def answer(request: HttpRequest, secret: str, **arguments: Any) -> HttpResponse:
        try:
            link = open_candidate_link(secret)
        except Http404:
            status = 429 if guesses_too_often(request) else 410
            response = render(request, "interviews/candidate_gone.html", status=status)
        else:
            with organization_scope(link.organization):
                response = view(request, link, secret, **arguments)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return login_not_required(never_cache(answer))


@for_holder_of_link
@require_safe
def page(request: HttpRequest, link: CandidateLink, secret: str) -> HttpResponse:
    """Times, people, what to expect; forms to offer times and to ask for what they need."""
    open_candidate_page(actor=link)
    return _show(request, link, secret)


def _show(request: HttpRequest, link: CandidateLink, secret: str, **forms: Any) -> HttpResponse:
    shown = candidate_page(link, timezone.now())
    context = {
        "secret": secret,
        "page": shown,
        "said": SAID.get(request.GET.get("said", "")),
        "zone": ZoneForm(initial={"time_zone": shown.zone.key}),
        "offer": OfferForm(),
        "needs": NeedsForm(),
    } | forms
    wrong = any(form.errors for form in forms.values())
    return render(request, "interviews/candidate_page.html", context, status=400 if wrong else 200)


def _back(secret: str, said: str) -> HttpResponse:
    answer = redirect("candidate_page", secret=secret)
    answer["Location"] += f"?said={said}"
    return answer


@for_holder_of_link
@require_POST
def zone(request: HttpRequest, link: CandidateLink, secret: str) -> HttpResponse:
    """On which clock the times are told."""
    form = ZoneForm(request.POST)
    if form.is_valid():
        try:
            choose_time_zone(actor=link, time_zone=form.cleaned_data["time_zone"])
        except (Conflict, Invalid) as error:
            _tell(form, error)
        else:
            return _back(secret, "zone")
    return _show(request, link, secret, zone=form)


@for_holder_of_link
@require_POST
def offer(request: HttpRequest, link: CandidateLink, secret: str) -> HttpResponse:
    """One more time that suits them."""
    form = OfferForm(request.POST)
    if form.is_valid():
        start, end = form.span(candidate_page(link, timezone.now()).zone)
        try:
            offer_windows(actor=link, windows=[(local_moment(start), local_moment(end))])
        except (Conflict, Invalid) as error:
            _tell(form, error)
        else:
            return _back(secret, "offered")
    return _show(request, link, secret, offer=form)


@for_holder_of_link
@require_POST
def remove(request: HttpRequest, link: CandidateLink, secret: str, window: uuid.UUID) -> HttpResponse:
    """One time less."""
    try:
        remove_window(actor=link, window_id=window)
    except Conflict:
        return redirect("candidate_page", secret=secret)
    return _back(secret, "removed")


@for_holder_of_link
@require_POST
def needs(request: HttpRequest, link: CandidateLink, secret: str) -> HttpResponse:
    """What they need to take part well."""
    form = NeedsForm(request.POST)
    if form.is_valid():
        try:
            ask_accommodation(actor=link, text=form.cleaned_data["text"])
        except (Conflict, Invalid) as error:
            _tell(form, error)
        else:
            return _back(secret, "asked")
    return _show(request, link, secret, needs=form)


def _tell(form: ZoneForm | OfferForm | NeedsForm, error: Conflict | Invalid) -> None:
    if isinstance(error, Invalid):
        tell(form, error)
    else:
        form.add_error(None, error.reason)
