"""A person's calendar feed, for calendar programmes; and the page where they set it up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.tenancy import organization_scope
from interviews import rules
from interviews.access import feed_owner
from interviews.actions.new_feed import new_feed
from interviews.actions.set_reminders import set_reminders
from interviews.actions.withdraw_feed import withdraw_feed
from interviews.forms.candidate_page import RemindersForm
from interviews.models import InterviewerProfile
from interviews.queries.feeds import digest_of, feed_of, own_profile
from interviews.queries.letters import QUIET
from interviews.views.guessing import guesses_too_often

ICS = "text/calendar; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed behind a secret address; 304 when nothing is new, one plain 404 for anything else."""
    try:
        profile = feed_owner(secret)
    except Http404:
        status = 429 if guesses_too_often(request) else 404
        return HttpResponse("There is no such feed.\n", status=status, content_type=PLAIN)
    with organization_scope(profile.member.organization):
        body = feed_of(profile)
    etag = quote_etag(digest_of(body))
    answer = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type=ICS)
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
def my_calendar(request: MemberRequest, org: str) -> HttpResponse:
    """One's own reminders, quiet hours and calendar feed."""
    rules.may_read(request.member).require()
    profile = own_profile(request.member)
    initial = {
        "reminders": profile.reminders if profile else True,
        "late_cards": profile.late_cards if profile else True,
        "quiet_from": profile.quiet_from if profile else QUIET[0],
        "quiet_until": profile.quiet_until if profile else QUIET[1],
    }
    form = RemindersForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_reminders(actor=request.member, **form.cleaned_data)
        messages.success(request, "Your reminders are set.")
        return redirect("my_calendar", org=org)
    return _page(request, profile, form, status=400 if form.errors else 200)


def _page(
    request: MemberRequest,
    profile: InterviewerProfile | None,
    form: RemindersForm,
    *,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    address = reverse("calendar_feed", args=[secret]) if secret else ""
    context = {
        "form": form,
        "profile": profile,
        "address": request.build_absolute_uri(address) if address else "",
    }
    return render(request, "interviews/my_calendar.html", context, status=status)


@never_cache
@require_POST
def feed_new(request: MemberRequest, org: str) -> HttpResponse:
    """A new address; it is on the page that answers, and never again."""
    rules.may_read(request.member).require()
    made = new_feed(actor=request.member)
    profile = made.profile
    initial = {
        "reminders": profile.reminders,
        "late_cards": profile.late_cards,
        "quiet_from": profile.quiet_from,
        "quiet_until": profile.quiet_until,
    }
    return _page(request, profile, RemindersForm(initial=initial), secret=made.secret)


@require_POST
def feed_withdraw(request: MemberRequest, org: str) -> HttpResponse:
    """No address opens the feed any more."""
    rules.may_read(request.member).require()
    withdraw_feed(actor=request.member)
    messages.success(request, "Your calendar feed is switched off.")
    return redirect("my_calendar", org=org)
